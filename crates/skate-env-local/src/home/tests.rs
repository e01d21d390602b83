//! Homes of killed processes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use skate_env_core::Code;

use super::Home;
use crate::compute::{Compute, Lease};
use crate::fixture::{account, folder, kill, options, process, runs, spec, until, variable};

const FOLDER: &str = "SKATE_ENV_TEST_HOME";
const BRANCHES: [&str; 3] = ["one", "two", "three"];

fn compute(home: &Home, name: &str) -> Compute {
    let mut options = options(name);
    options.stdin = Some(home.stdin());
    Compute::new(spec(&home.clusters().join(name), options))
}

/// Not a test: the process that the tests below start, with a variable, and kill.
#[tokio::test(flavor = "multi_thread")]
async fn owner() {
    let Some(folder) = variable(FOLDER) else { return };
    let home = Home::open(Path::new(&folder), &account()).unwrap();
    let computes: Vec<_> = BRANCHES.iter().map(|name| compute(&home, name)).collect();
    let mut leases: Vec<Lease> = Vec::new();
    for compute in &computes {
        leases.push(compute.wake().await.unwrap());
    }
    std::io::stdout().write_all(b"\nrunning\n").unwrap();
    std::future::pending::<()>().await;
}

/// Starts another process that locks a home and runs three servers.
fn owner_of(folder: &Path) -> Child {
    let mut owner = Command::new(std::env::current_exe().unwrap())
        .args(["home::tests::owner", "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(owner.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "running"), "the owner started its servers");
    owner
}

fn servers(folder: &Path) -> Vec<u32> {
    let clusters = BRANCHES.iter().map(|name| folder.join("timelines").join(name));
    clusters.filter_map(|cluster| process(&cluster)).collect()
}

fn watchdog_of(folder: &Path) -> u32 {
    let pattern = format!("skate-env-watchdog {}", folder.join("timelines").display());
    let output = Command::new("pgrep").args(["-f", &pattern]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("one watchdog")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_leaves_no_server_and_the_next_takes_its_home() {
    let folder = folder();
    let mut owner = owner_of(folder.path());
    let (servers, watchdog) = (servers(folder.path()), watchdog_of(folder.path()));
    assert_eq!(servers.len(), 3);
    assert_eq!(Home::open(folder.path(), &account()).unwrap_err().code(), Code::FolderInUse);
    #[cfg(target_os = "linux")]
    for handle in servers
        .iter()
        .map(|server| format!("/proc/{server}/fd/0"))
        .chain([format!("/proc/{watchdog}/fd/1")])
    {
        assert!(std::fs::read_link(handle).unwrap().ends_with("servers.lock"));
    }
    assert!(servers.iter().all(|&server| runs(server)), "a refused process does no harm");

    owner.kill().unwrap();
    owner.wait().unwrap();
    until("the servers ended", || !servers.iter().any(|&server| runs(server))).await;
    until("the watchdog ended", || !runs(watchdog)).await;
    let home = Home::open(folder.path(), &account()).unwrap();
    assert_eq!(home.folder(), folder.path().canonicalize().unwrap());
    let compute = compute(&home, "one");
    assert!(compute.wake().await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_watchdog_the_next_process_ends_the_servers() {
    let folder = folder();
    let mut owner = owner_of(folder.path());
    let servers = servers(folder.path());
    kill(watchdog_of(folder.path()));
    owner.kill().unwrap();
    owner.wait().unwrap();
    assert!(servers.iter().all(|&server| runs(server)), "no process has ended them yet");
    drop(Home::open(folder.path(), &account()).unwrap());
    assert!(!servers.iter().any(|&server| runs(server)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_was_closed_is_opened_again_without_waiting() {
    let folder = folder();
    for _ in 0..2 {
        let home = Home::open(folder.path(), &account()).unwrap();
        let watchdog = watchdog_of(folder.path());
        let compute = compute(&home, "one");
        drop(compute.wake().await.unwrap());
        compute.shut_down().await.unwrap();
        drop(compute);
        drop(home);
        assert!(!runs(watchdog));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dropping_a_home_ends_its_servers() {
    let folder = folder();
    let home = Home::open(folder.path(), &account()).unwrap();
    let compute = compute(&home, "one");
    let _lease = compute.wake().await.unwrap();
    let server = process(&home.clusters().join("one")).unwrap();
    tokio::task::spawn_blocking(move || drop(home)).await.unwrap();
    assert!(!runs(server));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_with_a_reused_id_is_not_ended() {
    let folder = folder();
    let home = Home::open(folder.path(), &account()).unwrap();
    let data = home.clusters().join("reused/data");
    std::fs::create_dir_all(&data).unwrap();
    // A process of the same user, which we may end.
    let mut other = account().command("/bin/sleep".as_ref()).arg("60").spawn().unwrap();
    std::fs::write(data.join("postmaster.pid"), format!("{}\n", other.id())).unwrap();
    let stdin = home.stdin();
    drop(home);
    drop(stdin);
    assert!(runs(other.id()));
    other.kill().unwrap();
    other.wait().unwrap();
}
