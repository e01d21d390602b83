//! A thousand sessions at once through one gateway, and what its process takes for each.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "the figure is worth more than whether it is low enough")]

use std::{fs, time::Duration};

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit, setrlimit};
use tokio::{task::JoinSet, time::timeout};
use tokio_postgres::{Client, NoTls};

use super::fixture::Fixture;

const SESSIONS: usize = 1000;
/// The gateway has opened as many before the first measurement: what they took is used again.
const BEFORE: usize = 20;
/// At the same time, so that the server's queue of new connections is never full.
const AT_ONCE: usize = 25;
const KILOBYTES_A_SESSION: usize = 64;

#[test]
fn a_thousand_sessions_answer_and_none_takes_more_than_64_kilobytes() {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).unwrap();
    let fixture = Fixture::with_sessions(SESSIONS + BEFORE + 20);
    let command = fixture.production(&[]);
    let url = command.variable("DATABASE_URL").to_owned();
    let gateway = fixture.gateway();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        drop(open(&url, BEFORE).await);
        let before = resident_kilobytes(gateway);
        let sessions = open(&url, SESSIONS).await;
        let after = resident_kilobytes(gateway);
        assert_eq!(sessions.len(), SESSIONS);
        for session in &sessions {
            let row = session.query_one("SELECT count(*) FROM users", &[]).await.unwrap();
            assert_eq!(row.get::<_, i64>(0), 100);
        }
        let busy = resident_kilobytes(gateway);
        println!("{before} kB before, {after} kB with {SESSIONS} sessions, {busy} kB after work");
        let grown = busy.max(after).saturating_sub(before);
        assert!(grown <= SESSIONS * KILOBYTES_A_SESSION, "{grown} kB for {SESSIONS} sessions");
    });
    // The gateway may open as many files as the system allows, whatever was allowed before.
    let limits = fs::read_to_string(format!("/proc/{gateway}/limits")).unwrap();
    let files = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    let [soft, hard, _] =
        files["Max open files".len()..].split_whitespace().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(soft, hard);
}

#[test]
fn a_gateway_without_files_goes_on_when_there_are_some_although_no_session_has_ended() {
    let fixture = Fixture::new();
    let command = fixture.production(&[]);
    let url = command.variable("DATABASE_URL").to_owned();
    let process = Pid::from_raw(fixture.gateway());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let kept = open(&url, 1).await;
        let none = Rlimit { current: Some(0), maximum: getrlimit(Resource::Nofile).maximum };
        let before = prlimit(process, Resource::Nofile, none).unwrap();
        let waiting = tokio::spawn(async move { open(&url, 1).await });
        for _ in 0..100 {
            kept[0].simple_query("SELECT 1").await.unwrap();
        }
        assert!(!waiting.is_finished());
        prlimit(process, Resource::Nofile, before).unwrap();
        timeout(Duration::from_mins(1), waiting).await.unwrap().unwrap();
        kept[0].simple_query("SELECT 1").await.unwrap();
    });
}

async fn open(url: &str, count: usize) -> Vec<Client> {
    let mut sessions = Vec::new();
    while sessions.len() < count {
        let mut opening = JoinSet::new();
        for _ in 0..AT_ONCE.min(count - sessions.len()) {
            let url = url.to_owned();
            opening.spawn(async move {
                let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
                tokio::spawn(connection);
                client.simple_query("SELECT 1").await.unwrap();
                client
            });
        }
        sessions.extend(opening.join_all().await);
    }
    sessions
}

fn resident_kilobytes(process: i32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
