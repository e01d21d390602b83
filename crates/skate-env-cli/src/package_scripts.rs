//! The scripts of `package.json`, for the analysis of a command line.

use std::{collections::HashMap, fs, path::Path};

use serde::Deserialize;

/// The scripts of the package that the directory belongs to. None if the file cannot be read, which
/// npm would refuse, too.
pub(crate) fn read(directory: &Path) -> HashMap<String, String> {
    let file = directory.ancestors().map(|it| it.join("package.json")).find(|it| it.is_file());
    let text = file.and_then(|file| fs::read(file).ok()).unwrap_or_default();
    serde_json::from_slice::<Package>(&text).unwrap_or_default().scripts
}

#[derive(Default, Deserialize)]
struct Package {
    #[serde(default)]
    scripts: HashMap<String, String>,
}
