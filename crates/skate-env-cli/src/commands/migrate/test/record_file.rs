//! Writes the record of a test, which `migrate deploy` reads.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use skate_env_core::{Code, Problem};
use skate_env_migrate::test_record::{Compute, Source, TestRecord};

use super::{
    super::record_path::{RECORD_FOLDER, record_path},
    report::Report,
};
use crate::{
    context::Context, control_plane::ControlPlane, failure::Failure, neon_session::NeonSession,
};

/// Writes the record, and returns its path.
pub(super) fn write(
    report: &Report<'_>,
    session: &NeonSession<'_>,
    named: Option<&Path>,
) -> Result<PathBuf, Failure> {
    let context = &session.context;
    if named.is_none() {
        create_folder(context)?;
    }
    let path = record_path(context, named);
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

/// Creates the default folder, with a .gitignore that keeps all of it out of git.
fn create_folder(context: &Context) -> Result<(), Failure> {
    let path = context.project().join(RECORD_FOLDER);
    let created = fs::create_dir_all(&path).and_then(|()| {
        let mut options = fs::OpenOptions::new();
        match options.write(true).create_new(true).open(path.join(".gitignore")) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            file => io::Write::write_all(&mut file?, b"*\n"),
        }
    });
    created.map_err(|error| {
        let message = format!("Cannot write to {}: {error}.", path.display());
        let hint = "Name another file for the record: `--record FILE`.";
        Problem::new(Code::FileNotWritten, message, hint).into()
    })
}
