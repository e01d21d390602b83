//! What a test leaves: the record for `migrate deploy`, and how the command ends.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use skate_env_core::{Code, Problem};
use skate_env_migrate::{
    measure as measured,
    test_record::{Compute, Source, TestOutcome, TestRecord},
};

use super::report::Report;
use crate::{
    control_plane::ControlPlane, exit::Exit, failure::Failure, neon_session::NeonSession,
    output::visible,
};

/// Where the record is looked for, below the project's folder.
const FOLDER: &str = ".skate-env";
const FILE: &str = "migrate-test.json";

/// Writes the record; where it is.
pub(super) fn record(
    report: &Report<'_>,
    session: &NeonSession<'_>,
    path: Option<&Path>,
) -> Result<PathBuf, Failure> {
    let context = &session.context;
    let path = match path {
        Some(path) => context.directory.join(path),
        None => folder(&context.project().join(FOLDER))?.join(FILE),
    };
    let source =
        Source { id: report.source.id.as_str().to_owned(), name: report.source.name.clone() };
    let compute = match session.plane {
        ControlPlane::Local { .. } => Compute::Local,
        _ => Compute::Neon,
    };
    let record = TestRecord::new(session.project.as_str(), source, compute, report.outcome());
    record.of(report.pending).write(&path)?;
    Ok(context.relative(&path).to_owned())
}

/// A folder that git leaves alone.
fn folder(path: &Path) -> Result<&Path, Failure> {
    let ignored = fs::create_dir_all(path).and_then(|()| {
        let mut options = fs::OpenOptions::new();
        match options.write(true).create_new(true).open(path.join(".gitignore")) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            file => io::Write::write_all(&mut file?, b"*\n"),
        }
    });
    ignored.map(|()| path).map_err(|error| {
        let message = format!("{} cannot be written to: {error}.", path.display());
        let hint = "Name another place for the record: `--record FILE`.";
        Problem::new(Code::FileNotWritten, message, hint).into()
    })
}

/// How the command ends.
pub(super) fn verdict(report: &Report<'_>, report_only: bool) -> Result<Exit, Failure> {
    let problem = match report.outcome() {
        TestOutcome::Safe => return Ok(Exit::Done),
        TestOutcome::Unsafe if report_only => return Ok(Exit::Done),
        TestOutcome::Unsafe => Problem::new(
            Code::UnsafeMigration,
            format!("Reads or writes would wait for longer than {} ms.", report.limit.as_millis()),
            "Do it in steps that lock briefly, or when nobody waits: raise --limit then.",
        ),
        TestOutcome::Failed => {
            let Some((name, failure)) = report.failed() else { return Ok(Exit::Failed) };
            let (name, said) = (visible(name), said(failure));
            Problem::new(
                Code::MigrationFailed,
                format!("{name} fails at line {}: {said}.", failure.line),
                format!(
                    "Mend it, and test again. Where it is applied so: {}",
                    visible(&failure.leftovers())
                ),
            )
        }
    };
    Err(problem.into())
}

/// What PostgreSQL said of it.
pub(super) fn said(failure: &measured::MigrationFailure) -> String {
    let message = visible(failure.message.trim_end_matches('.'));
    match &failure.sqlstate {
        Some(state) => format!("{message} (SQLSTATE {state})"),
        None => message,
    }
}
