//! The safe corrections, written.

use std::{fs, io, path::Path};

use skate_env_core::{Code, Problem};
use skate_env_migrate::{
    Migration,
    lint::{self, Settings},
};

use crate::failure::Failure;

/// Corrects those of the migrations that nobody else has; their names.
pub(super) fn apply(
    migrations: &mut [Migration],
    own: &[String],
    settings: Settings,
    dry_run: bool,
) -> Result<Vec<String>, Failure> {
    let mut fixed = Vec::new();
    let own: Vec<_> = migrations.iter_mut().filter(|it| own.contains(&it.name)).collect();
    let scripts: Vec<_> = own.iter().map(|it| it.script.clone()).collect();
    let scripts: Vec<_> = scripts.iter().map(String::as_str).collect();
    for (migration, findings) in own.into_iter().zip(lint::lint(&scripts, settings)) {
        let Some(text) = lint::fixed(&migration.script, &findings) else { continue };
        fixed.push(migration.name.clone());
        if !dry_run {
            write(&migration.path, &migration.script, &text).map_err(|error| {
                let path = migration.path.display();
                let message = format!("{path} cannot be written: {error}.");
                Failure::from(Problem::new(Code::FileNotWritten, message, "Nothing of it changed."))
            })?;
            migration.script = text;
        }
    }
    Ok(fixed)
}

/// Puts the new text in the old one's place, in one step.
fn write(path: &Path, old: &str, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let draft = folder.join(format!(".migration.sql.{}", std::process::id()));
    let written = fs::write(&draft, text)
        .and_then(|()| fs::set_permissions(&draft, fs::metadata(path)?.permissions()))
        .and_then(|()| {
            if fs::read_to_string(path)? == old {
                fs::rename(&draft, path)
            } else {
                Err(io::Error::other("somebody changed it meanwhile"))
            }
        });
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}
