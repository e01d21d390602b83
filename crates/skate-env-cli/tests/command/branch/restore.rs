//! Restoring branches, on real servers: the rows before, after and in the backup.

use std::{thread, time::Duration};

use serde_json::Value;
use skate_env_core::neon::calls;

use super::{
    fixture::BranchFixture,
    interrupted::{LONG, begin, interrupt},
    until,
};

const NOW: &str =
    "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
const COUNT: &str = "SELECT count(*) FROM public.notes";

/// A moment that the history of `main` holds: one of a new project begins after its first server.
fn kept_moment(fixture: &BranchFixture) -> String {
    fixture.execute("main", "CREATE TABLE public.notes AS SELECT FROM generate_series(1, 3)");
    let mut moment = String::new();
    until("the history begins", || {
        moment = fixture.sql("main", NOW).remove(0);
        let new = "branch create probe --from main --no-switch";
        assert_eq!(fixture.run(new).ends().exit, 0);
        let words = format!("branch restore probe --from main --at {moment}");
        fixture.run(&words).ends().exit == 0
    });
    moment
}

/// The backup that holds the state from before.
fn backup(answer: &Value) -> String {
    answer["backup"].as_str().unwrap().to_owned()
}

/// Backups are named by the second.
fn next_second() {
    thread::sleep(Duration::from_millis(1_050));
}

#[test]
fn a_branch_gets_the_rows_of_a_moment_and_its_own_are_kept() {
    let fixture = BranchFixture::new();
    fixture.execute("staging", "CREATE TABLE public.own (); CREATE TABLE public.notes ()");
    let url = fixture.direct_url("staging").to_string();
    let moment = kept_moment(&fixture);
    fixture.execute("main", "DELETE FROM public.notes");

    let plan =
        fixture.json(&format!("branch restore staging --from production --at {moment} --dry-run"));
    assert_eq!(
        plan["plan"]["steps"][0]["restore"]["source_timestamp"],
        moment.trim_end_matches('Z').trim_end_matches('0').to_owned() + "Z"
    );
    assert_eq!(fixture.sql("staging", COUNT), ["0"], "a plan changes nothing");

    let answer = fixture.json(&format!("branch restore staging --from production --at {moment}"));
    assert_eq!((&answer["source"], &answer["class"]), (&"main".into(), &"staging".into()));
    assert_eq!(fixture.sql("staging", COUNT), ["3"]);
    assert_eq!(fixture.sql("staging", "SELECT to_regclass('public.own')"), ["NULL"]);
    assert_eq!(fixture.direct_url("staging").to_string(), url, "the URL stays");

    // The backup holds what the branch had.
    let kept = backup(&answer);
    assert_eq!(
        fixture.run(&format!("branch create look --from {kept} --no-switch")).ends().exit,
        0
    );
    assert_eq!(fixture.sql("look", "SELECT to_regclass('public.own')"), ["public.own"]);
    next_second();

    // The present state of another branch, and back again.
    let emptied = fixture.json("branch restore staging --from production");
    assert_eq!(fixture.sql("staging", COUNT), ["0"]);
    next_second();
    fixture.json(&format!("branch restore staging --from {}", backup(&emptied)));
    assert_eq!(fixture.sql("staging", COUNT), ["3"]);
    next_second();
    fixture.json(&format!("branch restore staging --from {kept}"));
    assert_eq!(fixture.sql("staging", "SELECT to_regclass('public.own')"), ["public.own"]);

    let history = fixture.json("branch history staging");
    assert_eq!(history["backups"].as_array().unwrap().len(), 4, "{history}");
    assert_eq!(history["backups"][0]["branch"], kept, "{history}");
    assert_eq!(
        (&history["moments"], &history["root"]["branch"]),
        (&serde_json::json!([]), &"main".into())
    );
    let own = fixture.json("branch history production");
    assert_eq!((&own["moments"][0]["until"], &own["root"]), (&Value::Null, &Value::Null), "{own}");
}

#[test]
fn what_cannot_be_restored_is_refused_with_a_way_out() {
    let policy = "[classes.preview]\nmasked = true\n";
    let fixture = BranchFixture::new().file("skate-env.toml", policy);
    let before = fixture.names();
    let refused = |words: &str, exit: i32, code: &str| {
        assert_eq!(fixture.error(words), (exit, code.to_owned()), "{words}");
    };
    refused("branch restore staging", 2, "usage");
    refused("branch restore staging --at yesterday", 2, "usage");
    refused("branch restore staging --at 2999-01-01T00:00:00Z", 1, "point_not_kept");
    refused("branch restore staging --from staging", 3, "branch_mismatch");
    refused("branch restore staging --from nothing", 1, "unknown_branch");
    refused("branch restore nothing --at 1m", 1, "unknown_branch");
    refused("branch history nothing", 1, "unknown_branch");
    // Here, as Neon documents, only roots have a history.
    let ending = fixture.run("branch restore staging --at 1s").ends();
    assert!(ending.exit == 1 && ending.stderr.contains("[point_not_kept]"), "{ending}");
    assert!(ending.stderr.contains("`--from main` restores from that of `main`"), "{ending}");
    // A moment from before the project.
    refused("branch restore staging --at 9d --from production", 1, "point_not_kept");
    let ending =
        fixture.run("branch restore staging --from main --dry-run").variable("USER", "eve");
    assert!(ending.ends().stderr.contains("belongs to ada"));
    let ending = fixture.run("branch restore staging --from main --dry-run --everyone");
    assert_eq!(ending.variable("USER", "eve").ends().exit, 0);
    assert_eq!(fixture.names(), before);
    let reset = fixture.branches().into_iter().find(|it| it.last_reset_at.is_some());
    assert!(reset.is_none(), "{reset:?}");
}

#[test]
fn an_interrupted_restore_is_completed_by_the_same_command() {
    let fixture = BranchFixture::new();
    let moment = kept_moment(&fixture);
    fixture.execute("main", "DELETE FROM public.notes");
    // A root that is not production: another branch becomes the default.
    let id = |name: &str| fixture.branches().into_iter().find(|it| it.name == name).unwrap().id;
    let (main, staging) = (id("main"), id("staging"));
    fixture.send(&calls::branches::set_as_default(&fixture.id(), &staging));
    fixture.send(&calls::branches::rename(&fixture.id(), &main, "legacy"));
    let words = format!("branch restore legacy --at {moment}");

    fixture.faults().slow_operations(LONG);
    let child = begin(&fixture, &words);
    let begun = || fixture.names().iter().any(|it| it.starts_with("legacy-until-"));
    let resets = || fixture.branches().iter().any(|it| it.current_state.as_str() == "resetting");
    until("the restore began", || begun() || resets());
    let said = interrupt(child);
    assert!(said.contains("`skate-env branch history legacy` shows which"), "{said}");
    fixture.faults().clear();

    next_second();
    let answer = fixture.json(&words);
    assert!(answer["source"].as_str().unwrap().starts_with("legacy-until-"), "{answer}");
    assert_eq!(fixture.sql("legacy", COUNT), ["3"]);
    let history = fixture.json("branch history legacy");
    let backups = history["backups"].as_array().unwrap();
    assert_eq!(backups.len(), 2, "{history}");
    // The oldest holds what was there before the first run: no row.
    next_second();
    fixture
        .json(&format!("branch restore legacy --from {}", backups[0]["branch"].as_str().unwrap()));
    assert_eq!(fixture.sql("legacy", COUNT), ["0"]);
}
