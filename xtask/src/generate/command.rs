//! The command's completions and manual pages, as the command itself prints them.

use std::fs;

use anyhow::Result;

use crate::run::{cargo, read};
use crate::workspace;

/// A file for each shell, called as the shell looks for it.
const COMPLETIONS: &[(&str, &str)] = &[
    ("bash", "skate-env.bash"),
    ("elvish", "skate-env.elv"),
    ("fish", "skate-env.fish"),
    ("powershell", "_skate-env.ps1"),
    ("zsh", "_skate-env"),
];

/// The folder is made anew, so that no page outlives its command.
pub(super) fn write() -> Result<()> {
    let folder = workspace::root().join("crates/skate-env-cli/generated");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (shell, file) in COMPLETIONS {
        fs::write(folder.join(file), printed(&["completions", shell])?)?;
    }
    fs::write(folder.join("skate-env.1"), printed(&["man"])?)?;
    for page in printed(&["man", "--list"])?.lines() {
        let words: Vec<_> = std::iter::once("man").chain(page.split(' ')).collect();
        let file = format!("skate-env-{}.1", page.replace(' ', "-"));
        fs::write(folder.join(file), printed(&words)?)?;
    }
    Ok(())
}

fn printed(words: &[&str]) -> Result<String> {
    let mut command = cargo(["run", "--quiet", "--package", "skate-env-cli", "--"]);
    read(command.args(words))
}
