//! A Rust tool that asks skate-env before it connects:
//! `cargo run -p rust-resolve -- migrate`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool")]

use std::{path::Path, process::ExitCode};

use skate_env_core::{Config, Error, Request, ResolvedDatabase, Variables, files, resolve};

fn main() -> ExitCode {
    let purpose = std::env::args().nth(1);
    match decide(Path::new("."), purpose.as_deref()) {
        Ok(resolved) => {
            for warning in &resolved.warnings {
                eprintln!("warning: {warning}");
            }
            println!("{} ({}): {}", resolved.environment, resolved.verdict, resolved.url);
            // A driver is handed `resolved.url.expose_secret()`, and nobody else is.
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn decide(directory: &Path, purpose: Option<&str>) -> Result<ResolvedDatabase, Error> {
    let config = files::find_config(directory)?.map_or_else(Config::default, |(_, config)| config);
    let process = process();
    let mode = files::dotenv_mode(&process, None);
    let variables = files::load_dotenv(directory, mode, &process)?.variables;
    let facts = files::facts_of_process(directory, &variables);
    let mut request = Request::new();
    if let Some(purpose) = purpose {
        request = request.purpose(purpose.parse()?);
    }
    resolve(&variables, facts, &config, &request)
}

/// The one place of this program that reads the process.
#[expect(clippy::disallowed_methods, reason = "the caller's side of the line")]
fn process() -> Variables {
    std::env::vars().collect()
}
