//! The command's completions and manual pages, as the command itself prints them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::packages::{Profile, compile};
use crate::run::read;

/// Where they are committed.
pub(super) const FOLDER: &str = "crates/skate-env-cli/generated";

/// A file for each shell, called as the shell looks for it.
const COMPLETIONS: &[(&str, &str)] = &[
    ("bash", "skate-env.bash"),
    ("elvish", "skate-env.elv"),
    ("fish", "skate-env.fish"),
    ("powershell", "_skate-env.ps1"),
    ("zsh", "_skate-env"),
];

pub(super) fn write(folder: &Path) -> Result<()> {
    let program = compile(Profile::Dev, None)?.command;
    let printed = |words: &[&str]| read(Command::new(&program).args(words));
    fs::create_dir_all(folder)?;
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
