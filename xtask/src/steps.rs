//! Named steps: chosen by name, run several at a time, timed, and summed up in a table.

mod cpu;
mod schedule;
mod table;
mod times;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// One named step.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// It starts when these have passed, where they are run too.
    pub(crate) after: &'static [&'static str],
    pub(crate) run: fn() -> Result<()>,
}

/// How a step ended.
enum Outcome {
    Passed,
    Failed,
    /// Not run: this step, which it comes after, did not pass.
    Skipped(&'static str),
}

/// A step that was run, or skipped.
struct Ended {
    step: &'static Step,
    outcome: Outcome,
    took: Duration,
    /// Of the step and all its children, where the system tells.
    cpu: Option<Duration>,
}

/// Runs the named steps of a command, or all of them.
///
/// Every step is a process of its own (`cargo xtask COMMAND --inner STEP`), so that several can
/// run at a time, and what each prints is shown in one piece.
pub(crate) fn main(command: &str, all: &'static [Step], arguments: &[String]) -> Result<()> {
    let (mut names, mut jobs) = (Vec::new(), schedule::default_jobs()?);
    let mut arguments = arguments.iter().map(String::as_str);
    while let Some(argument) = arguments.next() {
        match argument {
            "--list" => {
                table::list(all);
                return Ok(());
            }
            "--jobs" => jobs = number(arguments.next())?,
            "--inner" => return (find(all, command, arguments.next().unwrap_or_default())?.run)(),
            name => names.push(find(all, command, name)?.name),
        }
    }
    let chosen = |step: &&Step| names.is_empty() || names.contains(&step.name);
    let steps: Vec<_> = all.iter().filter(chosen).collect();
    let run = schedule::Run { command, jobs: jobs.min(steps.len()), steps };
    let begin = Instant::now();
    let ended = run.all()?;
    let slower = times::record(command, &ended, run.jobs > 1)?;
    table::show(&ended, &slower, begin.elapsed())
}

fn find(all: &'static [Step], command: &str, name: &str) -> Result<&'static Step> {
    all.iter().find(|step| step.name == name).with_context(|| {
        format!("there is no step {name:?}; `cargo xtask {command} --list` names them")
    })
}

fn number(text: Option<&str>) -> Result<usize> {
    match text.map(str::parse) {
        Some(Ok(number @ 1..)) => Ok(number),
        _ => bail!("--jobs needs a number: how many steps run at the same time"),
    }
}
