//! Writes the generated files that are committed, and checks that they are as generated.

mod command_documents;
pub(crate) mod picture;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::run::{cargo, npm, run};
use crate::{tools, workspace};

/// Every generated file or folder, relative to the root.
const GENERATED: &[&str] = &[
    command_documents::FOLDER,
    "crates/skate-env-node/js/binding.cjs",
    "crates/skate-env-node/js/binding.d.ts",
    "crates/skate-env-node/js/codes.d.ts",
    "docs/codes.md",
    picture::LIGHT,
    picture::DARK,
    "docs/variables.md",
];

/// `cargo xtask generate`
pub(crate) fn main(_: &[String]) -> Result<()> {
    let generated = generate()?;
    for path in GENERATED.iter().map(|path| workspace::root().join(path)) {
        // A folder is replaced as a whole, so that no manual page outlives its command.
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        }
    }
    for path in files(generated.path())? {
        let place = workspace::root().join(&path);
        fs::create_dir_all(place.parent().unwrap_or(&place))?;
        fs::copy(generated.path().join(&path), place)?;
    }
    Ok(())
}

/// Generates into a temporary folder and compares; it changes no file of the work tree.
pub(crate) fn check() -> Result<()> {
    let generated = generate()?;
    let mut paths = files(generated.path())?;
    for path in GENERATED {
        paths.extend(files(&workspace::root().join(path))?.iter().map(|file| {
            let root = Path::new(path);
            if file.as_os_str().is_empty() { root.to_owned() } else { root.join(file) }
        }));
    }
    let differs = |path: &PathBuf| {
        let [new, old] =
            [generated.path(), workspace::root()].map(|root| fs::read(root.join(path)));
        new.ok() != old.ok()
    };
    let changed: Vec<_> =
        paths.iter().filter(|path| differs(path)).map(|path| path.display().to_string()).collect();
    if !changed.is_empty() {
        bail!(
            "these files are out of date; `cargo xtask generate` writes them:\n{}",
            changed.join("\n")
        );
    }
    println!("{} files are as generated", paths.len());
    Ok(())
}

/// A folder with all generated files, at their paths.
fn generate() -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let arguments = ["test", "--workspace", "--all-features", "--test", "documents"];
    run(cargo(arguments).env("SKATE_ENV_GENERATE", folder.path()))?;
    command_documents::write(&folder.path().join(command_documents::FOLDER))?;
    picture::write(folder.path())?;
    // The loader and the types, which napi writes while it builds the binding.
    let output = folder.path().join("crates/skate-env-node/js");
    let node = workspace::node();
    tools::npm_ci(&node, "")?;
    run(npm(&node, ["run", "loader", "--", "--output-dir"]).arg(&output))?;
    for file in fs::read_dir(output)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "node") {
            fs::remove_file(path)?;
        }
    }
    Ok(folder)
}

/// The files of a folder and the folders in it, relative to it; of a file, the empty path.
fn files(root: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut open = vec![root.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                open.push(entry?.path());
            }
        } else if path.exists() {
            found.insert(path.strip_prefix(root)?.to_owned());
        }
    }
    Ok(found)
}
