//! Taking over a server that a killed process left running.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::fixture::{ask, connect, folder, options, prepare, runs, variable};
use skate_env_local::free_port;

/// Not a test: the process that the tests below start, with variables, and kill.
#[test]
fn owner() {
    let (Some(folder), Some(port)) = (variable(FOLDER), variable(PORT)) else { return };
    let cluster = prepare(Path::new(&folder), &options("left-running", "secret")).unwrap();
    let server = cluster.start(port.parse().unwrap()).unwrap();
    std::io::stdout().write_all(format!("\nprocess={}\n", server.process()).as_bytes()).unwrap();
    loop {
        thread::park();
    }
}

const FOLDER: &str = "SKATE_ENV_TEST_OWNER_FOLDER";
const PORT: &str = "SKATE_ENV_TEST_OWNER_PORT";

/// Starts a server in another process, and kills that process while the server runs.
fn kill_an_owner(folder: &Path, port: u16) -> u32 {
    let mut owner: Child = Command::new(std::env::current_exe().unwrap())
        .args(["takeover::owner", "--exact", "--nocapture"])
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

/// A process that is not our child has no command line any more shortly before it has ended.
fn assert_ends(process: u32) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while runs(process) {
        assert!(Instant::now() < deadline, "process {process} still runs");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_server_that_runs_as_asked_is_taken_over() {
    let folder = folder();
    let port = free_port().unwrap();
    let killed = kill_an_owner(folder.path(), port);
    let options = options("left-running", "secret");
    let server = prepare(folder.path(), &options).unwrap().start(port).unwrap();
    assert_eq!(server.process(), killed);
    assert_eq!(ask(&mut connect(&server, &options).unwrap(), "SHOW cluster_name"), "left-running");
    server.stop().unwrap();
    assert_ends(killed);
}

#[test]
fn a_server_on_another_port_is_replaced() {
    let folder = folder();
    let killed = kill_an_owner(folder.path(), free_port().unwrap());
    let options = options("left-running", "secret");
    let server = prepare(folder.path(), &options).unwrap().start(free_port().unwrap()).unwrap();
    assert_ne!(server.process(), killed);
    assert_ends(killed);
    assert!(connect(&server, &options).is_ok());
}

#[test]
fn a_process_with_a_reused_id_is_not_stopped() {
    let folder = folder();
    let options = options("reused", "secret");
    let cluster = prepare(folder.path(), &options).unwrap();
    let other = std::process::id();
    let text =
        format!("{other}\n{}\n1\n20000\n\n127.0.0.1\n 1 1\nready\n", cluster.data().display());
    std::fs::write(cluster.data().join("postmaster.pid"), text).unwrap();
    let server = cluster.start(free_port().unwrap()).unwrap();
    assert_ne!(server.process(), other);
    assert!(connect(&server, &options).is_ok());
}

#[test]
fn a_server_that_was_killed_recovers() {
    let folder = folder();
    let options = options("crashed", "secret");
    let server = prepare(folder.path(), &options).unwrap().start(free_port().unwrap()).unwrap();
    connect(&server, &options).unwrap().batch_execute("CREATE TABLE kept (id int)").unwrap();
    let process = server.process().to_string();
    assert!(Command::new("kill").args(["-9", &process]).status().unwrap().success());
    let port = server.port();
    drop(server);
    let server = prepare(folder.path(), &options).unwrap().start(port).unwrap();
    assert_eq!(
        ask(&mut connect(&server, &options).unwrap(), "SELECT count(*)::text FROM kept"),
        "0"
    );
}
