use skate_env_local::{Fault, FaultRule};

use super::fixture::BranchFixture;

const CREATE: &str = "branch create feature/x --wait 1 --quiet";

/// Exit code, code, and the words that tell what to do.
#[track_caller]
fn fails(fixture: &BranchFixture, words: &str, code: &str, help: &str) {
    let ending = fixture.ends(words);
    let hint = format!("[{code}]\n  help: {help}\n");
    assert!(ending.exit == 5 && ending.stderr.contains(&hint), "{ending}");
    assert_eq!(ending.stdout, "", "{ending}");
}

#[test]
fn each_refusal_has_help() {
    let mut fixture = BranchFixture::new();
    let wrong_key = fixture.run(CREATE).variable("NEON_API_KEY", "wrong").ends();
    let hint = "help: Check NEON_API_KEY: it is wrong or was revoked.\n";
    assert!(wrong_key.exit == 5 && wrong_key.stderr.contains(hint), "{wrong_key}");
    let wrong_project = fixture.run(CREATE).variable("NEON_PROJECT_ID", "another-1").ends();
    let hint = "help: Check the ids; a key of another account or organization cannot see them.\n";
    assert!(wrong_project.exit == 5 && wrong_project.stderr.contains(hint), "{wrong_project}");

    for (status, code, hint) in [
        (423, "neon_unavailable", "Another operation holds the project; try again later."),
        (429, "neon_unavailable", "This account sends too many requests; try again later."),
        (503, "neon_unavailable", "Try again later; Neon's status page may know more."),
        (403, "neon_refused", "NEON_API_KEY or the plan does not allow it; use another key."),
        (422, "neon_refused", "Change what Neon's message names."),
    ] {
        fixture.refuse("POST", "/branches", status, 10_000);
        fails(&fixture, CREATE, code, hint);
        fixture.faults().clear();
        assert_eq!(fixture.names(), ["main", "staging"]);
        assert_eq!(fixture.env_file(), None);
    }

    fixture.end_the_plane();
    let hint = "Check the network, NEON_API_HOST and the proxy variables, then try again.";
    fails(&fixture, CREATE, "neon_unavailable", hint);
}

#[test]
fn short_faults_and_lost_replies_create_one_branch() {
    let fixture = BranchFixture::new();
    fixture.refuse("POST", "/branches", 423, 2);
    fixture.faults().add(FaultRule::once("POST", "/branches", Fault::LoseReply));
    fixture.faults().add(FaultRule::once("GET", "/connection_uri", Fault::LoseRequest));
    fixture.json("branch create feature/x");
    assert_eq!(fixture.faults().remaining(), 0);
    assert_eq!(fixture.names(), ["feature/x", "main", "staging"]);
}

#[test]
fn without_a_key_or_a_project_it_is_not_set_up() {
    let project = crate::harness::Project::new();
    project.run("branch list").prints(
        4,
        "",
        "
error: Cannot manage branches: NEON_API_KEY is not set, and no control plane runs here. [no_control_plane]
  help: Run `skate-env local start`, or set NEON_API_KEY for Neon.
",
    );
    project.run("branch list").variable("NEON_API_KEY", "c4n4ry").prints(
        4,
        "",
        "
error: Cannot tell which Neon project this is. [invalid_config]
  help: Write `neon_project_id` in [project] of skate-env.toml, or set NEON_PROJECT_ID.
",
    );
    let unpinned = project.run("branch list").variable("NEON_API_KEY", "c4n4ry");
    unpinned.variable("NEON_PROJECT_ID", "cool-forest-1").prints(
        3,
        "",
        "
error: Production's endpoint is not pinned, so no branch can be told apart from it. [production_unpinned]
  help: Pin production: its branch and endpoint ids in skate-env.toml or SKATE_ENV_PRODUCTION.
",
    );
}
