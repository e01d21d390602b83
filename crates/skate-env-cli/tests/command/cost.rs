//! `skate-env cost` over figures that Neon measured, by its exact output.

use serde_json::Value;

use crate::{
    fake_neon::FakeNeon,
    harness::{Ending, Project, Run},
};

/// October 2026 of two branches, and of a project that used more than they did.
pub(crate) const OCTOBER: &[(&str, &str)] = &[
    ("/auth", r#"{"account_id":"a","auth_method":"api_key_org"}"#),
    (
        "/projects/p1",
        r#"{"project":{"id":"p1","name":"shop","region_id":"aws-eu-central-1","pg_version":17,"org_id":"org-shop-1","owner":{"subscription_type":"launch_v3"}}}"#,
    ),
    (
        "/projects/p1/branches",
        r#"{"branches":[
        {"id":"br-cool-forest-123456","project_id":"p1","name":"main","current_state":"ready","default":true,"protected":false,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"},
        {"id":"br-still-lake-222222","project_id":"p1","parent_id":"br-cool-forest-123456","name":"feature/orders","current_state":"ready","default":false,"protected":false,"created_at":"2026-10-01T00:00:00Z","updated_at":"2026-10-01T00:00:00Z"}
    ],"annotations":{"br-still-lake-222222":{"value":{"skate-env-owner":"ada","skate-env-class":"feature"}}}}"#,
    ),
    (
        "/projects/p1/branches/br-cool-forest-123456/endpoints",
        r#"{"endpoints":[{"id":"ep-cool-darkness-123456","project_id":"p1","branch_id":"br-cool-forest-123456","host":"ep-cool-darkness-123456.us-east-2.aws.neon.tech","type":"read_write","current_state":"active","autoscaling_limit_min_cu":0.25,"autoscaling_limit_max_cu":1,"suspend_timeout_seconds":-1}]}"#,
    ),
    (
        "/projects/p1/endpoints",
        r#"{"endpoints":[{"id":"ep-still-river-222222","project_id":"p1","branch_id":"br-still-lake-222222","host":"ep-still-river-222222.us-east-2.aws.neon.tech","type":"read_write","current_state":"idle","autoscaling_limit_min_cu":0.25,"autoscaling_limit_max_cu":0.25,"suspend_timeout_seconds":0}]}"#,
    ),
    (
        "/consumption_history/v2/branches",
        r#"{"branches":[
        {"project_id":"p1","branch_id":"br-cool-forest-123456","periods":[{"period_plan":"launch","period_start":"2026-10-01T00:00:00Z","consumption":[
            {"timeframe_start":"2026-10-01T00:00:00Z","timeframe_end":"2026-11-01T00:00:00Z","metrics":[
                {"metric_name":"compute_unit_seconds","value":669600},{"metric_name":"root_branch_bytes_month","value":7440000000000},{"metric_name":"instant_restore_bytes_month","value":3720000000000}]}]}]},
        {"project_id":"p1","branch_id":"br-still-lake-222222","periods":[{"period_plan":"launch","period_start":"2026-10-01T00:00:00Z","consumption":[
            {"timeframe_start":"2026-10-01T00:00:00Z","timeframe_end":"2026-11-01T00:00:00Z","metrics":[
                {"metric_name":"compute_unit_seconds","value":72000},{"metric_name":"child_branch_bytes_month","value":744000000000}]}]}]}
    ]}"#,
    ),
    (
        "/consumption_history/v2/projects",
        r#"{"projects":[{"project_id":"p1","periods":[{"period_plan":"launch","period_start":"2026-10-01T00:00:00Z","consumption":[
            {"timeframe_start":"2026-10-01T00:00:00Z","timeframe_end":"2026-11-01T00:00:00Z","metrics":[
                {"metric_name":"compute_unit_seconds","value":777600},{"metric_name":"root_branch_bytes_month","value":7440000000000},{"metric_name":"child_branch_bytes_month","value":744000000000},{"metric_name":"instant_restore_bytes_month","value":3720000000000},{"metric_name":"extra_branches_month","value":7440}]}]}]}]}"#,
    ),
];

fn run<'p>(project: &'p Project, neon: &FakeNeon, words: &str) -> Run<'p> {
    project
        .run("cost")
        .words(words)
        .variable("NEON_API_KEY", "c4n4ry-key")
        .variable("NEON_API_HOST", &neon.address)
        .variable("NEON_PROJECT_ID", "p1")
}

fn ends(words: &str, policy: &str) -> Ending {
    let project = Project::new().file("skate-env.toml", policy);
    run(&project, &FakeNeon::serve(OCTOBER), words).ends()
}

const WORDS: &str = "--month 2026-10 --plan launch";

#[test]
fn the_lines_sum_to_the_total_and_what_no_branch_used_is_a_line() {
    let project = Project::new();
    run(&project, &FakeNeon::serve(OCTOBER), WORDS).prints(
        0,
        "
class                        branches  compute  storage  history  extra branches  total
production                   1         $19.72   $3.50    $1.00    –               $24.22
feature                      1         $2.12    $0.35    –        –               $2.47
all branches together        –         –        –        –        $1.50           $1.50
deleted branches and others  –         $1.06    –        –        –               $1.06
total                        –         $22.90   $3.85    $1.00    $1.50           $29.25

2026-10, on this machine, at launch prices of 2026-03-20. Neon measured every figure.
Without production: $3.97, $17.60 (82 %) less than the $21.57 of computes that are never suspended.
note: The prices of 2026-03-20 may be old: compare them with https://neon.com/docs/introduction/plans.
",
        "",
    );
}

#[test]
fn data_holds_every_line_with_its_source() {
    let ending = ends(&format!("{WORDS} --by branch --output json"), "");
    assert_eq!((ending.exit, ending.stderr.as_str()), (0, ""), "{ending}");
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    let lines = answer["lines"].as_array().unwrap();
    let sum: f64 = lines.iter().map(|line| line["usd"].as_f64().unwrap()).sum();
    assert!((sum - 29.25).abs() < 1e-9, "{sum}");
    assert_eq!(answer["total_usd"], 29.25);
    assert!(lines.iter().all(|line| line["source"] == "measured"));
    let orders = lines.iter().find(|line| line["branch"] == "feature/orders").unwrap();
    assert_eq!((&orders["owner"], &orders["kind"]), (&"ada".into(), &"compute".into()));
    assert_eq!((&orders["quantity"], &orders["unit"]), (&20.0.into(), &"CU-hours".into()));
    assert_eq!(answer["groups"][1]["name"], "feature/orders");
    assert_eq!(answer["prices"]["as_of"], "2026-03-20");
}

#[test]
fn csv_has_the_columns_of_focus() {
    let ending = ends(&format!("{WORDS} --output csv"), "");
    assert_eq!((ending.exit, ending.stderr.as_str()), (0, ""), "{ending}");
    let mut rows = ending.stdout.lines();
    let header: Vec<_> = rows.next().unwrap().split(',').collect();
    assert_eq!((header[0], header[16], header.len()), ("BilledCost", "EffectiveCost", 38));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|row| !row.starts_with("19.72,"));
    let first = rows[0];
    assert!(
        first.starts_with(
            "19.72,org-shop-1,org-shop-1,USD,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,,"
        ),
        "{first}"
    );
    assert!(first.contains(r#""{""class"":""production""}""#) && first.ends_with(",measured"));
    assert_eq!(rows.len(), 7, "one row for each line: {ending}");
    let refused = Project::new().run("status --output csv").ends();
    assert!(refused.exit == 2 && refused.stderr.contains("only `skate-env cost` can"), "{refused}");
}

#[test]
fn another_plan_and_an_earlier_answer_can_be_compared() {
    let ending = ends(&format!("{WORDS} --what-if plan=scale"), "");
    assert!(ending.stdout.contains("\nOtherwise: $52.80, $23.55 more.\n"), "{ending}");
    let project = Project::new().file("before.json", "{\"total_usd\": 40.0}");
    let neon = FakeNeon::serve(OCTOBER);
    let ending = run(&project, &neon, &format!("{WORDS} --against before.json")).ends();
    let sentence = "$29.25, $10.75 (27 %) less than the $40.00 of the earlier answer.";
    assert!(ending.stdout.contains(sentence), "{ending}");
    let ending = run(&project, &neon, &format!("{WORDS} --against defaults")).ends();
    assert!(ending.stdout.contains("$0.00 (0 %) less than the $3.97 without"), "{ending}");
    let ending = run(&project, &neon, &format!("{WORDS} --against nothing.json")).ends();
    assert_eq!(ending.exit, 2, "{ending}");
}

#[test]
fn a_budget_names_the_dearest_idle_branches_and_exits_3() {
    let policy = "[budget]\nmonth = 29.24\n";
    let ending = ends(&format!("{WORDS} --budget"), policy);
    assert!(ending.stdout.contains("The month exceeds its budget of $29.24.\n"), "{ending}");
    assert_eq!(
        (ending.exit, ending.stderr.as_str()),
        (
            3,
            "error: 2026-10 cost $29.25; the budget is $29.24. [over_budget]\n  help: The dearest idle \
             branches are `feature/orders` ($2.47): run `skate-env branch delete feature/orders`.\n"
        )
    );
    assert_eq!(ends(&format!("{WORDS} --budget"), "[budget]\nmonth = 29.25\n").exit, 0);
    let ending = ends(&format!("{WORDS} --budget"), "");
    assert!(ending.exit == 4 && ending.stderr.contains("the policy has none"), "{ending}");
}

#[test]
fn what_cannot_be_priced_says_what_is_missing() {
    let ending = ends("--month 2026-10", "");
    let hint = "help: Name a plan, to see what it would cost on Neon: `--plan launch`.\n";
    assert!(ending.exit == 2 && ending.stderr.contains(hint), "{ending}");
    let ending = ends("--plan platinum", "");
    assert!(ending.exit == 4 && ending.stderr.contains("known are agent, enterprise"), "{ending}");
    let ending = ends("--month 2026-13", "");
    assert!(ending.exit == 2 && ending.stderr.contains("YYYY-MM"), "{ending}");
    let ending = ends("--what-if cu=lots", "");
    assert!(ending.exit == 2 && ending.stderr.contains("plan=NAME"), "{ending}");
    let policy = "[budget]\nprices = \"prices.toml\"\n";
    let project = Project::new().file("skate-env.toml", policy);
    let project = project.file("prices.toml", "as_of = \"2026-01-01\"\nsource = \"us\"\nhours_per_month = 744\n[plans.launch]\ncu_huor = 1.0\n");
    let ending = run(&project, &FakeNeon::serve(OCTOBER), WORDS).ends();
    assert!(ending.exit == 4 && ending.stderr.contains("unknown field `cu_huor`"), "{ending}");
}

/// The API has no such route for the key: 404.
#[test]
fn without_measured_figures_the_branches_own_counters_count() {
    let project = Project::new();
    let neon = FakeNeon::serve(&OCTOBER[..5]);
    let ending = run(&project, &neon, "--month 2026-10 --plan launch").ends();
    assert!(ending.exit == 0 && ending.stdout.contains("note: Nothing was measured"), "{ending}");
    assert!(ending.stdout.contains("\ntotal  –         $0.00\n"), "{ending}");
    let json = run(&project, &neon, "--plan launch --output json").ends();
    let answer: Value = serde_json::from_str(&json.stdout).unwrap();
    assert!(answer["notes"][0].as_str().unwrap().contains("compute is counted"), "{json}");
}
