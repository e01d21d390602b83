//! A budget that refuses, on branches that really ran.

use super::fixture::BranchFixture;

/// A second of a quarter of a unit costs seven dollars.
const PRICES: &str = "as_of = \"2026-11-12\"\nsource = \"a rehearsal\"\nhours_per_month = 744\n\
                      [plans.launch]\ncu_hour = 100000\nincluded = 10\n";

fn policy(consequence: &str) -> String {
    format!(
        "[budget]\nmonth = 1\non_exceed = \"{consequence}\"\nplan = \"launch\"\nprices = \"prices.toml\"\n"
    )
}

#[test]
fn a_month_over_its_budget_creates_no_branch_unless_somebody_says_why() {
    let fixture = BranchFixture::new()
        .file("prices.toml", PRICES)
        .with_record()
        .file("skate-env.toml", &policy("refuse"));
    fixture.faults().show_fresh_consumption(true);
    // A quarter of a unit is a whole second of one unit after four: the API has whole numbers.
    fixture.execute("staging", "SELECT pg_sleep(4.5)");
    let error = fixture.error("branch create feature/x --no-migrate");
    assert_eq!(error, (3, "over_budget".to_owned()));
    assert_eq!(fixture.names(), ["main", "staging"]);
    let ending = fixture.run("branch create feature/x --no-migrate").ends();
    assert!(ending.stderr.contains("; the budget is $1.00. [over_budget]"), "{ending}");
    assert!(ending.stderr.contains("`--over-budget REASON`, which is recorded."), "{ending}");

    let ending = fixture
        .run("branch create feature/x --no-migrate --over-budget")
        .word("the demo is today")
        .ends();
    assert_eq!(ending.exit, 0, "{ending}");
    let record = fixture.project.record();
    assert!(record.contains("\"reason\":\"the demo is today\""), "{record}");
    for event in [
        "\"event\":\"refusal\",\"environment\":\"\",\"class\":\"\",\"ok\":false,\"code\":\"over_budget\"",
        "\"event\":\"create\",\"environment\":\"development\",\"class\":\"feature\",\"ok\":true",
    ] {
        assert!(record.contains(event), "{event} in {record}");
    }
    assert!(!record.contains("://"), "{record}");

    let fixture = fixture.file("skate-env.toml", &policy("warn"));
    let ending = fixture.run("branch create feature/y --no-migrate").ends();
    assert!(ending.exit == 0 && ending.stderr.contains("warning: "), "{ending}");
    let cost = fixture.json("cost");
    assert!(cost["total_usd"].as_f64().unwrap() > 1.0 && cost["source"] == "measured", "{cost}");
    assert_eq!(cost["budget"]["state"], "over");
}
