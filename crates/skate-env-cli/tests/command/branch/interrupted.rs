use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    process::{Child, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use skate_env_local::{Fault, FaultRule};

use super::fixture::{BranchFixture, until};

/// Long enough to be interrupted; the control plane ends what was begun before it ends itself.
pub(super) const LONG: Duration = Duration::from_secs(15);

pub(super) fn begin(fixture: &BranchFixture, words: &str) -> Child {
    let mut command = fixture.run(words).command();
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Ctrl-C; what it said until then, and its exit code.
#[track_caller]
pub(super) fn interrupt(child: Child) -> String {
    let process = Pid::from_child(&child);
    kill_process(process, Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), &*output.stdout), (Some(1), &b""[..]), "{stderr}");
    stderr
}

#[test]
fn ctrl_c_names_the_step_and_what_to_do() {
    let fixture = BranchFixture::new();
    // While the request is on its way: nothing was done, or all of it.
    let delay = Fault::Delay { milliseconds: 15_000 };
    fixture.faults().add(FaultRule::once("POST", "/branches", delay));
    let child = begin(&fixture, "branch create feature/x");
    until("the request is held", || fixture.faults().remaining() == 0);
    let said = interrupt(child);
    assert!(said.ends_with(
        "error: Interrupted while creating branch `feature/x` on this machine. [interrupted]\n  help: \
         The branch may exist. Run the same command again to complete it, or `skate-env branch \
         delete feature/x` to delete it.\n"
    ), "{said}");
    assert_eq!(fixture.env_file(), None);

    // While Neon makes it.
    fixture.faults().slow_operations(LONG);
    let child = begin(&fixture, "branch create feature/y");
    until("the branch is there", || fixture.names().contains(&"feature/y".to_owned()));
    interrupt(child);
    assert_eq!(fixture.env_file(), None);
}

#[test]
fn an_interrupted_change_is_completed_by_the_same_command() {
    let fixture = BranchFixture::new();
    fixture.faults().slow_operations(LONG);
    let child = begin(&fixture, "branch create feature/x");
    until("the branch is there", || fixture.names().contains(&"feature/x".to_owned()));
    interrupt(child);
    fixture.faults().clear();
    assert_eq!(fixture.json("branch create feature/x")["how"], "reused");
    assert_eq!(fixture.names(), ["feature/x", "main", "staging"]);

    // A reset and a deletion, too.
    fixture.faults().slow_operations(LONG);
    let child = begin(&fixture, "branch reset");
    let was_reset = || fixture.branches().iter().any(|it| it.last_reset_at.is_some());
    until("the reset began", was_reset);
    let said = interrupt(child);
    assert!(said.contains("Run `skate-env branch reset feature/x` again."), "{said}");
    fixture.faults().clear();
    fixture.json("branch reset feature/x");

    let delay = Fault::Delay { milliseconds: 15_000 };
    fixture.faults().add(FaultRule::once("DELETE", "/branches", delay));
    let child = begin(&fixture, "branch delete feature/x");
    until("the request is held", || fixture.faults().remaining() == 0);
    interrupt(child);
    fixture.json("branch delete feature/x");
    assert_eq!(fixture.names(), ["main", "staging"]);
}

/// Migrations go on in a process of their own: it ends, too.
#[test]
fn ctrl_c_ends_the_started_program_too() {
    let prisma = "#!/bin/sh\necho $$ > \"$0.process\"; exec sleep 600\n";
    let fixture = BranchFixture::new().file("node_modules/.bin/prisma", prisma);
    let path = fixture.project.path().join("node_modules/.bin/prisma");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let child = begin(&fixture, "branch create feature/x");
    let mut process = None;
    until("the migration runs", || {
        let text = fs::read_to_string(format!("{}.process", path.display())).unwrap_or_default();
        process = text.trim().parse().ok().and_then(Pid::from_raw);
        process.is_some()
    });
    let said = interrupt(child);
    assert!(said.contains("Interrupted while applying migrations. [interrupted]"), "{said}");
    assert!(test_kill_process(process.unwrap()).is_err(), "it still runs");
    assert!(fixture.env_file().unwrap().contains("DATABASE_ENVIRONMENT=development"));
    fs::write(&path, "#!/bin/sh\n").unwrap();
    let again = fixture.json("branch create feature/x");
    assert_eq!((&again["how"], &again["migrations"]), (&"reused".into(), &"done".into()));
}
