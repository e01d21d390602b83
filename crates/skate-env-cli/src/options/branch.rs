//! Options of commands that work on branches.

use std::time::Duration;

/// How long to wait for the control plane.
#[derive(clap::Args)]
pub(crate) struct WaitOption {
    /// Retry for this many seconds while Neon is busy or unreachable
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
}

impl WaitOption {
    pub(crate) fn duration(&self) -> Duration {
        Duration::from_secs(self.wait)
    }
}

/// Options of every command that changes a branch.
#[derive(clap::Args)]
pub(crate) struct ChangeOptions {
    /// Show the plan and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) wait: WaitOption,
}

/// Options for the setup that follows: migrations and seed.
#[derive(clap::Args)]
pub(crate) struct SetupOptions {
    /// Do not apply migrations
    #[arg(long)]
    pub(crate) no_migrate: bool,

    /// Do not seed
    #[arg(long)]
    pub(crate) no_seed: bool,
}
