//! The written walk-through, done as it is written: at a terminal and without one, in a copy of the
//! example as it was before skate-env, with the packed packages and Prisma's own command line.

mod document;
mod expectation;
mod project;
mod shell;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use self::document::{Document, Step};
use self::project::Project;
use self::shell::{Ended, Screen};
use crate::{example, tools, workspace};

const DOCUMENT: &str = "docs/WALKTHROUGH.md";
/// A sign of life of a step that takes longer than a second, and its time.
const FRAMES: &str = "⠋⠙⠹⠸⠼⠴⠦⠧";
const COLOUR: &str = "\u{1b}[3";

pub(crate) fn check() -> Result<()> {
    let text = fs::read_to_string(workspace::root().join(DOCUMENT))?;
    let document = Document::parse(&text)?;
    example::install()?;
    let (example, engine) = (example::folder(), example::schema_engine()?);
    let postgres = tools::postgres_programs()?;
    for screen in [Screen::Terminal, Screen::None] {
        println!("{}", screen.describe());
        let project = Project::copy(&example, &engine, &postgres)?;
        let said = walk(&document, &project, screen)?;
        judge(screen, &said)?;
    }
    Ok(())
}

/// Every line of the document; what they said.
fn walk(document: &Document, project: &Project, screen: Screen) -> Result<String> {
    let mut all = String::new();
    for step in &document.steps {
        let Ended { code, said, took } = project.run(step, screen)?;
        println!(
            "{:>7.1} s  {}",
            took.as_secs_f64(),
            step.command.lines().next().unwrap_or_default()
        );
        let text = expectation::plain(&said);
        let place = || format!("{DOCUMENT}:{}: $ {}\n{text}", step.line, step.command);
        ensure!(code == step.exit, "it ended with {code}, not with {}\n{}", step.exit, place());
        expectation::meets(&step.expected, &text).with_context(place)?;
        all.push_str(&said);
    }
    Ok(all)
}

/// Colours and signs of life belong to a terminal, and nowhere else.
fn judge(screen: Screen, said: &str) -> Result<()> {
    let (colour, frames) = (said.contains(COLOUR), said.contains(|it| FRAMES.contains(it)));
    match screen {
        Screen::Terminal => {
            ensure!(colour, "nothing has a colour at a terminal");
            let long =
                said.lines().any(|line| line.starts_with("Creating") && line.contains(" s)"));
            ensure!(frames || !long, "a long step showed no sign of life at a terminal");
        }
        Screen::None if colour || frames => {
            bail!("without a terminal there is colour, or a step that takes more than a line");
        }
        Screen::None => {}
    }
    Ok(())
}

/// What a step is to be typed as, and the answers that it is given.
fn typed(step: &Step, screen: Screen) -> (String, Vec<&document::Answer>) {
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
