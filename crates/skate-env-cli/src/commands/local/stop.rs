//! `skate-env local stop`.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_local::ControlPlaneProcess;

use crate::{
    context::Context,
    control_plane::local_folder,
    exit::Exit,
    failure::Failure,
    output::{Answer, Output, print_stderr},
    project_lock::ProjectLock,
};

/// Stop Neon on this machine and its servers; data is kept
#[derive(clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments, context: &Context, output: &Output) -> Result<Exit, Failure> {
    let _lock = ProjectLock::take(context, output)?;
    let running = ControlPlaneProcess::find(&local_folder::of(context))?;
    let stopped = running.is_some();
    if let Some(running) = running {
        if output.shows_messages() {
            print_stderr("Stopping Neon on this machine\n");
        }
        running.stop()?;
    }
    output.answer(&Report { stopped })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report {
    stopped: bool,
}

impl Answer for Report {
    fn text(&self, page: &mut String) -> fmt::Result {
        writeln!(page, "{}", if self.stopped { "Stopped." } else { "It was not running." })
    }
}
