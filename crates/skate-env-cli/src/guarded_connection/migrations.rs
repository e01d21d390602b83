//! The committed migrations, for a gateway that lets through only these.

use std::path::Path;

use skate_env_core::{Error, Purpose};
use skate_env_gateway::{DeepStack, committed, judge::Committed};

/// Folders of a deployment that hold migrations.
const OF_BUNDLE: [&str; 4] = ["prisma/migrations", "drizzle", "migrations", "db/migrations"];

/// The statements of committed migrations; none where the purpose has no use for them.
///
/// # Errors
/// `unreadable_file` where there is neither a commit nor a deployed folder.
pub(super) fn committed(
    folder: &Path,
    purpose: Purpose,
    is_deployed: bool,
) -> Result<Committed, Error> {
    if purpose != Purpose::Migrate {
        return Ok(Committed::default());
    }
    let texts = match committed::files_at_head(folder, &[]) {
        Err(_) if is_deployed && !is_in_repository(folder) => of_bundle(folder)?,
        read => read?,
    };
    let read = || {
        let stack = DeepStack::start().ok()?;
        stack.run(move || Committed::of_files(texts.iter().map(String::as_str)))
    };
    Ok(read().unwrap_or_default())
}

fn of_bundle(folder: &Path) -> Result<Vec<committed::Text>, Error> {
    let mut texts = Vec::new();
    for name in OF_BUNDLE {
        let migrations = folder.join(name);
        if migrations.is_dir() {
            texts.extend(committed::files_of_bundle(&migrations)?);
        }
    }
    Ok(texts)
}

fn is_in_repository(folder: &Path) -> bool {
    folder.ancestors().any(|folder| folder.join(".git").exists())
}
