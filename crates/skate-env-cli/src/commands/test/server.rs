//! `skate-env test server`: starts, stops and shows the test server.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_local::TestServer;
use skate_env_testing::{ServerChoice, start_server, status_of_server, stop_server};

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Answer, BAD, Fields, GOOD, Output, Styled},
};

/// Start, stop and show the test server of this machine
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Start the test server; does nothing if it runs already
    Start,
    /// Stop the test server, and delete all of its databases
    Stop,
    /// Show whether the test server runs, its address and its folder
    Status,
}

pub(super) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let choice = choice(context);
    match &arguments.command {
        Command::Start => {
            let (server, started) = start_server(&choice)?;
            let state = if started { State::Started } else { State::Running };
            output.answer(&Report::new(state, Some(&server)))?;
        }
        Command::Stop => output.answer(&Stopped { stopped: stop_server(&choice)? })?,
        Command::Status => {
            let server = status_of_server(&choice)?;
            let state = if server.is_some() { State::Running } else { State::Stopped };
            output.answer(&Report::new(state, server.as_ref()))?;
        }
    }
    Ok(Exit::Done)
}

/// The server that the variables of this process choose.
pub(super) fn choice(context: &Context) -> ServerChoice {
    ServerChoice::new(&context.directory, context.process())
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Started,
    Running,
    Stopped,
}

#[derive(Serialize)]
struct Report {
    state: State,
    address: Option<String>,
    postgresql: Option<u32>,
    folder: Option<String>,
    process: Option<u32>,
}

impl Report {
    fn new(state: State, server: Option<&TestServer>) -> Self {
        Self {
            state,
            address: server.map(|server| format!("127.0.0.1:{}", server.port)),
            postgresql: server.map(|server| server.major),
            folder: server.map(|server| server.folder.display().to_string()),
            process: server.map(|server| server.process),
        }
    }
}

impl Answer for Report {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        let (style, word) = match self.state {
            State::Started => (GOOD, "started"),
            State::Running => (GOOD, "running"),
            State::Stopped => (BAD, "stopped"),
        };
        fields.add("test server", Styled(style, word));
        if let Some(address) = &self.address {
            fields.add("address", address);
        }
        if let Some(major) = self.postgresql {
            fields.add("postgresql", major);
        }
        if let Some(folder) = &self.folder {
            fields.add("folder", folder);
        }
        fields.write(page)
    }
}

#[derive(Serialize)]
struct Stopped {
    stopped: bool,
}

impl Answer for Stopped {
    fn text(&self, page: &mut String) -> fmt::Result {
        writeln!(page, "{}", if self.stopped { "Stopped." } else { "It was not running." })
    }
}
