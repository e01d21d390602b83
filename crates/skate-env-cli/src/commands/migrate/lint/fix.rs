//! Writes safe fixes into migrations.

use std::{fs, io, path::Path};

use skate_env_core::{Code, Problem};
use skate_env_migrate::{
    Migration,
    lint::{self, Settings},
};

use crate::failure::Failure;

/// Fixes the migrations that the branch adds. Returns the names of those that changed.
pub(super) fn apply(
    migrations: &mut [Migration],
    added: &[String],
    settings: Settings,
    dry_run: bool,
) -> Result<Vec<String>, Failure> {
    let mut fixed = Vec::new();
    let own: Vec<_> = migrations.iter_mut().filter(|it| added.contains(&it.name)).collect();
    let scripts: Vec<_> = own.iter().map(|it| it.script.clone()).collect();
    let scripts: Vec<_> = scripts.iter().map(String::as_str).collect();
    for (migration, findings) in own.into_iter().zip(lint::lint(&scripts, settings)) {
        let Some(text) = lint::fixed(&migration.script, &findings) else { continue };
        fixed.push(migration.name.clone());
        if !dry_run {
            write(&migration.path, &migration.script, &text).map_err(|error| {
                let path = migration.path.display();
                let message = format!("{path} cannot be written: {error}.");
                Failure::from(Problem::new(Code::FileNotWritten, message, "The file is unchanged."))
            })?;
            migration.script = text;
        }
    }
    Ok(fixed)
}

/// Replaces the file's text in one atomic step.
fn write(path: &Path, old: &str, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let temporary = folder.join(format!(".migration.sql.{}", std::process::id()));
    let written = fs::write(&temporary, text)
        .and_then(|()| fs::set_permissions(&temporary, fs::metadata(path)?.permissions()))
        .and_then(|()| {
            if fs::read_to_string(path)? == old {
                fs::rename(&temporary, path)
            } else {
                Err(io::Error::other("it was changed meanwhile"))
            }
        });
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}
