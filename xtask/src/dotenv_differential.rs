//! Our reading of dotenv files beside Next.js's own: generated files, read by both, compared. And
//! what we write, read by others.

mod generate;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use secrecy::ExposeSecret;
use serde::Deserialize;
use skate_env_core::dotenv::{Damage, DamageKind, File, Loaded, Mode, load};

use generate::Generator;
pub(crate) use written::run_written;

/// Files for one start of an application.
struct Case {
    mode: &'static str,
    process: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

/// What `reference.mjs` answers, and what we say.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Answer {
    assigned: BTreeMap<String, String>,
    /// The variables of the process, as they are afterwards.
    process: BTreeMap<String, String>,
    rejected: BTreeSet<String>,
}

/// Compares `count` generated cases with the `@next/env` installed in `npm_directory`; says what
/// was compared, or shows the first cases on which the two differ.
pub(crate) fn run(count: u64, npm_directory: &Path) -> Result<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("dotenv/reference.mjs");
    let mut node = Command::new("node")
        .args([&script, npm_directory])
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
        bail!("reference.mjs ended with {status}");
    }
    Ok(summary)
}

fn ask(count: u64, questions: impl Write) -> Result<()> {
    let mut questions = BufWriter::new(questions);
    for seed in 0..count {
        let case = Generator::new(seed).case();
        let question = serde_json::json!({
            "mode": case.mode,
            "process": case.process.into_iter().collect::<BTreeMap<_, _>>(),
            "files": case.files.into_iter().collect::<BTreeMap<_, _>>(),
        });
        writeln!(questions, "{question}")?;
    }
    Ok(questions.flush()?)
}

fn compare(count: u64, answers: impl BufRead) -> Result<String> {
    let mut answers = answers.lines();
    let (mut files, mut assigned, mut rejected, mut rewritten) = (0, 0, 0, 0);
    let mut differing = Vec::new();
    for seed in 0..count {
        let case = Generator::new(seed).case();
        let line = answers.next().context("reference.mjs stopped early")??;
        let theirs: Answer =
            serde_json::from_str(&line).context("reference.mjs answers no JSON")?;
        let loaded = read(&case);
        let ours = answer(&case, &loaded, &theirs);
        files += case.files.len();
        assigned += theirs.assigned.len();
        rejected += theirs.rejected.len();
        rewritten += kinds(&loaded, DamageKind::ProcessRewritten).count();
        if ours != theirs {
            differing.push(format!("seed {seed}:\n  Next.js: {theirs:?}\n  we:      {ours:?}"));
        }
    }
    if !differing.is_empty() {
        let shown = differing.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n");
        bail!("{} of {count} cases differ\n{shown}", differing.len());
    }
    Ok(format!(
        "{count} cases, {files} files, {assigned} assignments: equal; both gave up {rejected} \
         files and saw {rewritten} variables of the process rewritten"
    ))
}

fn read(case: &Case) -> Loaded {
    let mode = match case.mode {
        "development" => Mode::Development,
        "production" => Mode::Production,
        _ => Mode::Test,
    };
    let found = |name: &&str| {
        let (path, bytes) = case.files.iter().find(|(path, _)| path == name)?;
        Some(File::new(path, bytes))
    };
    let files: Vec<File> = mode.file_names().iter().filter_map(found).collect();
    load(&files, &|name| {
        let tests = (name == "NODE_ENV" && mode == Mode::Test).then(|| "test".to_owned());
        tests.or_else(|| {
            case.process.iter().find(|(set, _)| set == name).map(|(_, value)| value.clone())
        })
    })
}

/// Our answer. A variable that we call rewritten must differ afterwards, every other be as before.
fn answer(case: &Case, loaded: &Loaded, theirs: &Answer) -> Answer {
    let rewritten: Vec<_> = kinds(loaded, DamageKind::ProcessRewritten)
        .filter_map(|damage| damage.name.as_ref())
        .collect();
    let afterwards = |(name, before): &(String, String)| {
        let theirs = theirs.process.get(name).filter(|after| *after != before);
        let after = match theirs {
            Some(after) if rewritten.contains(&name) => after.clone(),
            None if rewritten.contains(&name) => "something else".to_owned(),
            _ => before.clone(),
        };
        (name.clone(), after)
    };
    let value = |value: &secrecy::SecretString| value.expose_secret().to_owned();
    Answer {
        assigned: loaded.assignments.iter().map(|it| (it.name.clone(), value(&it.value))).collect(),
        process: case.process.iter().map(afterwards).collect(),
        rejected: kinds(loaded, DamageKind::Rejected).map(|it| it.place.path.clone()).collect(),
    }
}

fn kinds(loaded: &Loaded, kind: DamageKind) -> impl Iterator<Item = &Damage> {
    loaded.damage.iter().filter(move |damage| damage.kind == kind)
}
