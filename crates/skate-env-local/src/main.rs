//! `skate-env-local HOME`: runs a control plane in the foreground, for tests and debugging. Users
//! start one with `skate-env local start`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use skate_env_local::{Durability, Options, Search, serve};

const USAGE: &str =
    "skate-env-local HOME [--postgres FOLDER] [--relaxed] [--faults] [--template FOLDER]";

#[tokio::main]
async fn main() -> ExitCode {
    let Some(options) = options(std::env::args_os().skip(1)) else {
        print_error(USAGE);
        return ExitCode::from(2);
    };
    match serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&format!("error[{}]: {error}\nhelp: {}", error.code(), error.hint()));
            ExitCode::FAILURE
        }
    }
}

fn options(mut arguments: impl Iterator<Item = OsString>) -> Option<Options> {
    let home = PathBuf::from(arguments.next()?);
    let mut options = Options::new(home, Search::default());
    while let Some(argument) = arguments.next() {
        match argument.to_str()? {
            "--postgres" => options.search = Search::only(PathBuf::from(arguments.next()?)),
            "--relaxed" => options.durability = Durability::Relaxed,
            "--faults" => options.faults = true,
            "--template" => options.template = Some(PathBuf::from(arguments.next()?)),
            _ => return None,
        }
    }
    Some(options)
}

#[expect(clippy::print_stderr, reason = "for a terminal or a log")]
fn print_error(text: &str) {
    eprintln!("{text}");
}
