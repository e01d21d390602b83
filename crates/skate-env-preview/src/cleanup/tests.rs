use super::*;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
const NOW: i64 = 1_800_000_000;

fn at(ago: i64) -> Option<Timestamp> {
    Timestamp::from_second(NOW - ago).ok()
}

fn limits() -> Limits {
    Limits {
        now: at(0).unwrap(),
        active: SignedDuration::from_secs(DAY),
        idle: SignedDuration::from_secs(7 * DAY),
        owner: Some("ada".to_owned()),
        at_most: 20,
    }
}

/// One of Ada's, idle for nine days, made from staging.
fn branch(name: &str) -> BranchFacts {
    BranchFacts {
        id: name.to_owned(),
        name: name.to_owned(),
        parent: Some("staging".to_owned()),
        class: Class::of_branch_name(name),
        owner: Some("ada".to_owned()),
        is_default: false,
        is_protected: false,
        environment: None,
        is_in_use: false,
        expires_at: at(-DAY),
        active_at: at(9 * DAY),
        pull_request: None,
    }
}

fn child(name: &str, parent: &str) -> BranchFacts {
    BranchFacts { parent: Some(parent.to_owned()), ..branch(name) }
}

#[test]
fn each_branch_has_its_reason() {
    let feature = || branch("feature/x");
    let table = [
        (BranchFacts { is_default: true, ..feature() }, false, "the default branch"),
        (BranchFacts { is_protected: true, ..feature() }, false, "protected"),
        (
            BranchFacts { environment: Some(Environment::Development), ..feature() },
            false,
            "the branch of development",
        ),
        (branch("staging"), false, "staging branches never expire"),
        (branch("main"), false, "production branches never expire"),
        (BranchFacts { owner: None, ..feature() }, false, "not created by skate-env"),
        (BranchFacts { owner: Some("bob".to_owned()), ..feature() }, false, "bob's"),
        (BranchFacts { is_in_use: true, ..feature() }, false, "in use here"),
        (BranchFacts { active_at: at(DAY - 1), ..feature() }, false, "active 23 h ago"),
        (
            BranchFacts { active_at: at(7 * DAY - 1), ..feature() },
            false,
            "idle for 6 d, which is less than 7 d",
        ),
        (
            BranchFacts { active_at: None, ..feature() },
            false,
            "the time of its last use is unknown",
        ),
        (branch("preview/pr-7"), false, "deleted with its pull request"),
        (BranchFacts { active_at: at(7 * DAY), ..feature() }, true, "idle for 7 d"),
        (feature(), true, "idle for 9 d"),
        (
            BranchFacts { expires_at: at(HOUR), active_at: at(0), ..feature() },
            true,
            "expired 1 h ago",
        ),
        (BranchFacts { expires_at: at(0), ..branch("preview/pr-7") }, true, "expired 0 s ago"),
        (BranchFacts { expires_at: at(HOUR), is_protected: true, ..feature() }, false, "protected"),
        (
            BranchFacts { expires_at: at(HOUR), is_default: true, ..feature() },
            false,
            "the default branch",
        ),
    ];
    for (facts, deleted, reason) in table {
        let expected = Decision { deleted, reason: reason.to_owned() };
        assert_eq!(decide_alone(&facts, &limits()), expected, "{facts:?}");
    }
}

#[test]
fn without_an_owner_every_user_s_branches_are_included() {
    let everybody = Limits { owner: None, ..limits() };
    let bobs = BranchFacts { owner: Some("bob".to_owned()), ..branch("feature/x") };
    assert!(decide_alone(&bobs, &everybody).deleted);
    assert!(!decide_alone(&BranchFacts { owner: None, ..bobs }, &everybody).deleted);
}

fn decisions(planned: &[PlannedBranch]) -> Vec<(String, bool, String)> {
    let line = |it: &PlannedBranch| {
        (it.facts.name.clone(), it.decision.deleted, it.decision.reason.clone())
    };
    planned.iter().map(line).collect()
}

fn line(name: &str, deleted: bool, reason: &str) -> (String, bool, String) {
    (name.to_owned(), deleted, reason.to_owned())
}

#[test]
fn children_are_deleted_first_and_a_parent_only_with_all_of_them() {
    let branches = vec![
        branch("old"),
        child("older", "old"),
        child("oldest", "older"),
        branch("parent"),
        child("gone", "parent"),
        BranchFacts { active_at: at(HOUR), ..child("busy", "parent") },
    ];
    assert_eq!(
        decisions(&plan(branches, &limits())),
        [
            line("oldest", true, "idle for 9 d"),
            line("gone", true, "idle for 9 d"),
            line("older", true, "idle for 9 d"),
            line("old", true, "idle for 9 d"),
            line("busy", false, "active 1 h ago"),
            line("parent", false, "has a child, busy"),
        ]
    );
}

#[test]
fn a_run_deletes_so_many_and_never_a_parent_without_its_children() {
    let branches = vec![branch("old"), child("a", "old"), child("b", "old")];
    assert_eq!(
        decisions(&plan(branches, &Limits { at_most: 1, ..limits() })),
        [
            line("a", true, "idle for 9 d"),
            line("b", false, "idle for 9 d, but one run deletes at most 1"),
            line("old", false, "has a child, b"),
        ]
    );
    assert!(
        plan(vec![branch("a")], &Limits { at_most: 0, ..limits() })
            .iter()
            .all(|it| !it.decision.deleted)
    );
}

#[test]
fn a_cycle_of_parents_ends() {
    let branches = vec![child("a", "b"), child("b", "a")];
    assert_eq!(plan(branches, &limits()).len(), 2);
}

#[test]
fn the_pull_request_decides_where_it_is_known() {
    let with = |fact, active| BranchFacts {
        pull_request: Some(fact),
        active_at: at(active),
        ..branch("preview/pr-7")
    };
    let closed = |ago| PullRequestFact::Closed(at(ago));
    let table = [
        (with(PullRequestFact::Open, 9 * DAY), false, "its pull request is open"),
        (
            with(closed(599), 9 * DAY),
            false,
            "its pull request was closed 9 min ago, which is less than 10 min",
        ),
        (with(closed(600), 9 * DAY), true, "its pull request was closed 10 min ago"),
        (with(closed(DAY), 599), false, "it was created or reset less than 10 min ago"),
        (with(PullRequestFact::Closed(None), 600), true, "its pull request is closed"),
        (
            with(PullRequestFact::Unknown("GitHub answered 502".to_owned()), 9 * DAY),
            false,
            "the state of its pull request is unknown: GitHub answered 502",
        ),
    ];
    for (facts, deleted, reason) in table {
        let limits = Limits { owner: None, ..limits() };
        assert_eq!(decide_alone(&facts, &limits), Decision { deleted, reason: reason.to_owned() });
    }
    let production = BranchFacts { is_default: true, ..with(closed(DAY), DAY) };
    assert!(!decide_alone(&production, &limits()).deleted);
}
