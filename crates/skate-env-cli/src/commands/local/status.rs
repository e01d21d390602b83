//! `skate-env local status`.

use std::fmt;

use serde::Serialize;
use skate_env_local::ControlPlaneProcess;

use crate::{
    context::Context,
    control_plane::local_folder,
    exit::Exit,
    failure::Failure,
    output::{Answer, BAD, Fields, GOOD, Output, Styled},
};

/// Show whether Neon runs on this machine, and its address
#[derive(clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments, context: &Context, output: &Output) -> Result<Exit, Failure> {
    let home = local_folder::of(context);
    let running = ControlPlaneProcess::find(&home)?;
    output.answer(&Report {
        running: running.is_some(),
        api_host: running.as_ref().map(|it| it.api_host().to_owned()),
        project_id: running.as_ref().map(|it| it.project_id().to_owned()),
        process: running.as_ref().map(ControlPlaneProcess::process),
        home: context.relative(&home).display().to_string(),
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report {
    running: bool,
    api_host: Option<String>,
    project_id: Option<String>,
    process: Option<u32>,
    home: String,
}

impl Answer for Report {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        let (style, word) = if self.running { (GOOD, "running") } else { (BAD, "stopped") };
        fields.add("neon", format!("{} on this machine", Styled(style, word)));
        for (name, value) in [("api_host", &self.api_host), ("project", &self.project_id)] {
            if let Some(value) = value {
                fields.add(name, value);
            }
        }
        fields.add("home", &self.home);
        fields.write(page)
    }
}
