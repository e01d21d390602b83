//! What we write, read by `@next/env`, dotenv and Node.js itself: each must find exactly the
//! values, and every other variable as it was.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use skate_env_core::dotenv::{Change, edit, quote};

use super::generate::Generator;

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
struct Case {
    before: String,
    after: String,
    wanted: Vec<(&'static str, Option<String>)>,
}

/// Edits `count` generated texts with generated values; says what was read back, or shows the
/// first cases in which a reader finds something else.
pub(crate) fn run_written(count: u64, next: &Path, dotenv: &Path) -> Result<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("dotenv/written.mjs");
    let mut node = Command::new("node")
        .args([&script, next, dotenv])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("node could not be started")?;
    let questions = node.stdin.take().context("node has no input")?;
    let answers = BufReader::new(node.stdout.take().context("node has no output")?);
    let compared = std::thread::scope(|scope| {
        let asking = scope.spawn(move || ask(count, questions));
        let compared = compare(count, answers);
        asking.join().map_err(|_| anyhow!("the writer panicked"))?.and(compared)
    });
    let status = node.wait()?;
    let summary = compared?;
    if !status.success() {
        bail!("written.mjs ended with {status}");
    }
    Ok(summary)
}

/// `None` where the text or a value was refused.
fn case(seed: u64) -> Option<Case> {
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
    Some(Case { before, after, wanted })
}

/// The value, or as much of it as has a spelling.
fn spelled(value: String) -> Option<String> {
    let plainer = value.replace(['$', '\n', '\0', '`'], "");
    [value, plainer].into_iter().find(|value| quote(value).is_ok())
}

fn ask(count: u64, questions: impl Write) -> Result<()> {
    let mut questions = BufWriter::new(questions);
    for case in (0..count).filter_map(case) {
        let question = serde_json::json!({ "before": case.before, "after": case.after });
        writeln!(questions, "{question}")?;
    }
    Ok(questions.flush()?)
}

fn compare(count: u64, answers: impl BufRead) -> Result<String> {
    let mut answers = answers.lines();
    let mut answer = || -> Result<Answer> {
        let line = answers.next().context("written.mjs stopped early")??;
        serde_json::from_str(&line).context("written.mjs answers no JSON")
    };
    let (mut written, mut values) = (0_u64, 0);
    let mut differing = Vec::new();
    for (seed, case) in (0..count).filter_map(|seed| Some((seed, case(seed)?))) {
        let answer = answer()?;
        written += 1;
        values += case.wanted.iter().filter(|(_, value)| value.is_some()).count();
        if let Some(what) = difference(&case, &answer) {
            let Case { before, after, wanted } = case;
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

fn difference(case: &Case, answer: &Answer) -> Option<String> {
    let readers = [("@next/env", &answer.next), ("dotenv", &answer.dotenv), ("node", &answer.node)];
    for (reader, found) in readers {
        for (name, value) in &case.wanted {
            if found.get(*name) != value.as_ref() {
                return Some(format!("{reader} finds {:?} in {name}", found.get(*name)));
            }
        }
    }
    let others = |values: &Values| {
        let mut values = values.clone();
        values.retain(|name, _| case.wanted.iter().all(|(ours, _)| ours != name));
        values
    };
    (others(&answer.before) != others(&answer.dotenv)).then(|| "another value changed".to_owned())
}
