//! The tables of the documentation, from the code's own.

use std::fmt::Write as _;
use std::fs;

use anyhow::Result;
use skate_env_core::{Code, names};

use crate::workspace;

pub(super) fn write() -> Result<()> {
    let folder = workspace::root().join("docs");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("codes.md"), codes()?)?;
    fs::write(folder.join("variables.md"), variables()?)?;
    Ok(())
}

fn codes() -> Result<String> {
    let mut text = "# Codes\n\nWorst first: an error's own code is that of its worst problem. \
                    Written by `cargo xtask generate`.\n\n| code | what it means |\n| --- | --- |\n"
        .to_owned();
    for code in Code::ALL {
        writeln!(text, "| `{code}` | {} |", code.summary())?;
    }
    Ok(text)
}

fn variables() -> Result<String> {
    let mut text = "# Variables\n\nEvery variable with a fixed name that a decision may read. \
                    `skate-env.toml` can choose other names for the URLs. Written by \
                    `cargo xtask generate`.\n\n| variable | why it is read |\n| --- | --- |\n"
        .to_owned();
    for (name, why) in names::DOCUMENTED {
        writeln!(text, "| `{name}` | {} |", why.trim())?;
    }
    Ok(text)
}
