//! `doctor --routine` against a control plane on this machine where everything is wrong at once.

use serde_json::Value;

use crate::{branch::BranchFixture, harness::Project};

/// A second of a quarter of a unit costs seven dollars.
const PRICES: &str = "as_of = \"2026-11-12\"\nsource = \"a rehearsal\"\nhours_per_month = 744\n\
                      [plans.launch]\ncu_hour = 100000\nincluded = 2\n";
const POLICY: &str = "[environments.production]\nbranch = \"main\"\nendpoints = [\"ep-old-darkness-999999\"]\n\
                      [budget]\nmonth = 1\non_exceed = \"refuse\"\nplan = \"launch\"\nprices = \"prices.toml\"\n";
const WORKFLOW: &str = "on: { schedule: [] }\npermissions: {}\njobs:\n  a:\n    steps:\n\
                        \x20     - run: npx skate-env preview sweep --apply\n";

/// The names of the checks, the codes of what they found, and the exit code.
fn routine(fixture: &BranchFixture, words: &str) -> (Vec<String>, Vec<String>, i32) {
    let ending = fixture.run(&format!("doctor --output json --routine {words}")).ends();
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap_or_else(|_| panic!("{ending}"));
    let all = |list: &str, key: &str| -> Vec<String> {
        let items = answer[list].as_array().unwrap().iter();
        items.map(|it| it[key].as_str().unwrap().to_owned()).collect()
    };
    (all("checks", "name"), all("findings", "code"), ending.exit)
}

#[test]
fn each_routine_holds_the_shorter_ones_and_finds_what_is_wrong() {
    let fixture = BranchFixture::empty();
    let (checks, codes, exit) = routine(&fixture, "daily");
    assert_eq!((checks.len(), codes, exit), (2, Vec::<String>::new(), 0), "{checks:?}");
    let ending = fixture.run("branch create staging").ends();
    assert_eq!(ending.exit, 0, "{ending}");

    let now = jiff::Timestamp::now();
    let month = now.strftime("%Y-%m").to_string();
    let last = now - jiff::SignedDuration::from_hours(5);
    let swept = format!("{{\"t\":\"{last}\",\"event\":\"sweep\",\"ok\":true,\"ci\":true}}\n");
    let fixture = fixture
        .file("prices.toml", PRICES)
        .file("skate-env.toml", POLICY)
        .file(".github/workflows/sweep.yml", WORKFLOW)
        .file(&format!("record/{month}.jsonl"), &swept);
    fixture.faults().show_fresh_consumption(true);
    let write = "CREATE TABLE public.notes (); GRANT INSERT ON public.notes TO PUBLIC; \
                 SELECT pg_sleep(4.5)";
    fixture.execute("staging", write);
    fixture.send(&skate_env_core::neon::calls::branches::create(
        &fixture.id(),
        &skate_env_core::neon::calls::branches::NewBranch {
            name: Some("by-hand".to_owned()),
            ..Default::default()
        },
        None,
        &std::collections::BTreeMap::new(),
    ));

    let mut checks_before: Vec<&str> = Vec::new();
    let mut codes_before: Vec<&str> = Vec::new();
    for (words, new_checks, new_codes) in [
        (
            "daily --events record",
            &["production pins", "budget and computes", "sweeps"][..],
            &["pins_outdated", "production_unprotected", "budget_exceeded", "sweep_silent"][..],
        ),
        ("weekly --events record", &["cost review"], &["branches_near_limit"]),
        ("monthly --events record", &["clean-up"], &["branch_without_owner"]),
        (
            "quarterly --events record",
            &[
                "API key",
                "production's network",
                "roles",
                "production's URL",
                "secret files",
                "knowledge",
            ],
            &["production_open_to_all", "public_may_write"],
        ),
    ] {
        let (checks, codes, exit) = routine(&fixture, words);
        checks_before.extend(new_checks);
        codes_before.extend(new_codes);
        for name in &checks_before {
            assert!(checks.contains(&(*name).to_owned()), "{words}: no {name} in {checks:?}");
        }
        for code in &codes_before {
            assert!(codes.contains(&(*code).to_owned()), "{words}: no {code} in {codes:?}");
        }
        assert_eq!((checks.len(), exit), (checks_before.len(), 1), "{words}: {checks:?}");
    }
}

/// Silence means that all is well.
#[test]
fn a_routine_that_cannot_look_is_no_success() {
    let ending = Project::new().run("doctor --routine weekly").ends();
    assert_eq!(ending.exit, 1, "{ending}");
    assert!(ending.stdout.contains("[no_control_plane]"), "{ending}");
    for words in ["doctor --routine yearly", "doctor --routine daily --online", "doctor --events x"]
    {
        assert_eq!(Project::new().run(words).ends().exit, 2, "{words}");
    }
}

/// Every code that a routine's check can find is in the table of docs/doctor.md.
#[test]
fn the_document_names_every_code() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(root.join("../../docs/doctor.md")).unwrap();
    let mut count = 0;
    for entry in std::fs::read_dir(root.join("src/commands/doctor/routine")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let made = text.split("Finding::").filter_map(|it| it.split_once('('));
        for code in made.filter_map(|(_, it)| it.trim_start().strip_prefix('"')?.split('"').next())
        {
            assert!(document.contains(&format!("`{code}`")), "{code}");
            count += 1;
        }
    }
    assert!(count > 15, "only {count} codes were found");
}
