use std::process::Stdio;

use skate_env_local::{Fault, FaultRule};

use super::fixture::{BranchFixture, until};

const ALL: &str = "branch cleanup --idle-days 0 --active-hours 0";

#[test]
fn the_plan_gives_reasons() {
    let fixture = BranchFixture::new();
    for (name, from) in [("dev-ada", "production"), ("a", "staging"), ("b", "staging")] {
        fixture.json(&format!("branch create {name} --from {from} --no-switch"));
    }
    let bobs = fixture.run("branch create c --no-switch").variable("USER", "bob").ends();
    assert_eq!(bobs.exit, 0, "{bobs}");
    fixture.json("branch switch dev-ada");
    let plan = fixture.ends(ALL);
    // How long it was idle differs from run to run.
    let lines: Vec<_> = plan.stdout.lines().map(|it| it.split(" for ").next().unwrap()).collect();
    assert_eq!(
        lines,
        [
            "branch   class                reason",
            "a        feature      delete  idle",
            "b        feature      delete  idle",
            "c        feature      keep    bob's",
            "dev-ada  development  keep    in use here",
            "staging  staging      keep    staging branches never expire",
            "main     production   keep    the default branch",
            "",
            "Nothing was done. With --apply, 2 would be deleted on this machine.",
        ],
        "{plan}"
    );
    assert_eq!(fixture.names(), ["a", "b", "c", "dev-ada", "main", "staging"]);
}

#[test]
fn the_report_lists_deleted_and_failed_branches() {
    let fixture = BranchFixture::new();
    for name in ["a", "b"] {
        fixture.json(&format!("branch create {name} --no-switch"));
    }
    fixture.refuse("DELETE", "/branches", 403, 1);
    let ending = fixture.run(ALL).words("--apply --at-most 5 --output json --wait 1").ends();
    assert_eq!(ending.exit, 1, "{ending}");
    assert!(ending.stderr.contains("\"code\":\"cleanup_incomplete\""), "{ending}");
    let record: serde_json::Value = serde_json::from_str(&ending.stdout).unwrap();
    let outcome = |name: &str| {
        let rows = record["branches"].as_array().unwrap();
        rows.iter().find(|row| row["branch"] == name).unwrap()["outcome"].clone()
    };
    assert_eq!(["a", "b", "staging", "main"].map(outcome), ["failed", "deleted", "keep", "keep"]);
    assert_eq!(fixture.names(), ["a", "main", "staging"]);
    let kept = fixture.ends(&format!("{ALL} --apply --at-most 0"));
    assert_eq!(kept.exit, 0, "{kept}");
    assert!(kept.stdout.contains("but one run deletes at most 0"), "{kept}");
    assert!(
        fixture.ends(&format!("{ALL} --apply")).stdout.ends_with("\n1 deleted on this machine.\n")
    );
    assert_eq!(fixture.names(), ["main", "staging"]);
}

/// Somebody protects a branch after the plan was made.
#[test]
fn each_branch_is_checked_again_before_it_is_deleted() {
    let fixture = BranchFixture::new();
    for name in ["a", "b"] {
        fixture.json(&format!("branch create {name} --no-switch"));
    }
    let held = Fault::Delay { milliseconds: 5_000 };
    fixture.faults().add(FaultRule::once("DELETE", "/branches", held));
    let mut command = fixture.run(ALL).words("--apply --output json").command();
    let child = command.stdout(Stdio::piped()).spawn().unwrap();
    until("the first deletion is held", || fixture.faults().remaining() == 0);
    fixture.protect("b");
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = &record["branches"][1];
    assert_eq!((&row["branch"], &row["outcome"]), (&"b".into(), &"keep".into()));
    assert_eq!(row["reason"], "changed since the plan: protected");
    assert_eq!(fixture.names(), ["b", "main", "staging"]);
}
