//! The commands, a file each: `Arguments`, whose doc comment is the help, and `run`.

pub(crate) mod branch;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod help;
pub(crate) mod init;
pub(crate) mod local;
pub(crate) mod man;
pub(crate) mod migrate;
pub(crate) mod run;
pub(crate) mod seed;
pub(crate) mod status;
pub(crate) mod url;

use crate::{
    arguments::{Command, Global},
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
};

/// Does what was asked for. What reads the process says so by gathering a context.
pub(crate) fn run(command: Command, global: &Global, output: &Output) -> Result<Exit, Failure> {
    let context = || Context::gather(global);
    match command {
        Command::Init(arguments) => init::run(&arguments, &context()?, output),
        Command::Status(arguments) => status::run(&arguments, &context()?, output),
        Command::Check(arguments) => check::run(&arguments, &context()?, output),
        Command::Url(arguments) => url::run(&arguments, &context()?, output),
        Command::Run(arguments) => run::run(&arguments, &context()?, output),
        Command::Seed(arguments) => seed::run(&arguments, &context()?, output),
        Command::Branch(arguments) => branch::run(&arguments, context()?, output),
        Command::Migrate(arguments) => migrate::run(&arguments, context()?, output),
        Command::Local(arguments) => local::run(&arguments, context, output),
        Command::Doctor(arguments) => doctor::run(&arguments, &context()?, output),
        Command::Completions(arguments) => completions::run(&arguments, output),
        Command::Man(arguments) => man::run(&arguments, output),
        Command::Help(arguments) => help::run(&arguments, output),
    }
}
