//! A process that is killed leaves its server behind: the next one takes it over.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::common::{ask, connect, folder, prepare, runs, setup, variable};
use skate_env_local::draw_port;

/// Not a test: the process that the tests below start and kill, told what to do by variables.
#[test]
fn owner() {
    let (Some(folder), Some(port)) = (variable(FOLDER), variable(PORT)) else { return };
    let cluster = prepare(Path::new(&folder), &setup("survivor", "secret")).unwrap();
    let server = cluster.start(port.parse().unwrap()).unwrap();
    std::io::stdout().write_all(format!("\nprocess={}\n", server.process()).as_bytes()).unwrap();
    loop {
        std::thread::park();
    }
}

const FOLDER: &str = "SKATE_ENV_TEST_OWNER_FOLDER";
const PORT: &str = "SKATE_ENV_TEST_OWNER_PORT";

/// Starts a server in another process, and kills that process while the server runs.
fn kill_an_owner(folder: &Path, port: u16) -> u32 {
    let mut owner: Child = Command::new(std::env::current_exe().unwrap())
        .args(["survivors::owner", "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .env(PORT, port.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(owner.stdout.take().unwrap()).lines();
    let server = lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("process=").and_then(|number| number.parse().ok()));
    owner.kill().unwrap();
    owner.wait().unwrap();
    let server = server.expect("the owner started its server");
    assert!(runs(server), "the server outlives its killed owner");
    server
}

#[test]
fn a_server_that_runs_as_asked_is_taken_over() {
    let folder = folder();
    let port = draw_port().unwrap();
    let killed = kill_an_owner(folder.path(), port);
    let setup = setup("survivor", "secret");
    let server = prepare(folder.path(), &setup).unwrap().start(port).unwrap();
    assert_eq!(server.process(), killed);
    assert_eq!(ask(&mut connect(&server, &setup).unwrap(), "SHOW cluster_name"), "survivor");
    server.stop().unwrap();
    assert!(!runs(killed));
}

#[test]
fn a_server_on_another_port_is_replaced() {
    let folder = folder();
    let killed = kill_an_owner(folder.path(), draw_port().unwrap());
    let setup = setup("survivor", "secret");
    let server = prepare(folder.path(), &setup).unwrap().start(draw_port().unwrap()).unwrap();
    assert_ne!(server.process(), killed);
    assert!(!runs(killed));
    assert!(connect(&server, &setup).is_ok());
}

#[test]
fn a_process_that_was_given_an_old_number_is_left_alone() {
    let folder = folder();
    let setup = setup("reused", "secret");
    let cluster = prepare(folder.path(), &setup).unwrap();
    let stranger = std::process::id();
    let text =
        format!("{stranger}\n{}\n1\n20000\n\n127.0.0.1\n 1 1\nready\n", cluster.data().display());
    std::fs::write(cluster.data().join("postmaster.pid"), text).unwrap();
    let server = cluster.start(draw_port().unwrap()).unwrap();
    assert_ne!(server.process(), stranger);
    assert!(connect(&server, &setup).is_ok());
}

#[test]
fn a_server_that_was_killed_recovers() {
    let folder = folder();
    let setup = setup("crashed", "secret");
    let server = prepare(folder.path(), &setup).unwrap().start(draw_port().unwrap()).unwrap();
    connect(&server, &setup).unwrap().batch_execute("CREATE TABLE kept (id int)").unwrap();
    let process = server.process().to_string();
    assert!(Command::new("kill").args(["-9", &process]).status().unwrap().success());
    let port = server.port();
    drop(server);
    let server = prepare(folder.path(), &setup).unwrap().start(port).unwrap();
    assert_eq!(ask(&mut connect(&server, &setup).unwrap(), "SELECT count(*)::text FROM kept"), "0");
}
