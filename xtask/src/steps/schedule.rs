//! Runs steps as processes, several at a time: many of them mostly wait.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::{Ended, Outcome, Step, cpu};
use crate::progress::Progress;
use crate::workspace;

const PAUSE: Duration = Duration::from_millis(50);

/// A command's steps, to be run.
pub(super) struct Run<'r> {
    pub(super) command: &'r str,
    pub(super) steps: Vec<&'static Step>,
    /// How many run at the same time. What they print is then shown when they end.
    pub(super) jobs: usize,
}

struct Running {
    step: &'static Step,
    child: Child,
    begin: Instant,
    log: Option<PathBuf>,
}

/// Whether a step may start.
enum Readiness {
    Ready,
    NotYet,
    /// What it comes after did not pass.
    Never(&'static str),
}

/// More than there are cores, for most steps wait for servers.
pub(super) fn default_jobs() -> Result<usize> {
    Ok(thread::available_parallelism()?.get() + 2)
}

/// On Linux the program that runs, even if a new one was compiled in its place.
fn this_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok("/proc/self/exe".into());
    }
    std::env::current_exe()
}

/// Where the steps of a run keep what they print, and how long they took.
pub(super) fn folder() -> Result<PathBuf> {
    let folder = workspace::target().join("steps");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

impl Run<'_> {
    /// Runs the steps in their order, as far as what they come after allows. A failure stops only
    /// those that come after it.
    pub(super) fn all(&self) -> Result<Vec<Ended>> {
        let mut waiting = self.steps.clone();
        let (mut running, mut ended) = (Vec::new(), Vec::new());
        let task = Progress::new().begin("Running the steps");
        while ended.len() < self.steps.len() {
            self.start_ready(&mut waiting, &mut running, &mut ended)?;
            task.describe(describe(&running, ended.len(), self.steps.len()));
            let mut index = 0;
            while index < running.len() {
                let before = cpu::of_ended_children();
                let Some(status) = running[index].child.try_wait()? else {
                    index += 1;
                    continue;
                };
                // What ended children used grew by what this one used.
                let cpu = cpu::of_ended_children()
                    .zip(before)
                    .map(|(after, before)| after.saturating_sub(before));
                ended.push(task.print_beside(|| running.remove(index).end(status, cpu))?);
            }
            thread::sleep(PAUSE);
        }
        task.clear();
        Ok(ended)
    }

    fn start_ready(
        &self,
        waiting: &mut Vec<&'static Step>,
        running: &mut Vec<Running>,
        ended: &mut Vec<Ended>,
    ) -> Result<()> {
        let mut index = 0;
        while index < waiting.len() {
            match self.readiness(waiting[index], ended) {
                Readiness::Ready if running.len() < self.jobs => {
                    running.push(self.start(waiting.remove(index))?);
                }
                Readiness::Never(missing) => ended.push(Ended {
                    step: waiting.remove(index),
                    outcome: Outcome::Skipped(missing),
                    took: Duration::ZERO,
                    cpu: None,
                }),
                Readiness::Ready | Readiness::NotYet => index += 1,
            }
        }
        Ok(())
    }

    fn readiness(&self, step: &Step, ended: &[Ended]) -> Readiness {
        for name in step.after {
            let outcome = ended.iter().find(|it| it.step.name == *name).map(|it| &it.outcome);
            match outcome {
                Some(Outcome::Passed) => {}
                Some(_) => return Readiness::Never(name),
                None if self.steps.iter().any(|it| it.name == *name) => return Readiness::NotYet,
                None => {}
            }
        }
        Readiness::Ready
    }

    fn start(&self, step: &'static Step) -> Result<Running> {
        let mut command = Command::new(this_program()?);
        command.args([self.command, "--inner", step.name]).stdin(Stdio::null());
        let log = if self.jobs > 1 {
            if !io::stderr().is_terminal() {
                println!("{} begins", step.name);
            }
            let path = folder()?.join(format!("{}.log", step.name));
            let output = File::create(&path)?;
            command.stdout(output.try_clone()?).stderr(output);
            Some(path)
        } else {
            println!("\n== {}: {}", step.name, step.about);
            None
        };
        let child = command.spawn().with_context(|| format!("could not start {}", step.name))?;
        Ok(Running { step, child, begin: Instant::now(), log })
    }
}

impl Running {
    fn end(self, status: ExitStatus, cpu: Option<Duration>) -> Result<Ended> {
        let Self { step, begin, log, .. } = self;
        if let Some(log) = log {
            println!("\n== {}: {}", step.name, step.about);
            io::stdout().lock().write_all(&fs::read(log)?)?;
        }
        let outcome = if status.success() { Outcome::Passed } else { Outcome::Failed };
        Ok(Ended { step, outcome, took: begin.elapsed(), cpu })
    }
}

fn describe(running: &[Running], ended: usize, all: usize) -> String {
    let names: Vec<_> = running
        .iter()
        .map(|one| format!("{} {} s", one.step.name, one.begin.elapsed().as_secs()))
        .collect();
    format!("{ended} of {all} steps done; {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[Step] = &[
        Step { name: "build", about: "", after: &[], run: || Ok(()) },
        Step { name: "unit", about: "", after: &["build"], run: || Ok(()) },
    ];

    fn readiness(chosen: &[usize], outcome: Option<Outcome>) -> Readiness {
        let steps = chosen.iter().map(|index| &STEPS[*index]).collect();
        let run = Run { command: "test", steps, jobs: 2 };
        let ended = outcome.map(|outcome| Ended {
            step: &STEPS[0],
            outcome,
            took: Duration::ZERO,
            cpu: None,
        });
        run.readiness(&STEPS[1], ended.as_slice())
    }

    #[test]
    fn a_step_waits_for_those_before_it_that_are_run_too() {
        assert!(matches!(readiness(&[0, 1], None), Readiness::NotYet));
        assert!(matches!(readiness(&[0, 1], Some(Outcome::Passed)), Readiness::Ready));
        assert!(matches!(readiness(&[0, 1], Some(Outcome::Failed)), Readiness::Never("build")));
        assert!(matches!(readiness(&[1], None), Readiness::Ready));
    }
}
