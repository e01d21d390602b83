//! The demo: Neon on this machine with a branch for each environment, the example app on its own
//! one, and five disguises of production refused.

mod app;
mod branch;
mod command;
mod database;
mod decisions;
mod preparation;
mod servers;
mod state;
mod variables;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::{children, example};
use app::App;

/// `cargo xtask demo [--once] [--native-engine]`
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
    heading("Building and installing; the first time this takes some minutes");
    preparation::prepare(native_engine)?;
    let servers = servers::start()?;
    let branches = &servers.branches;
    let variables = variables::all(branches);
    let engine = database::Engine::choose(native_engine)?;
    database::prepare(branches, &variables, &engine)?;
    let mut app = app::start(&variables)?;
    app.show_health(branches)?;
    println!("The page is ready after {:.1} s.", start.elapsed().as_secs_f64());
    decisions::environments(&variables)?;
    decisions::disguises(branches, &variables)?;
    command::show(&variables, &engine)?;
    if once {
        return Ok(());
    }
    show_places(&app, &servers);
    app.wait()
}

/// What can be seen, and where.
fn show_places(app: &App, servers: &servers::Servers) {
    let (page, project) = (format!("http://127.0.0.1:{}", app.port()), servers.project());
    let command = example::folder().join("node_modules/.bin/skate-env");
    let rows = [
        ("the page", format!("{page} (it adds rows to development's own branch)")),
        ("its health", format!("{page}/api/health")),
        ("the app", example::folder().display().to_string()),
        ("its log", app.log().display().to_string()),
        ("the branches", format!("cd {} && {} branch list", project.display(), command.display())),
        ("the databases", project.join(".skate-env").display().to_string()),
    ];
    heading("What you can look at now");
    for (what, place) in rows {
        println!("{what:<14} {place}");
    }
    println!("Press Ctrl-C to stop the app and the servers. The data stays for the next demo.");
}

fn heading(text: &str) {
    println!("\n── {text}");
}
