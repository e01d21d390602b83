//! `skate-env local serve`: the process behind `local start`.

use std::path::PathBuf;

use skate_env_local::Options;

use super::search::Places;
use crate::{exit::Exit, failure::Failure, runtime};

/// Serve in the foreground; `skate-env local start` calls this
#[derive(clap::Args)]
pub(super) struct Arguments {
    home: PathBuf,
    #[command(flatten)]
    places: Places,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let options = Options::new(&arguments.home, arguments.places.search());
    runtime::serve(skate_env_local::serve(options))??;
    Ok(Exit::Done)
}
