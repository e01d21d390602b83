use std::process::Stdio;

use skate_env_local::{Fault, FaultRule};

use super::ground::{Ground, until};

const ALL: &str = "branch cleanup --idle-days 0 --active-hours 0";

#[test]
fn the_plan_says_why() {
    let ground = Ground::new();
    for (name, from) in [("dev-ada", "production"), ("a", "staging"), ("b", "staging")] {
        ground.json(&format!("branch create {name} --from {from} --no-switch"));
    }
    let bobs = ground.run("branch create c --no-switch").variable("USER", "bob").ends();
    assert_eq!(bobs.exit, 0, "{bobs}");
    ground.json("branch switch dev-ada");
    let plan = ground.ends(ALL);
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
    assert_eq!(ground.names(), ["a", "b", "c", "dev-ada", "main", "staging"]);
}

#[test]
fn the_record_says_what_was_done_and_what_was_not() {
    let ground = Ground::new();
    for name in ["a", "b"] {
        ground.json(&format!("branch create {name} --no-switch"));
    }
    ground.refuse("DELETE", "/branches", 403, 1);
    let ending = ground.run(ALL).words("--apply --at-most 5 --output json --wait 1").ends();
    assert_eq!(ending.exit, 1, "{ending}");
    assert!(ending.stderr.contains("\"code\":\"cleanup_incomplete\""), "{ending}");
    let record: serde_json::Value = serde_json::from_str(&ending.stdout).unwrap();
    let outcome = |name: &str| {
        let rows = record["branches"].as_array().unwrap();
        rows.iter().find(|row| row["branch"] == name).unwrap()["outcome"].clone()
    };
    assert_eq!(["a", "b", "staging", "main"].map(outcome), ["failed", "deleted", "keep", "keep"]);
    assert_eq!(ground.names(), ["a", "main", "staging"]);
    let kept = ground.ends(&format!("{ALL} --apply --at-most 0"));
    assert_eq!(kept.exit, 0, "{kept}");
    assert!(kept.stdout.contains("but one run deletes at most 0"), "{kept}");
    assert!(
        ground.ends(&format!("{ALL} --apply")).stdout.ends_with("\n1 deleted on this machine.\n")
    );
    assert_eq!(ground.names(), ["main", "staging"]);
}

/// Somebody protects a branch after the plan was made.
#[test]
fn each_is_looked_at_again_before_it_goes() {
    let ground = Ground::new();
    for name in ["a", "b"] {
        ground.json(&format!("branch create {name} --no-switch"));
    }
    let held = Fault::Delay { milliseconds: 5_000 };
    ground.faults().add(FaultRule::once("DELETE", "/branches", held));
    let mut command = ground.run(ALL).words("--apply --output json").command();
    let child = command.stdout(Stdio::piped()).spawn().unwrap();
    until("the first deletion is held", || ground.faults().remaining() == 0);
    ground.protect("b");
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = &record["branches"][1];
    assert_eq!((&row["branch"], &row["outcome"]), (&"b".into(), &"keep".into()));
    assert_eq!(row["reason"], "changed since the plan: protected");
    assert_eq!(ground.names(), ["b", "main", "staging"]);
}
