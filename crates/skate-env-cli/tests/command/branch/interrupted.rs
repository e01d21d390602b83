use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    process::{Child, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use skate_env_local::{Fault, FaultRule};

use super::ground::{Ground, until};

/// Long enough to be interrupted; the control plane ends what was begun before it ends itself.
const LONG: Duration = Duration::from_secs(15);

fn begin(ground: &Ground, words: &str) -> Child {
    let mut command = ground.run(words).command();
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Ctrl-C; what it said until then, and its exit code.
#[track_caller]
fn interrupt(child: Child) -> String {
    let process = Pid::from_child(&child);
    kill_process(process, Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), &*output.stdout), (Some(1), &b""[..]), "{stderr}");
    stderr
}

#[test]
fn what_was_interrupted_the_same_command_finishes() {
    let ground = Ground::new();
    // While the request is on its way: nothing was done, or all of it.
    let delay = Fault::Delay { milliseconds: 15_000 };
    ground.faults().add(FaultRule::once("POST", "/branches", delay));
    let child = begin(&ground, "branch create feature/x");
    until("the request is held", || ground.faults().remaining() == 0);
    let said = interrupt(child);
    assert!(said.ends_with(
        "error: Interrupted while creating branch `feature/x` on this machine. [interrupted]\n  help: \
         The branch may exist. Run the same command again to complete it, or `skate-env branch \
         delete feature/x` to delete it.\n"
    ), "{said}");
    assert_eq!(ground.env_file(), None);

    // While Neon makes it.
    ground.faults().slow_operations(LONG);
    let child = begin(&ground, "branch create feature/y");
    until("the branch is there", || ground.names().contains(&"feature/y".to_owned()));
    interrupt(child);
    assert_eq!(ground.env_file(), None);
}

#[test]
fn a_half_made_branch_is_taken_up() {
    let ground = Ground::new();
    ground.faults().slow_operations(LONG);
    let child = begin(&ground, "branch create feature/x");
    until("the branch is there", || ground.names().contains(&"feature/x".to_owned()));
    interrupt(child);
    ground.faults().clear();
    assert_eq!(ground.json("branch create feature/x")["how"], "reused");
    assert_eq!(ground.names(), ["feature/x", "main", "staging"]);

    // A reset and a deletion, too.
    ground.faults().slow_operations(LONG);
    let child = begin(&ground, "branch reset");
    let was_reset = || ground.branches().iter().any(|it| it.last_reset_at.is_some());
    until("the reset began", was_reset);
    let said = interrupt(child);
    assert!(said.contains("Run `skate-env branch reset feature/x` again."), "{said}");
    ground.faults().clear();
    ground.json("branch reset feature/x");

    let delay = Fault::Delay { milliseconds: 15_000 };
    ground.faults().add(FaultRule::once("DELETE", "/branches", delay));
    let child = begin(&ground, "branch delete feature/x");
    until("the request is held", || ground.faults().remaining() == 0);
    interrupt(child);
    ground.json("branch delete feature/x");
    assert_eq!(ground.names(), ["main", "staging"]);
}

/// Migrations go on in a process of their own: it ends, too.
#[test]
fn what_was_started_ends_with_the_command() {
    let prisma = "#!/bin/sh\necho $$ > \"$0.process\"; exec sleep 600\n";
    let ground = Ground::new().file("node_modules/.bin/prisma", prisma);
    let path = ground.project.path().join("node_modules/.bin/prisma");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let child = begin(&ground, "branch create feature/x");
    let mut process = None;
    until("the migration runs", || {
        let text = fs::read_to_string(format!("{}.process", path.display())).unwrap_or_default();
        process = text.trim().parse().ok().and_then(Pid::from_raw);
        process.is_some()
    });
    let said = interrupt(child);
    assert!(said.contains("Interrupted while applying migrations. [interrupted]"), "{said}");
    assert!(test_kill_process(process.unwrap()).is_err(), "it still runs");
    assert!(ground.env_file().unwrap().contains("DATABASE_ENVIRONMENT=development"));
    fs::write(&path, "#!/bin/sh\n").unwrap();
    let again = ground.json("branch create feature/x");
    assert_eq!((&again["how"], &again["migrations"]), (&"reused".into(), &"done".into()));
}
