//! What a run of steps prints: its steps beforehand, and a table at the end.

use std::time::Duration;

use anyhow::{Result, bail};

use super::times::Slower;
use super::{Ended, Outcome, Step};

pub(super) fn list(steps: &[Step]) {
    for Step { name, about, .. } in steps {
        println!("{name:<14}{about}");
    }
}

/// Shows how each step ended and how long it took; an error unless all passed.
pub(super) fn show(ended: &[Ended], slower: &[Slower], whole: Duration) -> Result<()> {
    println!("\n        step              wall       CPU");
    for Ended { step, outcome, took, cpu } in ended {
        let name = step.name;
        let (wall, cpu) = (seconds(*took), cpu.map_or_else(String::new, seconds));
        match outcome {
            Outcome::Passed => println!("passed  {name:<13}{wall:>9} {cpu:>9}"),
            Outcome::Failed => println!("FAILED  {name:<13}{wall:>9} {cpu:>9}"),
            Outcome::Skipped(missing) => println!("skipped {name:<13} {missing} did not pass"),
        }
    }
    for Slower { name, usual } in slower {
        println!("{name} took more than twice its usual {}", seconds(*usual));
    }
    let passed = ended.iter().filter(|it| matches!(it.outcome, Outcome::Passed)).count();
    println!("{passed} of {} steps passed in {}", ended.len(), seconds(whole));
    if passed < ended.len() {
        bail!("{} of {} steps did not pass", ended.len() - passed, ended.len());
    }
    Ok(())
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
