//! Every check, as a list of named steps: all run, whichever fail.

mod steps;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// One named check.
pub(crate) struct Step {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<()>,
}

pub(crate) fn main(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--list") {
        for Step { name, about, .. } in steps::ALL {
            println!("{name:<14}{about}");
        }
        return Ok(());
    }
    let chosen = choose(arguments)?;
    let results: Vec<_> = chosen.into_iter().map(|step| (step.name, perform(step))).collect();
    println!();
    for (name, (outcome, duration)) in &results {
        let seconds = duration.as_secs_f64();
        match outcome {
            Ok(()) => println!("passed  {name:<14}{seconds:>7.1} s"),
            Err(error) => println!("FAILED  {name:<14}{seconds:>7.1} s  {error:#}"),
        }
    }
    let failed = results.iter().filter(|(_, (outcome, _))| outcome.is_err()).count();
    println!("{} passed, {failed} failed", results.len() - failed);
    if failed > 0 {
        bail!("{failed} of {} steps failed", results.len());
    }
    Ok(())
}

fn choose(names: &[String]) -> Result<Vec<&'static Step>> {
    if names.is_empty() {
        return Ok(steps::ALL.iter().collect());
    }
    let known = |name: &String| steps::ALL.iter().find(|step| step.name == name);
    if let Some(unknown) = names.iter().find(|name| known(name).is_none()) {
        bail!("there is no step {unknown:?}; `cargo xtask test --list` names them");
    }
    Ok(names.iter().filter_map(known).collect())
}

fn perform(step: &Step) -> (Result<()>, Duration) {
    println!("\n== {}: {}", step.name, step.about);
    let start = Instant::now();
    let outcome = (step.run)();
    if let Err(error) = &outcome {
        println!("{} failed: {error:#}", step.name);
    }
    (outcome, start.elapsed())
}
