//! A Rust tool that gets its database URL from skate-env:
//! `cargo run -p rust-resolve -- migrate`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool")]

use std::{path::Path, process::ExitCode};

use skate_env_core::{Error, Request, ResolvedDatabase, Variables, files, resolve};

fn main() -> ExitCode {
    let purpose = std::env::args().nth(1);
    match resolve_url(Path::new("."), purpose.as_deref()) {
        Ok(resolved) => {
            for warning in &resolved.warnings {
                eprintln!("warning: {warning}");
            }
            println!("{} ({}): {}", resolved.environment, resolved.verdict, resolved.url);
            // Pass `resolved.url.expose_secret()` to a driver, and to nothing else.
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn resolve_url(directory: &Path, purpose: Option<&str>) -> Result<ResolvedDatabase, Error> {
    let config = files::find_config(directory)?.config;
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

/// The only function that reads the process environment.
#[expect(clippy::disallowed_methods, reason = "the core takes variables as an argument")]
fn process() -> Variables {
    std::env::vars().collect()
}
