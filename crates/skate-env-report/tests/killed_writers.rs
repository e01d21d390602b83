//! Eight writers in processes of their own, some of them killed: what was written before a kill is
//! there, and every line is whole.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the test is started again as a writer")]

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use jiff::Timestamp;
use skate_env_report::{Event, EventKind, EventRecord, record};

const FOLDER: &str = "SKATE_ENV_TEST_RECORD_FOLDER";
const WRITER: &str = "SKATE_ENV_TEST_RECORD_WRITER";
const EACH: usize = 200;

/// Not a test by itself: a writer, which says what it has written.
#[test]
#[expect(clippy::print_stdout, reason = "the parent reads which lines are written")]
fn writer() {
    let (Ok(folder), Ok(writer)) = (std::env::var(FOLDER), std::env::var(WRITER)) else { return };
    let record = EventRecord::at(folder.as_ref());
    for number in 0..EACH {
        record
            .append(&Event::new(EventKind::Create, false).branch(format!("br-{writer}-{number}")));
        println!("\nwrote br-{writer}-{number}");
    }
}

#[test]
fn no_line_is_lost_or_cut() {
    let folder = tempfile::tempdir().unwrap();
    let start = |writer: usize| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "writer", "--nocapture"]);
        command.env(FOLDER, folder.path()).env(WRITER, writer.to_string());
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    };
    let mut writers: Vec<_> = (0..8).map(start).collect();
    let mut written = Vec::new();
    for (index, child) in writers.iter_mut().enumerate() {
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Every other one is killed in the middle of its work.
        let most = if index % 2 == 0 { EACH } else { 20 + index };
        let wrote = lines
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("wrote ").map(str::to_owned));
        written.extend(wrote.take(most));
        if most < EACH {
            child.kill().unwrap();
        }
        child.wait().unwrap();
    }
    let read = record::read(&[EventRecord::at(folder.path()).files()], Timestamp::UNIX_EPOCH);
    assert_eq!(read.damaged, 0);
    let found: std::collections::BTreeSet<_> =
        read.events.iter().filter_map(|event| event.branch_id.clone()).collect();
    let lost: Vec<_> = written.iter().filter(|id| !found.contains(*id)).collect();
    assert!(lost.is_empty() && written.len() > 4 * EACH, "{lost:?} of {}", written.len());
}
