//! The pages of `docs` that are typed as they are written, in a copy of the example as it was before
//! skate-env, with the packed packages and Prisma's own command line.

#![cfg(unix)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "which line takes how long")]

mod document;
mod expectation;
mod project;
mod shell;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use document::{Answer, Document, Step};
use project::Project;
use shell::{Ended, Screen};

const WALKTHROUGH: &str = "docs/WALKTHROUGH.md";
const PULL_REQUESTS: &str = "docs/PULL-REQUESTS.md";
const ONBOARDING: &str = "docs/ONBOARDING.md";
const OPERATIONS: &str = "docs/operations";
const INDEX: &str = "README.md";
/// What a page of operations says, in this order.
const HEADINGS: [&str; 4] = ["## Sign", "## Check", "## Command", "## Undo"];
/// A repository that a team has set up, as a colleague clones it.
const SET_UP: &str = "```console
$ npx skate-env local start
$ npx skate-env init --yes
$ git add --all
$ git commit --quiet --message skate-env
```
";
/// What turns while a step takes longer than a second.
const FRAMES: &str = "⠋⠙⠹⠸⠼⠴⠦⠧";
const COLOUR: &str = "\u{1b}[3";

#[test]
#[ignore = "needs the installed example: cargo xtask test walkthrough"]
fn the_walk_through_at_a_terminal() {
    check(&[WALKTHROUGH], Screen::Terminal).expect("every line does what the document says");
}

#[test]
#[ignore = "needs the installed example: cargo xtask test walkthrough"]
fn the_walk_through_without_a_terminal() {
    check(&[WALKTHROUGH], Screen::None).expect("every line does what the document says");
}

#[test]
#[ignore = "needs the installed example: cargo xtask test walkthrough"]
fn pull_requests() {
    check(&[PULL_REQUESTS], Screen::Terminal).expect("every line does what the document says");
}

/// One project and its servers for all of them, each page after the other.
#[test]
#[ignore = "needs the installed example: cargo xtask test walkthrough"]
fn the_first_hour_and_every_page_of_operations() {
    let pages: Vec<_> = pages().into_iter().map(|page| format!("{OPERATIONS}/{page}")).collect();
    let mut all = vec![ONBOARDING];
    all.extend(pages.iter().map(String::as_str));
    check(&all, Screen::None).expect("every line does what the documents say");
}

/// The pages of operations beside their index.
fn pages() -> Vec<String> {
    let entries = fs::read_dir(root().join(OPERATIONS)).expect("there is the folder");
    let names = entries.map(|entry| entry.expect("it is readable").file_name());
    let names = names.map(|name| name.into_string().expect("it is UTF-8"));
    let mut names: Vec<_> = names.filter(|name| name != INDEX).collect();
    names.sort_unstable();
    names
}

#[test]
fn every_page_of_operations_says_the_same_four_things_and_is_in_the_index() {
    let text = |name: &str| fs::read_to_string(root().join(OPERATIONS).join(name)).expect(name);
    let index = text(INDEX);
    let linked: Vec<_> = index.lines().filter(|line| line.contains(".md)")).collect();
    for page in pages() {
        let text = text(&page);
        let headings: Vec<_> = text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, HEADINGS, "{page}");
        assert!(Document::parse(&text).is_ok_and(|it| !it.steps.is_empty()), "{page}");
        assert!(linked.iter().any(|line| line.ends_with(&format!("]({page}) |"))), "{page}");
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Types these pages one after the other, in one project. Those that begin in a repository that was
/// set up are typed in one.
fn check(names: &[&str], screen: Screen) -> Result<()> {
    let project = Project::copy(
        &handed_in("EXAMPLE")?,
        &handed_in("PRISMA_SCHEMA_ENGINE_BINARY")?,
        &handed_in("SKATE_ENV_POSTGRES_BIN")?,
    )?;
    if names.contains(&ONBOARDING) {
        walk(&Document::parse(SET_UP)?, &project, screen).context("the set-up")?;
    }
    let mut said = String::new();
    for name in names {
        let document = Document::parse(&fs::read_to_string(root().join(name))?)?;
        said += &walk(&document, &project, screen).with_context(|| (*name).to_owned())?;
    }
    check_style(screen, &said)
}

/// What xtask installed.
#[expect(clippy::disallowed_methods, reason = "xtask says in variables what it installed")]
fn handed_in(name: &str) -> Result<PathBuf> {
    let path = std::env::var_os(name).map(PathBuf::from);
    path.with_context(|| format!("`cargo xtask test walkthrough` sets {name}"))
}

/// Every line of the document; what they said.
fn walk(document: &Document, project: &Project, screen: Screen) -> Result<String> {
    let mut all = String::new();
    for step in &document.steps {
        let Ended { code, said, took } = project.run(step, screen)?;
        println!(
            "{} {:>7.1} s  {}",
            screen.describe(),
            took.as_secs_f64(),
            step.command.lines().next().unwrap_or_default()
        );
        let text = expectation::plain(&said);
        let place = || format!("line {}: $ {}\n{text}", step.line, step.command);
        ensure!(code == step.exit, "it ended with {code}, not with {}\n{}", step.exit, place());
        expectation::meets(&step.expected, &text).with_context(place)?;
        all.push_str(&said);
    }
    Ok(all)
}

/// Colours and progress belong to a terminal, and nowhere else.
fn check_style(screen: Screen, said: &str) -> Result<()> {
    let (colour, frames) = (said.contains(COLOUR), said.contains(|it| FRAMES.contains(it)));
    match screen {
        Screen::Terminal => {
            ensure!(colour, "nothing has a colour at a terminal");
            let long =
                said.lines().any(|line| line.starts_with("Creating") && line.contains(" s)"));
            ensure!(frames || !long, "a long step showed no progress at a terminal");
        }
        Screen::None if colour || frames => {
            bail!("without a terminal there is colour, or a step that takes more than a line");
        }
        Screen::None => {}
    }
    Ok(())
}

/// What a step is to be typed as, and the answers that it is given.
fn typed(step: &Step, screen: Screen) -> (String, Vec<&Answer>) {
    let answers: Vec<_> = step.answers.iter().collect();
    match screen {
        Screen::None if !answers.is_empty() => (format!("{} --yes", step.command), Vec::new()),
        _ => (step.command.clone(), answers),
    }
}

/// A folder's path, as a variable holds it.
fn variable(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
