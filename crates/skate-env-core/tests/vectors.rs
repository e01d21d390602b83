//! Drives `vectors/*.json`: the answers that the specification demands, not those that the
//! code gives. The Node package and the command are driven by the same files.
//!
//! A failure is called what it is: a hole (should have been refused), a false alarm (should
//! have been served, or served without that warning), or another wrong answer.

mod vector;

use std::collections::{BTreeMap, BTreeSet};

use vector::{Failure, Kind, Vector};

/// Fewer cases than this in a group means that a file was lost.
const AT_LEAST: &[(&str, usize)] = &[
    ("prd", 16),
    ("environment", 55),
    ("selection", 75),
    ("purpose", 45),
    ("disguise", 150),
    ("ordinary", 95),
    ("setup", 65),
    ("consent", 90),
    ("transport", 55),
    ("pins", 70),
    ("bad-input", 75),
    ("build", 13),
    ("ordinary-urls", 700),
    ("ordinary-setups", 60),
    ("facts", 70),
    ("hints", 350),
    ("pulled", 24),
    ("reports", 118),
    ("targets", 55),
];

#[test]
fn every_vector_has_the_answer_that_the_specification_demands() {
    let vectors = vector::load();
    let failures: Vec<Failure> = vectors.iter().filter_map(Vector::failure).collect();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for failure in &failures {
        *kinds.entry(failure.kind).or_default() += 1;
    }
    let report: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(
        failures.is_empty(),
        "{} of {} vectors fail, {kinds:?}:\n{}",
        failures.len(),
        vectors.len(),
        report.join("\n")
    );
}

const ENVIRONMENTS: [(&str, &str); 4] = [
    ("staging", "_STAGING"),
    ("development", "_DEV"),
    ("preview", "_PREVIEW"),
    ("testing", "_TEST"),
];

/// What development is refused, nobody else gets either, whatever for.
#[test]
fn every_disguise_is_refused_in_every_environment_for_every_purpose() {
    let mut count = 0;
    let mut holes = Vec::new();
    for vector in in_group("disguise").filter(Vector::demands_refusal) {
        for (environment, suffix) in ENVIRONMENTS {
            let Some(moved) = vector.question.moved_to(environment, suffix) else { continue };
            for purpose in ["app", "migrate", "read"] {
                count += 1;
                if !moved.for_purpose(purpose).ask().is_refusal() {
                    holes.push(format!("{} in {environment} for {purpose}", vector.name));
                }
            }
        }
    }
    assert!(holes.is_empty(), "{} holes among {count}:\n{}", holes.len(), holes.join("\n"));
    assert!(count > 1000, "only {count} were tried");
}

/// What development is given without a word, every environment is.
#[test]
fn every_ordinary_url_serves_every_environment_without_a_warning() {
    let mut count = 0;
    let mut alarms = Vec::new();
    let ordinary = in_group("ordinary").chain(in_group("ordinary-urls"));
    for vector in ordinary.filter(Vector::demands_silence) {
        for (environment, suffix) in ENVIRONMENTS {
            if vector.name.contains("SQLite") && matches!(environment, "staging" | "preview") {
                continue; // a file on a deployed machine is refused on purpose
            }
            let Some(moved) = vector.question.moved_to(environment, suffix) else { continue };
            count += 1;
            let answer = moved.ask();
            if !answer.is_silent() {
                alarms.push(format!("{} in {environment}: {answer}", vector.name));
            }
        }
    }
    assert!(
        alarms.is_empty(),
        "{} false alarms among {count}:\n{}",
        alarms.len(),
        alarms.join("\n")
    );
    assert!(count > 3000, "only {count} were tried");
}

fn in_group(group: &str) -> impl Iterator<Item = Vector> {
    vector::load().into_iter().filter(move |vector| vector.group == group)
}

/// A hint is worth what comes of it: each mistake stands beside the value that somebody has who did
/// what the message says, and that value is served.
#[test]
fn every_hint_leads_to_a_value_that_works() {
    let hints: BTreeMap<String, Vector> =
        in_group("hints").map(|vector| (vector.name.clone(), vector)).collect();
    for (name, vector) in hints.iter().filter(|(name, _)| !name.ends_with(", followed")) {
        assert!(vector.demands_refusal() || !vector.demands_silence(), "{name} is no mistake");
        let followed = hints.get(&format!("{name}, followed"));
        let followed = followed.unwrap_or_else(|| panic!("nobody follows {name}"));
        assert!(followed.demands_silence(), "{name} leads to another mistake");
    }
}

#[test]
fn names_are_unique() {
    let mut names = BTreeSet::new();
    let twice: Vec<String> = vector::load()
        .into_iter()
        .map(|vector| vector.name)
        .filter(|name| !names.insert(name.clone()))
        .collect();
    assert!(twice.is_empty(), "named twice: {twice:?}");
}

#[test]
fn no_group_has_lost_cases() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for vector in vector::load() {
        *counts.entry(vector.group).or_default() += 1;
    }
    let groups: BTreeSet<&str> = AT_LEAST.iter().map(|(group, _)| *group).collect();
    let unknown: Vec<_> = counts.keys().filter(|group| !groups.contains(group.as_str())).collect();
    assert!(unknown.is_empty(), "groups without a minimum: {unknown:?}");
    for (group, least) in AT_LEAST {
        let count = counts.get(*group).copied().unwrap_or_default();
        assert!(count >= *least, "group {group} has {count} cases, not {least}");
    }
}
