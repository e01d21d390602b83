//! Whether work would only give the same again.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

const NOT_INPUT: &[&str] = &["node_modules", "target", ".next", "dist"];

/// A number for the contents of files and folders, in which only what is not named above counts.
pub(crate) fn of<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add(path, &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// A number for a text.
pub(crate) fn of_text(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Whether the stamp file holds this fingerprint.
pub(crate) fn is_current(stamp: &Path, fingerprint: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|found| found == fingerprint)
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let name = path.file_name().unwrap_or_default();
    if NOT_INPUT.iter().any(|output| name == *output)
        || path.extension().is_some_and(|extension| extension == "node")
    {
        return Ok(());
    }
    name.hash(hasher);
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        return entries.iter().try_for_each(|entry| add(&entry.path(), hasher));
    }
    let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    bytes.hash(hasher);
    Ok(())
}
