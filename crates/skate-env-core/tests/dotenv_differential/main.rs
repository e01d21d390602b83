//! Our reading of dotenv files beside Next.js's own: generated files, read by both, compared. And
//! what we write, read by others.
#![expect(clippy::print_stdout, reason = "what was compared")]

mod generate;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use secrecy::ExposeSecret;
use serde::Deserialize;
use skate_env_core::dotenv::{Damage, DamageKind, File, Loaded, Mode, load};

use generate::Generator;

/// Files for one start of an application.
struct Scenario {
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

#[test]
#[ignore = "needs @next/env: cargo xtask test dotenv"]
fn files_are_read_as_next_reads_them() {
    let count = number("SKATE_ENV_TEST_COUNT").unwrap_or(5_000);
    let first = number("SKATE_ENV_TEST_SEED").unwrap_or(0);
    println!("{}", compared(first..first + count).expect("both read the same"));
}

/// A folder whose `node_modules` holds the package.
#[expect(clippy::disallowed_methods, reason = "`cargo xtask test` says where it is installed")]
fn folder_with(variable: &str) -> PathBuf {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    folder.unwrap_or_else(|| panic!("`cargo xtask test dotenv` sets {variable}"))
}

#[expect(clippy::disallowed_methods, reason = "`cargo xtask` says how many and which")]
fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dotenv_differential").join(name)
}

/// Compares what is read from generated files; says what was compared, or shows the first
/// scenarios in which the two differ.
fn compared(seeds: Range<u64>) -> Result<String> {
    let arguments = [script("reference.mjs"), folder_with("SKATE_ENV_TEST_NEXT_ENV")];
    with_node(&arguments, seeds, ask, compare)
}

/// Starts a script of Node.js, asks it about every seed and compares its answers meanwhile.
fn with_node(
    arguments: &[PathBuf],
    seeds: Range<u64>,
    ask: impl FnOnce(Range<u64>, ChildStdin) -> Result<()> + Send,
    compare: impl FnOnce(Range<u64>, BufReader<ChildStdout>) -> Result<String>,
) -> Result<String> {
    let mut node = Command::new("node")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("node could not be started")?;
    let questions = node.stdin.take().context("node has no input")?;
    let answers = BufReader::new(node.stdout.take().context("node has no output")?);
    let compared = std::thread::scope(|scope| {
        let asked = seeds.clone();
        let asking = scope.spawn(move || ask(asked, questions));
        let compared = compare(seeds, answers);
        asking.join().map_err(|_| anyhow!("the writer panicked"))?.and(compared)
    });
    let status = node.wait()?;
    let summary = compared?;
    if !status.success() {
        bail!("{} ended with {status}", arguments[0].display());
    }
    Ok(summary)
}

fn ask(seeds: Range<u64>, questions: impl Write) -> Result<()> {
    let mut questions = BufWriter::new(questions);
    for seed in seeds {
        let scenario = Generator::new(seed).scenario();
        let question = serde_json::json!({
            "mode": scenario.mode,
            "process": scenario.process.into_iter().collect::<BTreeMap<_, _>>(),
            "files": scenario.files.into_iter().collect::<BTreeMap<_, _>>(),
        });
        writeln!(questions, "{question}")?;
    }
    Ok(questions.flush()?)
}

fn compare(seeds: Range<u64>, answers: impl BufRead) -> Result<String> {
    let count = seeds.end - seeds.start;
    let mut answers = answers.lines();
    let (mut files, mut assigned, mut rejected, mut rewritten) = (0, 0, 0, 0);
    let mut differing = Vec::new();
    for seed in seeds {
        let scenario = Generator::new(seed).scenario();
        let line = answers.next().context("reference.mjs stopped early")??;
        let theirs: Answer =
            serde_json::from_str(&line).context("reference.mjs answers no JSON")?;
        let loaded = read(&scenario);
        let ours = answer(&scenario, &loaded, &theirs);
        files += scenario.files.len();
        assigned += theirs.assigned.len();
        rejected += theirs.rejected.len();
        rewritten += kinds(&loaded, DamageKind::ProcessRewritten).count();
        if ours != theirs {
            differing.push(format!("seed {seed}:\n  Next.js: {theirs:?}\n  we:      {ours:?}"));
        }
    }
    if !differing.is_empty() {
        let shown = differing.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n");
        bail!("{} of {count} scenarios differ\n{shown}", differing.len());
    }
    Ok(format!(
        "{count} scenarios, {files} files, {assigned} assignments: equal; both gave up {rejected} \
         files and saw {rewritten} variables of the process rewritten"
    ))
}

fn read(scenario: &Scenario) -> Loaded {
    let mode = match scenario.mode {
        "development" => Mode::Development,
        "production" => Mode::Production,
        _ => Mode::Test,
    };
    let found = |name: &&str| {
        let (path, bytes) = scenario.files.iter().find(|(path, _)| path == name)?;
        Some(File::new(path, bytes))
    };
    let files: Vec<File> = mode.file_names().iter().filter_map(found).collect();
    load(&files, &|name| {
        let tests = (name == "NODE_ENV" && mode == Mode::Test).then(|| "test".to_owned());
        tests.or_else(|| {
            scenario.process.iter().find(|(set, _)| set == name).map(|(_, value)| value.clone())
        })
    })
}

/// Our answer. A variable that we call rewritten must differ afterwards, every other be as before.
fn answer(scenario: &Scenario, loaded: &Loaded, theirs: &Answer) -> Answer {
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
        process: scenario.process.iter().map(afterwards).collect(),
        rejected: kinds(loaded, DamageKind::Rejected).map(|it| it.place.path.clone()).collect(),
    }
}

fn kinds(loaded: &Loaded, kind: DamageKind) -> impl Iterator<Item = &Damage> {
    loaded.damage.iter().filter(move |damage| damage.kind == kind)
}
