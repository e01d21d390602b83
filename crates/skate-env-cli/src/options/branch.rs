//! Options that several of the commands have.

use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use skate_env_core::Class;

/// How long to wait for whom.
#[derive(clap::Args)]
pub(crate) struct WaitOption {
    /// Try this many seconds where Neon is busy or out of reach
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
}

impl WaitOption {
    pub(crate) fn duration(&self) -> Duration {
        Duration::from_secs(self.wait)
    }
}

/// What every deed understands.
#[derive(clap::Args)]
pub(crate) struct ChangeOptions {
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) wait: WaitOption,
}

/// What follows once a branch is there.
#[derive(clap::Args)]
pub(crate) struct SetupOptions {
    /// Apply no migrations
    #[arg(long)]
    pub(crate) no_migrate: bool,

    /// Do not seed
    #[arg(long)]
    pub(crate) no_seed: bool,
}

/// Reads a class of branches that can be made.
pub(crate) fn class() -> impl TypedValueParser<Value = Class> {
    let names = Class::ALL.into_iter().skip(1).map(Class::as_str);
    PossibleValuesParser::new(names).map(|name| {
        let found = Class::ALL.into_iter().find(|class| class.as_str() == name);
        found.unwrap_or(Class::Feature)
    })
}
