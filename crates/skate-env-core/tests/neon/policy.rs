//! Class policies: the defaults, what overrides them, and what Neon does not allow.

use std::time::Duration;

use skate_env_core::{
    Class, Code, Config,
    neon::lifecycle::{ClassRules, Subscription, check_rules},
};

fn rules(class: Class, text: &str) -> Result<ClassRules, skate_env_core::neon::Error> {
    let config = Config::parse("skate-env.toml", text).unwrap();
    ClassRules::of(class, config.classes.get(&class))
}

fn said(class: Class, text: &str, subscription: Subscription, source_expires: bool) -> Vec<String> {
    let problems = check_rules(&rules(class, text).unwrap(), subscription, source_expires);
    assert!(problems.iter().all(|problem| problem.code == Code::ImpossiblePolicy));
    problems.into_iter().map(|problem| problem.message).collect()
}

#[test]
fn the_matrix() {
    let hours = |class| rules(class, "").unwrap().lives.map(|lives| lives.as_secs() / 3600);
    let lives =
        [Class::Staging, Class::Development, Class::Feature, Class::Preview, Class::Testing];
    let expected = [None, Some(30 * 24 - 1), Some(7 * 24), Some(14 * 24), Some(24)];
    assert_eq!(lives.map(hours), expected);
    let suspend = |class| rules(class, "").unwrap().suspend_timeout_seconds();
    assert_eq!(lives.map(suspend), [-1, 300, 300, 300, 60]);
    assert_eq!(rules(Class::Staging, "").unwrap().compute_units, (0.25, 1.0));
    assert!(rules(Class::Testing, "").unwrap().schema_only);
    let performance = rules(Class::Performance, "").unwrap();
    assert_eq!((&*performance.source, performance.masked), ("production", true));
    assert_eq!(performance.lives, Some(Duration::from_secs(48 * 3600)));
    assert_eq!(performance.compute_units, (1.0, 1.0));
    assert!(!performance.schema_only);
    assert_eq!(rules(Class::Production, "").unwrap_err().code(), Code::ProtectedBranch);
}

#[test]
fn the_policy_overrides() {
    let text =
        "[classes.preview]\nsource = \"main\"\nsuspend = \"90s\"\nexpires = \"3d\"\ncu = \"1-2\"\n";
    let rules = rules(Class::Preview, text).unwrap();
    assert_eq!(rules.source, "main");
    assert_eq!(rules.suspend, Some(Duration::from_secs(90)));
    assert_eq!(rules.lives, Some(Duration::from_secs(3 * 86_400)));
    assert_eq!(rules.compute_units, (1.0, 2.0));
}

#[test]
fn what_cannot_be_read_is_said() {
    for value in [
        "suspend = \"0m\"",
        "suspend = \"five\"",
        "expires = \"99999999999999999999d\"",
        "cu = \"2-1\"",
        "cu = \"nan\"",
        "expires = \"5ü\"",
    ] {
        let text = format!("[classes.preview]\n{value}\n");
        assert_eq!(
            rules(Class::Preview, &text).unwrap_err().code(),
            Code::InvalidConfig,
            "{value}"
        );
    }
}

#[test]
fn the_compute_of_a_performance_branch_has_one_size() {
    let units = |cu| {
        let rules = rules(Class::Performance, &format!("[classes.performance]\ncu = \"{cu}\"\n"));
        rules.map(|it| it.compute_units).map_err(|error| error.code())
    };
    assert_eq!(units("2"), Ok((2.0, 2.0)));
    assert_eq!(units("2-2"), Ok((2.0, 2.0)));
    assert_eq!(units("1-2"), Err(Code::InvalidConfig));
}

#[test]
fn every_default_can_be_had_on_scale() {
    for class in
        [Class::Staging, Class::Development, Class::Feature, Class::Preview, Class::Testing]
    {
        assert_eq!(said(class, "", Subscription::Scale, false), [""; 0]);
    }
}

#[test]
fn plans_differ() {
    use Subscription::{Free, Launch, Other};
    assert_eq!(said(Class::Testing, "", Launch, false).len(), 1, "one minute needs Scale");
    assert_eq!(said(Class::Testing, "", Free, false).len(), 1);
    assert_eq!(said(Class::Staging, "", Free, false).len(), 1, "Free always suspends");
    assert_eq!(said(Class::Staging, "", Launch, false), [""; 0]);
    assert_eq!(
        said(Class::Testing, "", Other, false),
        [""; 0],
        "an unknown plan is Neon's to judge"
    );
}

#[test]
fn neons_rules_hold_on_every_plan() {
    use Subscription::Scale;
    let one = |text: &str, expires| said(Class::Preview, text, Scale, expires);
    assert!(one("[classes.preview]\nexpires = \"31d\"", false)[0].contains("30 days"));
    assert!(one("[classes.preview]\nsuspend = \"59s\"", false)[0].contains("1 minute at least"));
    assert!(one("[classes.preview]\nsuspend = \"8d\"", false)[0].contains("7 days at most"));
    assert!(one("[classes.preview]\ncu = \"0.1\"", false)[0].contains("0.25"));
    assert!(one("[classes.preview]\ncu = \"1-10\"", false)[0].contains("8 units"));
    assert!(one("[classes.preview]\ncu = \"14-20\"", false)[0].contains("above 16"));
    assert_eq!(one("[classes.preview]\ncu = \"24\"", false), [""; 0]);
    assert!(one("", true)[0].contains("expires"), "an expiring branch has no children");
    let all = one("[classes.preview]\nexpires = \"31d\"\ncu = \"0.1\"\nsuspend = \"1s\"", true);
    assert_eq!(all.len(), 4, "everything at once");
}
