//! What we write, read by `@next/env`, dotenv and Node.js itself: each must find exactly the
//! values, and every other variable as it was.

use std::collections::BTreeMap;
use std::io::{BufRead, BufWriter, Write};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use skate_env_core::dotenv::{Change, edit, quote};

use super::generate::Generator;
use super::{folder_with, number, script, with_node};

const NAMES: &[&str] = &["A", "B", "C_1", "DATABASE_URL", "NEW_1", "NEW_2"];

type Values = BTreeMap<String, String>;

/// What `written.mjs` answers.
#[derive(Deserialize)]
struct Answer {
    /// By dotenv, before the text was edited.
    before: Values,
    next: Values,
    dotenv: Values,
    node: Values,
}

/// One text before and after, and what was to become of which variables.
struct Edit {
    before: String,
    after: String,
    wanted: Vec<(&'static str, Option<String>)>,
}

#[test]
#[ignore = "needs @next/env and dotenv: cargo xtask test dotenv"]
fn files_that_we_write_are_read_as_meant() {
    let count = number("SKATE_ENV_TEST_COUNT").unwrap_or(3_000);
    let first = number("SKATE_ENV_TEST_SEED").unwrap_or(0);
    println!("{}", read_back(first..first + count).expect("all read what was written"));
}

/// Edits generated texts with generated values; says what was read back, or shows the first edits
/// in which a reader finds something else.
fn read_back(seeds: Range<u64>) -> Result<String> {
    let arguments = [
        script("written.mjs"),
        folder_with("SKATE_ENV_TEST_NEXT_ENV"),
        folder_with("SKATE_ENV_TEST_DOTENV"),
    ];
    with_node(&arguments, seeds, ask, compare)
}

/// `None` where the text or a value was refused.
fn edited(seed: u64) -> Option<Edit> {
    let mut generator = Generator::new(seed);
    let before = generator.text();
    let mut wanted = Vec::new();
    for name in NAMES {
        match generator.below(4) {
            0 => wanted.push((*name, None)),
            1 => wanted.push((*name, Some(spelled(generator.wanted())?))),
            _ => {}
        }
    }
    let changes: Vec<_> = wanted
        .iter()
        .map(|(name, value)| match value {
            Some(value) => Change::set(*name, value.as_str()),
            None => Change::remove(*name),
        })
        .collect();
    let after = edit(".env.local", &before, &changes).ok()?;
    Some(Edit { before, after, wanted })
}

/// The value, or as much of it as has a spelling.
fn spelled(value: String) -> Option<String> {
    let plainer = value.replace(['$', '\n', '\0', '`'], "");
    [value, plainer].into_iter().find(|value| quote(value).is_ok())
}

fn ask(seeds: Range<u64>, questions: impl Write) -> Result<()> {
    let mut questions = BufWriter::new(questions);
    for edited in seeds.filter_map(edited) {
        let question = serde_json::json!({ "before": edited.before, "after": edited.after });
        writeln!(questions, "{question}")?;
    }
    Ok(questions.flush()?)
}

fn compare(seeds: Range<u64>, answers: impl BufRead) -> Result<String> {
    let count = seeds.end - seeds.start;
    let mut answers = answers.lines();
    let mut answer = || -> Result<Answer> {
        let line = answers.next().context("written.mjs stopped early")??;
        serde_json::from_str(&line).context("written.mjs answers no JSON")
    };
    let (mut written, mut values) = (0_u64, 0);
    let mut differing = Vec::new();
    for (seed, edited) in seeds.filter_map(|seed| Some((seed, edited(seed)?))) {
        let answer = answer()?;
        written += 1;
        values += edited.wanted.iter().filter(|(_, value)| value.is_some()).count();
        if let Some(what) = difference(&edited, &answer) {
            let Edit { before, after, wanted } = edited;
            differing.push(format!("seed {seed}: {what}\n  {before:?}\n  {after:?}\n  {wanted:?}"));
        }
    }
    if !differing.is_empty() {
        let shown = differing.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n");
        bail!("{} of {written} written texts are read differently\n{shown}", differing.len());
    }
    // Most texts are ordinary and most values have a spelling: more refusals are a fault of ours.
    if written * 3 < count {
        bail!("{written} of {count} texts were edited, the others refused");
    }
    Ok(format!(
        "{count} texts, {written} edited, {values} values: read back by @next/env, dotenv and Node"
    ))
}

fn difference(edited: &Edit, answer: &Answer) -> Option<String> {
    let readers = [("@next/env", &answer.next), ("dotenv", &answer.dotenv), ("node", &answer.node)];
    for (reader, found) in readers {
        for (name, value) in &edited.wanted {
            if found.get(*name) != value.as_ref() {
                return Some(format!("{reader} finds {:?} in {name}", found.get(*name)));
            }
        }
    }
    let others = |values: &Values| {
        let mut values = values.clone();
        values.retain(|name, _| edited.wanted.iter().all(|(ours, _)| ours != name));
        values
    };
    (others(&answer.before) != others(&answer.dotenv)).then(|| "another value changed".to_owned())
}
