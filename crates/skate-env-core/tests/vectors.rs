//! Drives `vectors/*.json`: the answers that the specification demands, not those that the
//! code gives. The Node package and the command are driven by the same files.
//!
//! A failure is called what it is: a hole (should have been refused), a false alarm (should
//! have been served, or served without that warning), or another wrong answer.

mod vector;

use std::collections::{BTreeMap, BTreeSet};

use vector::{Failure, Kind, Vector};

/// Fewer cases than this in a group means that a file was lost.
const AT_LEAST: [(&str, usize); 12] = [
    ("prd", 12),
    ("environment", 35),
    ("selection", 30),
    ("purpose", 25),
    ("disguise", 70),
    ("ordinary", 50),
    ("setup", 25),
    ("consent", 45),
    ("transport", 25),
    ("pins", 25),
    ("bad-input", 45),
    ("build", 6),
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
        let count = counts.get(group).copied().unwrap_or_default();
        assert!(count >= least, "group {group} has {count} cases, not {least}");
    }
}
