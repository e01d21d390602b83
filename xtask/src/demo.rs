//! The demo: Neon on this machine with a branch for each environment, the example app on its own
//! one, and five disguises refused.

mod app;
mod command;
mod database;
mod judge;
mod servers;
mod state;
mod variables;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::{children, example};

pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let known = ["--once", "--native-engine"];
    if let Some(unknown) = arguments.iter().find(|argument| !known.contains(&argument.as_str())) {
        bail!("the demo knows {known:?}, not {unknown:?}");
    }
    let asked = |name: &str| arguments.iter().any(|argument| argument == name);
    children::listen_for_stop()?;
    let outcome = show(asked("--once"), asked("--native-engine"));
    if children::stop_wanted() {
        println!("\nStopped: nothing is left running.");
        return Ok(());
    }
    outcome
}

fn show(once: bool, native_engine: bool) -> Result<()> {
    let start = Instant::now();
    heading("The package, as npm installs it");
    println!("{}", example::install()?.display());
    let servers = servers::start()?;
    let branches = &servers.branches;
    let variables = variables::all(branches);
    let engine = database::Engine::choose(native_engine)?;
    database::prepare(branches, &variables, &engine)?;
    judge::environments(&variables)?;
    let mut app = app::start(&variables)?;
    app.show_health(branches)?;
    judge::disguises(branches, &variables)?;
    command::show(&variables, &engine)?;
    println!("\nAll of it in {:.1} s.", start.elapsed().as_secs_f64());
    if once {
        return Ok(());
    }
    println!("The app is at http://127.0.0.1:{}. Ctrl-C stops it and the servers.", app.port());
    app.wait()
}

fn heading(text: &str) {
    println!("\n── {text}");
}
