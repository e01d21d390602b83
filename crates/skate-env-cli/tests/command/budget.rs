//! Budgets and costs of this month, against an API that says what a test wants.

use serde_json::{Value, json};

use crate::{
    harness::{Ending, Project, Run},
    http_server::{Reply, serve},
};

const REFUSE: &str = "[budget]\nmonth = 10\nplan = \"launch\"\non_exceed = \"refuse\"\n";

/// Branches beside `main`: name, CU-hours of this month, and for how many hours nobody used it.
const BRANCHES: [(&str, u64, i64); 6] = [
    ("feature/busy", 500, 1),
    ("feature/cheap", 1, 200),
    ("feature/dear", 40, 200),
    ("feature/dearer", 50, 30),
    ("feature/dearest", 60, 48),
    ("staging", 70, 300),
];

/// What the API answers, by the end of its path. Anything else is not found.
fn answer(path: &str, consumption: u16) -> Option<Reply> {
    let now = jiff::Timestamp::now();
    let month = format!("{}-01T00:00:00Z", &now.to_string()[..7]);
    let ago = |hours: i64| (now - jiff::SignedDuration::from_hours(hours)).to_string();
    let id = |number: usize| format!("br-still-lake-00000{number}");
    let each = || BRANCHES.iter().enumerate();
    let periods = |hours: u64| {
        let metrics = [json!({ "metric_name": "compute_unit_seconds", "value": hours * 3600 })];
        json!([{ "period_plan": "launch", "period_start": &month, "consumption": [
            { "timeframe_start": &month, "timeframe_end": now.to_string(), "metrics": metrics }
        ] }])
    };
    let body = match path {
        "/auth" => json!({ "account_id": "a", "auth_method": "api_key_org" }),
        "/projects/p1" => json!({ "project": {
            "id": "p1", "name": "shop", "region_id": "aws-eu-central-1", "pg_version": 17,
            "org_id": "org-shop-1", "owner": { "subscription_type": "launch_v3" },
        } }),
        "/projects/p1/branches" => {
            let mut branches = vec![json!({
                "id": "br-cool-forest-123456", "project_id": "p1", "name": "main",
                "current_state": "ready", "default": true, "protected": false,
                "created_at": ago(2000), "updated_at": ago(2000),
            })];
            branches.extend(each().map(|(number, (name, ..))| {
                json!({
                    "id": id(number), "project_id": "p1", "parent_id": "br-cool-forest-123456",
                    "name": name, "current_state": "ready", "default": false, "protected": false,
                    "created_at": ago(400), "updated_at": ago(400),
                })
            }));
            json!({ "branches": branches, "annotations": {} })
        }
        "/projects/p1/branches/br-cool-forest-123456/endpoints" => json!({ "endpoints": [{
            "id": "ep-cool-darkness-123456", "project_id": "p1",
            "branch_id": "br-cool-forest-123456",
            "host": "ep-cool-darkness-123456.us-east-2.aws.neon.tech", "type": "read_write",
            "current_state": "active", "autoscaling_limit_min_cu": 0.25,
            "autoscaling_limit_max_cu": 1, "suspend_timeout_seconds": 0,
        }] }),
        "/projects/p1/endpoints" => {
            let endpoints: Vec<Value> = each()
                .map(|(number, (_, _, idle))| json!({
                    "id": format!("ep-still-river-00000{number}"), "project_id": "p1",
                    "branch_id": id(number), "host": format!("ep-still-river-00000{number}.us-east-2.aws.neon.tech"),
                    "type": "read_write", "current_state": "idle", "last_active": ago(*idle),
                    "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 0.25,
                    "suspend_timeout_seconds": 0,
                }))
                .collect();
            json!({ "endpoints": endpoints })
        }
        _ if path.starts_with("/consumption_history") && consumption != 200 => {
            let body = json!({ "code": "", "message": "not on this plan" });
            return Some(Reply::Answer(consumption, String::new(), body));
        }
        "/consumption_history/v2/branches" => {
            let branches: Vec<Value> = each()
                .map(|(number, (_, hours, _))| {
                    json!({
                        "project_id": "p1", "branch_id": id(number), "periods": periods(*hours),
                    })
                })
                .collect();
            json!({ "branches": branches })
        }
        "/consumption_history/v2/projects" => {
            let hours = each().map(|(_, (_, hours, _))| hours).sum();
            json!({ "projects": [{ "project_id": "p1", "periods": periods(hours) }] })
        }
        _ => return None,
    };
    Some(Reply::Answer(200, String::new(), body))
}

/// The API, with this status for consumption; it fails the test if anything is created.
fn neon(consumption: u16) -> String {
    let address = serve(move |request| {
        assert_eq!(request.method, "GET", "nothing is created: {}", request.target);
        let path = request.target.trim_start_matches("/api/v2").split('?').next().unwrap();
        answer(path, consumption).unwrap_or_else(|| {
            Reply::Answer(404, String::new(), json!({ "code": "", "message": "not found" }))
        })
    });
    format!("{address}/api/v2")
}

fn run<'p>(project: &'p Project, words: &str, address: &str) -> Run<'p> {
    project
        .run(words)
        .variable("NEON_API_KEY", "c4n4ry-key")
        .variable("NEON_API_HOST", address)
        .variable("NEON_PROJECT_ID", "p1")
}

#[track_caller]
fn names_the_dearest(ending: &Ending) {
    assert_eq!((ending.exit, ending.stdout.contains("error")), (3, false), "{ending}");
    // The busy one, staging, which is the team's, and the cheapest are not named.
    let hint = "help: The dearest idle branches are `feature/dearest` ($6.36), `feature/dearer` ($5.30), \
                `feature/dear` ($4.24): run `skate-env branch delete feature/dearest && skate-env branch \
                delete feature/dearer && skate-env branch delete feature/dear`";
    assert!(ending.stderr.contains("; the budget is $10.00. [over_budget]\n"), "{ending}");
    assert!(ending.stderr.contains(hint), "{ending}");
}

#[test]
fn a_budget_that_refuses_stops_every_command_that_creates_and_names_three_branches() {
    let address = neon(200);
    let project = Project::new().file("skate-env.toml", REFUSE);
    for words in [
        "branch create feature/new --no-switch",
        "preview up --pr 7 --repository octo/shop",
        "cost --budget",
    ] {
        let ending = run(&project, words, &address).ends();
        names_the_dearest(&ending);
        let goes_on = ending.stderr.contains("or go on with `--over-budget REASON`");
        assert_eq!(goes_on, words != "cost --budget", "{ending}");
    }
}

/// The Free plan has no consumption history; other faults are errors.
#[test]
fn a_plan_without_measured_figures_is_counted_and_a_fault_is_no_zero() {
    let project = Project::new();
    let run = |consumption| {
        run(&project, "cost --plan launch --output json --wait 1", &neon(consumption)).ends()
    };
    let counted = run(403);
    let answer: Value = serde_json::from_str(&counted.stdout).unwrap();
    let note = answer["notes"].to_string();
    assert!(note.contains("Neon's plan has no consumption history"), "{counted}");
    assert!(answer["lines"].as_array().unwrap().iter().all(|line| line["source"] != "measured"));
    let fault = run(400);
    assert_eq!((fault.exit, fault.stdout.as_str()), (5, ""), "{fault}");
}
