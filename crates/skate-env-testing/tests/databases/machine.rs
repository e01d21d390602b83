//! What a machine may lack: room on its disk, memory for a server, or one PostgreSQL alone.
#![expect(clippy::print_stderr, reason = "why a test was skipped")]
#![expect(clippy::disallowed_methods, reason = "a test learns from its parent where the server is")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use skate_env_core::{Code, Variables};
use skate_env_testing::{Options, ServerChoice, TestDatabase, status_of_server, stop_server};

use crate::disk::Disk;
use crate::fixture::{Server, TIMEOUT, ask, connect, create, open_to_all};
use crate::macros::{ignored, of_parent, variables_of_parent};

const NOTES: &str = "CREATE TABLE notes AS SELECT n FROM generate_series(1, 1000) n";
const COUNT: &str = "SELECT count(*) FROM notes";

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_whoever_comes_when_there_is_room_gets_a_whole_database() {
    let server = Server::new();
    let home = server.path("server");
    fs::create_dir(&home).unwrap();
    open_to_all(&home);
    let Some(_disk) = Disk::mount(&home, "160m") else {
        eprintln!("skipped: nobody but root, or sudo, mounts a small disk");
        return;
    };
    let options = server.options().pool(0).migrate(server.sql("notes", NOTES));
    let mut held = Vec::new();
    let error = loop {
        match TestDatabase::create(&options).await {
            Ok(database) => held.push(database),
            Err(error) => break error,
        }
        assert!(held.len() < 100, "the disk is smaller than that");
    };
    assert_eq!(error.code(), Code::DiskFull, "{error}");
    assert!(error.hint().contains("test server stop"), "{error}");
    assert!(!held.is_empty(), "{error}");
    for database in held {
        assert_eq!(ask::<i64>(&connect(database.url()).await, COUNT).await, 1000);
        database.release().await.unwrap();
    }
    let deadline = Instant::now() + TIMEOUT;
    let database = loop {
        match TestDatabase::create(&options).await {
            Ok(database) => break database,
            // What was given back is dropped in the background.
            Err(error) => assert_eq!(error.code(), Code::DiskFull, "{error}"),
        }
        assert!(Instant::now() < deadline, "there is room again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!(ask::<i64>(&connect(database.url()).await, COUNT).await, 1000);
    drop(database);
    // Stopped before its disk goes, and its folder removed after that.
    let choice = server.choice();
    assert!(tokio::task::spawn_blocking(move || stop_server(&choice)).await.unwrap().unwrap());
}

/// Without a folder that is named, as a user has it.
#[tokio::test]
#[ignore = "run by `without_memory_the_server_is_in_the_folder_for_temporary_files`"]
async fn in_a_temporary_folder() {
    let database = create(&of_parent("")).await;
    let client = connect(database.url()).await;
    assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM claims").await, 0);
    drop((client, database));
    let choice = ServerChoice::new(std::env::var("FIXTURE").unwrap(), &variables_of_parent());
    let found = status_of_server(&choice).unwrap().unwrap();
    eprintln!("FOLDER {}", found.folder.display());
    assert!(tokio::task::spawn_blocking(move || stop_server(&choice)).await.unwrap().unwrap());
}

#[test]
fn without_memory_the_server_is_in_the_folder_for_temporary_files() {
    let server = Server::on_disk();
    let temporary = server.path("temporary");
    fs::create_dir(&temporary).unwrap();
    open_to_all(&temporary);
    // What a container gets by default; and none that a server may use.
    for memory in ["size=64m,mode=1777", "size=1m,mode=700"] {
        let mut child = ignored(&server, "machine::in_a_temporary_folder");
        child.env_remove("SKATE_ENV_TEST_HOME").env("TMPDIR", &temporary);
        let Some(output) = with_memory(memory, &child) else {
            eprintln!("skipped: nobody but root mounts another /dev/shm");
            return;
        };
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{memory}: {text}");
        let folder = text.lines().find_map(|line| line.split_once("FOLDER ")).unwrap().1;
        assert!(Path::new(folder).starts_with(&temporary), "{memory}: {folder}");
    }
}

/// Runs a command where `/dev/shm` is another one. `None` where this user may not.
fn with_memory(options: &str, command: &Command) -> Option<Output> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let script = format!("mount -t tmpfs -o {options} none /dev/shm && exec \"$@\"");
    let mut inside = Command::new("unshare");
    inside.args(["--mount", "--propagation", "private", "sh", "-c", &script, "sh"]);
    inside.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => inside.env(name, value),
            None => inside.env_remove(name),
        };
    }
    Some(inside.output().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_versions_of_postgresql_have_a_server_and_templates_each_at_the_same_time() {
    let server = Server::new();
    let Some(folder) = another_postgresql() else {
        eprintln!("skipped: there is one PostgreSQL on this machine");
        return;
    };
    let mut variables = server.variables();
    variables.set("SKATE_ENV_POSTGRES_BIN", folder.to_string_lossy());
    let step = || server.sql("notes", NOTES);
    let [new, old] = [&server.variables(), &variables].map(|variables: &Variables| {
        Options::new(server.folder(), variables).pool(2).migrate(step())
    });
    let mut versions = HashMap::new();
    for _ in 0..3 {
        let (new, old) = tokio::join!(create(&new), create(&old));
        for (which, database) in [("new", new), ("old", old)] {
            let client = connect(database.url()).await;
            assert_eq!(ask::<i64>(&client, COUNT).await, 1000);
            let version: String = ask(&client, "SELECT current_setting('server_version')").await;
            let before = versions.insert(which, version.clone());
            assert!(before.is_none_or(|before| before == version), "{which}: {version}");
        }
    }
    assert_ne!(versions["new"], versions["old"]);
    let choice = ServerChoice::new(server.folder(), &variables);
    assert!(tokio::task::spawn_blocking(move || stop_server(&choice)).await.unwrap().unwrap());
}

/// One that the system installed, as Debian and Ubuntu do, of another major version.
fn another_postgresql() -> Option<PathBuf> {
    let ours = skate_env_local::Search::only(std::env::var("SKATE_ENV_TEST_POSTGRES").ok()?);
    let ours = skate_env_local::Binaries::find(&ours).ok()?.major().to_string();
    let installed = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let others = installed.filter(|version| *version.file_name() != *ours);
    others.map(|version| version.path().join("bin")).find(|folder| folder.join("initdb").exists())
}
