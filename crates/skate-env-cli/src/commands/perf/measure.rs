//! Runs the command on the copy, between two readings of the server's statistics.

use std::time::{Duration, Instant};

use skate_env_command_line::{Connection, analyze, check_words};
use skate_env_core::{Environment, ResolvedDatabase, Variables, names};

use super::{
    RunArguments,
    copy::PerformanceCopy,
    statements::{Statement, difference},
    statistics::Statistics,
    warm_up::{WarmUp, warm_up},
};
use crate::{
    child_process::{self, ChildOutput},
    commands::run::start,
    env_file::EnvFileEntry,
    failure::Failure,
    project_folder::ProjectFolder,
    temporary_copy::COPY_DELETED,
    verification,
};

/// What was measured.
pub(super) struct Measured {
    pub(super) warm_up: Option<WarmUp>,
    /// How the command ended, if not well.
    pub(super) ended: Option<String>,
    pub(super) elapsed: Duration,
    /// What was counted meanwhile, the most expensive first.
    pub(super) statements: Vec<Statement>,
    /// How many times the server forgot the rarest statements, to make room.
    pub(super) forgotten: i64,
}

pub(super) async fn measure(
    arguments: &RunArguments,
    copy: &PerformanceCopy<'_>,
) -> Result<Measured, Failure> {
    let session = copy.session;
    let (variables, resolved) = judge(arguments, copy)?;
    verification::verify(&resolved, &session.context).await?;
    let progress = session.progress;
    let opening = Box::pin(Statistics::open(copy));
    let statistics = progress.step("Connecting to the copy", COPY_DELETED, opening).await?;
    let warm_up = if arguments.no_warm_up {
        None
    } else {
        let reading = Box::pin(warm_up(copy));
        Some(progress.step("Reading the tables", COPY_DELETED, reading).await?)
    };
    let (program, rest) = arguments.command.split_first().expect("clap requires a word");
    let mut command = start(program, session.context.process());
    command.args(rest);
    child_process::give_database(&mut command, &session.context, &variables, &resolved)?;
    // The gateway around this process, if there is one, is another database's.
    command.env(names::SKATE_ENV_GATEWAY, "");
    let before = statistics.read().await?;
    let begin = Instant::now();
    let running = child_process::run(command.into(), ChildOutput::Inherited);
    let running = Box::pin(running);
    let ended = progress.step_with_output("Running the command", COPY_DELETED, running).await;
    let elapsed = begin.elapsed();
    let after = statistics.read().await?;
    Ok(Measured {
        warm_up,
        ended: ended.err(),
        elapsed,
        forgotten: after.forgotten - before.forgotten,
        statements: difference(&before, &after),
    })
}

/// The variables that lead to the copy, and the database that the guard makes of them for this
/// command.
fn judge(
    arguments: &RunArguments,
    copy: &PerformanceCopy<'_>,
) -> Result<(Variables, ResolvedDatabase), Failure> {
    let (session, ensured) = (copy.session, copy.ensured());
    let context = &session.context;
    let name = &ensured.branch.name;
    let entry = EnvFileEntry::new(session, name, Environment::Testing, &ensured.connection)?;
    let variables = entry.variables_without_writing(session);
    let words: Vec<String> =
        arguments.command.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let files = ProjectFolder::new(&context.directory);
    let analysis = analyze(&words, &variables, &context.config, &files);
    let resolved = context.judge(&variables, None, &analysis)?;
    check_words(&words, &variables, &context.config, &resolved, Connection::Direct)?;
    Ok((variables, resolved))
}
