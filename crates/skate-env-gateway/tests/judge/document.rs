//! docs/connection.md against the code: every refusal stands in it, with its code, its `SQLSTATE`
//! and its way out; and it lists no refusal that no statement of the vectors gets.

use std::collections::BTreeSet;

use skate_env_core::{Environment, Purpose};
use skate_env_gateway::{
    DeepStack,
    judge::{
        Committed, Decision, Policy, Refusal, Rule, decide_function_call, decide_parameter,
        decide_text,
    },
    protocol::message::sqlstate,
};

use crate::{groups::groups, policy, statements};

/// One of each rule that refuses; each environment has a way out of its own.
const COLUMNS: [&str; 5] =
    ["production/app", "staging/app", "production/read", "staging/migrate", "production/migrate"];
const PAGE: &str = include_str!("../../../../docs/connection.md");

#[test]
fn the_page_says_what_each_environment_and_purpose_lets_through() {
    let rows: Vec<Vec<_>> = PAGE
        .lines()
        .skip_while(|line| !line.contains("| development, preview, testing |"))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let [_, _, rows @ ..] = &rows[..] else { panic!("the table is not there") };
    assert_eq!(rows.len(), 3);
    for row in rows {
        let purpose: Purpose = row[0].trim_matches('`').parse().unwrap();
        for (environment, cell) in [
            (Environment::Development, row[1]),
            (Environment::Preview, row[1]),
            (Environment::Testing, row[1]),
            (Environment::Staging, row[2]),
            (Environment::Production, row[3]),
        ] {
            let words = |consent| match Policy::new(environment, purpose, consent).rule() {
                Rule::Everything => "everything",
                Rule::NothingDestructive => "nothing that destroys",
                Rule::ReadsOnly => "reads only",
                Rule::NothingDatabaseWide => "nothing that destroys a schema or database",
                Rule::CommittedMigrations => "committed migrations only",
            };
            let expected = match (words(false), words(true)) {
                (one, other) if one == other => one.to_owned(),
                (without, with) => format!("{without}; with consent, {with}"),
            };
            assert_eq!(cell, expected, "{purpose} in {environment}");
        }
    }
}

#[test]
fn every_refusal_is_on_the_page_and_every_one_on_the_page_happens() {
    let found = DeepStack::start().unwrap().run(refusals).unwrap();
    let found: BTreeSet<_> = found.iter().map(told).collect();
    let listed = listed("## Refusals of statements");
    let missing: Vec<_> = found.difference(&listed).collect();
    assert!(missing.is_empty(), "not on the page: {missing:#?}");
    // Of a reason that several environments share, each has one of the ways out.
    let said: BTreeSet<_> = found.iter().flat_map(|it| [&it[1], &it[2]]).collect();
    let unknown: Vec<_> =
        listed.iter().filter(|it| !said.contains(&it[1]) || !said.contains(&it[2])).collect();
    assert!(unknown.is_empty(), "on the page, and never said: {unknown:#?}");
}

/// A refusal's heading, reason and way out.
fn told(refusal: &Refusal) -> [String; 3] {
    let heading = format!("`{}` (`{}`)", refusal.code, sqlstate(refusal.code));
    // `The statement may destroy data in production: TRUNCATE empties a table.`
    let reason = refusal.message.split_once(": ").map_or(&*refusal.message, |(_, reason)| reason);
    [heading, reason.to_owned(), refusal.hint.clone()]
}

/// What a part of the page lists: reasons, and behind them the ways out of all of these.
fn listed(part: &str) -> BTreeSet<[String; 3]> {
    let part = PAGE.split_once(part).unwrap().1.split("\n## ").next().unwrap();
    let mut found = BTreeSet::new();
    for section in part.split("\n### ").skip(1) {
        let (heading, rest) = section.split_once('\n').unwrap();
        let mut reasons = Vec::new();
        let mut ends = false;
        for paragraph in rest.split("\n\n").map(|it| it.replace("\n  ", " ").trim().to_owned()) {
            if let Some(hint) = paragraph.strip_prefix("`help:` ") {
                let hint = hint.replace('\n', " ");
                let told = |reason: &String| [heading.to_owned(), reason.clone(), hint.clone()];
                found.extend(reasons.iter().map(told));
                ends = true;
            } else if paragraph.starts_with("- ") {
                if std::mem::take(&mut ends) {
                    reasons.clear();
                }
                reasons.extend(paragraph.lines().map(|it| it[2..].to_owned()));
            }
        }
    }
    found
}

/// All that the vectors' statements are told, and what has no text that could be judged.
fn refusals() -> Vec<Refusal> {
    let mut found = Vec::new();
    let mut judge = |policy: &Policy, statement: &str| {
        if let Decision::Refused(refusal) = decide_text(policy, statement) {
            found.push(refusal);
        }
    };
    for row in statements::rows() {
        for name in COLUMNS {
            judge(&policy(name), &row.statement);
        }
    }
    for group in groups() {
        let committed = Committed::of_files(group.committed.iter().map(String::as_str));
        for name in &group.policies {
            let policy = policy(name).with_committed(committed.clone());
            group.refused.values().flatten().for_each(|statement| judge(&policy, statement));
        }
    }
    let policy = policy("production/read");
    judge(&policy, &format!("SELECT '{}'", "x".repeat(1 << 20)));
    if let Decision::Refused(refusal) = decide_function_call(&policy, 0) {
        found.push(refusal);
    }
    found.extend(decide_parameter(&policy, "role", "postgres").err());
    found
}
