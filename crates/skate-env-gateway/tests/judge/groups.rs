//! Drives `vectors/gateway/*.json`: what the specification demands, statement by statement.
//!
//! A failure is called what it is: a hole (should have been refused), a false alarm (should have
//! passed), or another code.
use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;
use skate_env_gateway::{
    DeepStack,
    judge::{Committed, Decision, decide_text},
};

use crate::policy;

/// Fewer rows than this means that a file was lost.
const AT_LEAST: usize = 3_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    name: String,
    /// `production/app`, `staging/app+consent`
    pub(crate) policies: Vec<String>,
    #[serde(default)]
    pub(crate) committed: Vec<String>,
    #[serde(default)]
    allowed: Vec<String>,
    #[serde(default)]
    pub(crate) refused: BTreeMap<String, Vec<String>>,
}

#[test]
fn every_statement_is_judged_as_the_specification_demands() {
    let stack = DeepStack::start().unwrap();
    let (count, failures) = stack.run(judge_all).unwrap();
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    assert!(count >= AT_LEAST, "{count} rows");
}

fn judge_all() -> (usize, Vec<String>) {
    let mut count = 0;
    let mut failures = Vec::new();
    for group in groups() {
        let committed = Committed::of_files(group.committed.iter().map(String::as_str));
        for name in &group.policies {
            let policy = policy(name).with_committed(committed.clone());
            let allowed = group.allowed.iter().map(|statement| (None, statement));
            let refused = group.refused.iter().flat_map(|(code, statements)| {
                statements.iter().map(move |statement| (Some(code.as_str()), statement))
            });
            for (expected, statement) in allowed.chain(refused) {
                count += 1;
                let decision = decide_text(&policy, statement);
                failures.extend(
                    failure(expected, &decision)
                        .map(|what| format!("{what}: {} ({name}): {statement}", group.name)),
                );
            }
        }
    }
    (count, failures)
}

fn failure(expected: Option<&str>, decision: &Decision) -> Option<String> {
    let found = decision.refusal().map(|refusal| refusal.code.as_str());
    match (expected, found) {
        (None, Some(code)) => Some(format!("false alarm {code}")),
        (Some(_), None) => Some("HOLE".to_owned()),
        (expected, found) if expected != found => Some(format!("{expected:?}, not {found:?}")),
        _ => None,
    }
}

pub(crate) fn groups() -> Vec<Group> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/gateway");
    let mut groups = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        groups.extend(serde_json::from_str::<Vec<Group>>(&text).unwrap());
    }
    groups
}
