//! `skate-env local serve`: the background process that `local start` starts.

use std::path::PathBuf;

use skate_env_local::Options;

use super::postgres_search::PostgresSearch;
use crate::{exit::Exit, failure::Failure, runtime};

/// Serve in the foreground; `skate-env local start` runs this
#[derive(clap::Args)]
pub(super) struct Arguments {
    home: PathBuf,
    #[command(flatten)]
    search: PostgresSearch,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let options = Options::new(&arguments.home, arguments.search.to_search());
    runtime::serve(skate_env_local::serve(options))??;
    Ok(Exit::Done)
}
