//! Every way in which a test may end, and the copy with it.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Child, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

use super::fixture;
use crate::branch::{BranchFixture, until};

const SLOW: (&str, &str) = ("2_slow", "SELECT 'slow', pg_sleep(600);");

fn begin(fixture: &BranchFixture) -> Child {
    let mut command = fixture.run("migrate test").command();
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn interrupt(child: &Child) {
    kill_process(Pid::from_child(child), Signal::INT).unwrap();
}

/// Its exit code and the rest of what it says.
fn end(mut child: Child, mut stderr: impl std::io::Read) -> (Option<i32>, String) {
    let mut said = String::new();
    stderr.read_to_string(&mut said).unwrap();
    let mut answer = String::new();
    child.stdout.take().unwrap().read_to_string(&mut answer).unwrap();
    assert_eq!(answer, "", "no answer");
    (child.wait().unwrap().code(), said)
}

/// Reads until the slow statement is about to run.
fn until_measuring(child: &mut Child) -> impl std::io::Read + use<> {
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while !said.ends_with("Measuring 2_slow\n") {
        assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "it ended: {said}");
    }
    stderr
}

fn copy(fixture: &BranchFixture) -> Option<String> {
    fixture.names().into_iter().find(|name| name.starts_with("test/migrate-"))
}

#[test]
fn ctrl_c_while_a_statement_runs() {
    let fixture = fixture(&[SLOW]);
    let mut child = begin(&fixture);
    let stderr = until_measuring(&mut child);
    assert!(copy(&fixture).is_some());
    interrupt(&child);
    let (exit, said) = end(child, stderr);
    assert_eq!(exit, Some(1), "{said}");
    assert!(
        said.ends_with(
            "error: Interrupted while measuring. [interrupted]\n  help: The copy was deleted; \
             nothing else was changed.\n"
        ),
        "{said}"
    );
    assert_eq!(fixture.names(), ["main", "staging"]);
}

#[test]
fn ctrl_c_while_the_copy_is_created() {
    let fixture = fixture(&[SLOW]);
    fixture.faults().slow_operations(Duration::from_secs(2));
    let mut child = begin(&fixture);
    until("the copy is there", || copy(&fixture).is_some());
    interrupt(&child);
    let stderr = child.stderr.take().unwrap();
    let (exit, said) = end(child, stderr);
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("error: Interrupted while creating the copy. [interrupted]\n"), "{said}");
    assert_eq!(fixture.names(), ["main", "staging"]);
}

#[test]
fn a_second_ctrl_c_ends_at_once_and_the_copy_is_deleted() {
    let fixture = fixture(&[SLOW]);
    let mut child = begin(&fixture);
    let stderr = until_measuring(&mut child);
    // The first one begins the deletion, which is slow.
    fixture.faults().slow_operations(Duration::from_secs(5));
    interrupt(&child);
    until("the copy goes", || copy(&fixture).is_none());
    interrupt(&child);
    let (exit, said) = end(child, stderr);
    assert_eq!(exit, Some(1), "{said}");
    until("the copy is gone", || fixture.names() == ["main", "staging"]);
}

#[test]
fn a_terminated_session_deletes_the_copy() {
    let fixture = fixture(&[SLOW]);
    let mut child = begin(&fixture);
    let stderr = until_measuring(&mut child);
    let name = copy(&fixture).unwrap();
    fixture.execute(
        &name,
        "DO $$ BEGIN LOOP PERFORM pg_terminate_backend(pid) FROM pg_stat_activity \
           WHERE query LIKE 'SELECT ''slow''%' AND state = 'active'; \
           EXIT WHEN FOUND; PERFORM pg_stat_clear_snapshot(), pg_sleep(0.01); END LOOP; END $$",
    );
    let (exit, said) = end(child, stderr);
    assert_eq!(exit, Some(5), "{said}");
    assert!(said.contains("[database_unavailable]"), "{said}");
    assert_eq!(fixture.names(), ["main", "staging"]);
}

#[test]
fn two_tests_at_once_have_separate_copies() {
    let fixture = fixture(&[("2_codes", "ALTER TABLE \"User\" ADD COLUMN a int;")]);
    let both = [begin(&fixture), begin(&fixture)];
    for child in both {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(fixture.names(), ["main", "staging"]);
}

#[test]
fn a_copy_that_cannot_be_deleted_is_named() {
    let fixture = fixture(&[("2_codes", "SELECT 1;")]);
    fixture.refuse("DELETE", "/branches", 403, 1);
    let ending = fixture.ends("migrate test");
    assert_eq!(ending.exit, 5, "{ending}");
    let name = copy(&fixture).unwrap();
    assert!(ending.stderr.contains("error: The copy was not deleted: "), "{ending}");
    assert!(ending.stderr.contains(&format!("`skate-env branch delete {name}`")), "{ending}");
    assert!(ending.stdout.contains("Measured on a copy"), "the answer is there: {ending}");
}

/// Nobody is told, and the next test cannot know yet whether it still runs: the expiry can.
#[test]
fn the_copy_of_a_killed_test_expires_and_keeps_its_owner() {
    let fixture = fixture(&[SLOW]);
    let mut child = begin(&fixture);
    let _stderr = until_measuring(&mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    let name = copy(&fixture).unwrap();
    let left = fixture.branches().into_iter().find(|it| it.name == name).unwrap();
    assert!(left.expires_at.is_some());
    let list = fixture.json("branch list");
    let rows = list["branches"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name).unwrap();
    assert_eq!((&row["owner"], &row["class"]), (&"ada".into(), &"testing".into()));
}
