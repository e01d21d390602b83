//! The commands, one file each: `Arguments`, whose doc comment is the help, and `run`. A new command
//! needs a file here, a variant of `Command`, and its name in a group of `help_page.rs`.

pub(crate) mod branch;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod cost;
pub(crate) mod doctor;
pub(crate) mod gateway;
pub(crate) mod help;
pub(crate) mod init;
pub(crate) mod local;
pub(crate) mod man;
pub(crate) mod migrate;
pub(crate) mod perf;
pub(crate) mod preview;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod seed;
pub(crate) mod status;
pub(crate) mod test;
pub(crate) mod url;

use std::cell::RefCell;

use skate_env_report::EventKind;

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    options::{GlobalOptions, OutputFormat},
    output::Output,
    recording::Recording,
};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Init(init::Arguments),
    Status(status::Arguments),
    Check(check::Arguments),
    Url(url::Arguments),
    Run(run::Arguments),
    Seed(seed::Arguments),
    Branch(branch::Arguments),
    Migrate(migrate::Arguments),
    Perf(perf::Arguments),
    Preview(preview::Arguments),
    Cost(cost::Arguments),
    Report(report::Arguments),
    Local(local::Arguments),
    Test(test::Arguments),
    Doctor(doctor::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Help(help::Arguments),
    #[command(hide = true)]
    Gateway(gateway::Arguments),
}

/// Runs a command. Only commands that need the process or the project gather a context.
/// `describe` returns the description of the command line, for help, completions and man pages.
pub(crate) fn run(
    command: Command,
    global: &GlobalOptions,
    describe: fn() -> clap::Command,
    output: &Output,
) -> Result<Exit, Failure> {
    if output.format == OutputFormat::Csv && !matches!(command, Command::Cost(_)) {
        return Err(Failure::usage(
            "Cannot print this as CSV: only `skate-env cost` can.",
            "Use `--output json`, or leave it out.",
        ));
    }
    let recording = RefCell::new(None);
    let context = || {
        let context = Context::gather(global)?;
        recording.replace(Some(Recording::of(&context)));
        Ok(context)
    };
    let event = command.event();
    let result = dispatch(command, context, describe, output);
    if let Some(recording) = recording.take() {
        recording.finish(event, &result);
    }
    result
}

fn dispatch(
    command: Command,
    context: impl Fn() -> Result<Context, Failure>,
    describe: fn() -> clap::Command,
    output: &Output,
) -> Result<Exit, Failure> {
    match command {
        Command::Init(arguments) => init::run(&arguments, &context()?, output),
        Command::Status(arguments) => status::run(&arguments, &context()?, output),
        Command::Check(arguments) => check::run(&arguments, &context()?, output),
        Command::Url(arguments) => url::run(&arguments, &context()?, output),
        Command::Run(arguments) => run::run(&arguments, &context()?, output),
        Command::Seed(arguments) => seed::run(&arguments, &context()?, output),
        Command::Branch(arguments) => branch::run(&arguments, context()?, output),
        Command::Migrate(arguments) => migrate::run(&arguments, context()?, output),
        Command::Perf(arguments) => perf::run(&arguments, context()?, output),
        Command::Preview(arguments) => preview::run(&arguments, context()?, output),
        Command::Cost(arguments) => cost::run(&arguments, context()?, output),
        Command::Report(arguments) => report::run(&arguments, context()?, output),
        Command::Local(arguments) => local::run(&arguments, context, output),
        Command::Test(arguments) => test::run(&arguments, &context()?, output),
        Command::Doctor(arguments) => doctor::run(&arguments, &context()?, output),
        Command::Completions(arguments) => completions::run(&arguments, describe(), output),
        Command::Man(arguments) => man::run(&arguments, describe(), output),
        Command::Help(arguments) => help::run(&arguments, describe(), output),
        Command::Gateway(arguments) => gateway::run(&arguments, output),
    }
}

impl Command {
    /// The event that the command is, in the record; `None` for one that only shows something, and for
    /// `init`, which writes the files that it shows and no other.
    fn event(&self) -> Option<EventKind> {
        match self {
            Self::Branch(it) => it.event(),
            Self::Migrate(it) => it.event(),
            Self::Preview(it) => it.event(),
            Self::Local(it) => it.event(),
            Self::Seed(_) => Some(EventKind::Seed),
            _ => None,
        }
    }
}
