//! The committed tables of codes and variables are those of the code: `docs/codes.md`,
//! `docs/variables.md` and the union of codes in TypeScript.
//!
//! `cargo xtask generate` sets `SKATE_ENV_GENERATE` to the folder to write them into instead.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

use skate_env_core::{Code, names};

#[test]
fn codes_are_documented() {
    is_committed("docs/codes.md", &codes().expect("a String takes everything"));
}

#[test]
fn variables_are_documented() {
    is_committed("docs/variables.md", &variables().expect("a String takes everything"));
}

#[test]
fn codes_are_declared_in_typescript() {
    let text = declaration().expect("a String takes everything");
    is_committed("crates/skate-env-node/js/codes.d.ts", &text);
}

fn codes() -> Result<String, fmt::Error> {
    let mut text = "# Codes\n\nWorst first: an error's own code is that of its worst problem. \
                    Written by `cargo xtask generate`.\n\n| code | what it means |\n| --- | --- |\n"
        .to_owned();
    for code in Code::ALL {
        writeln!(text, "| `{code}` | {} |", code.summary())?;
    }
    Ok(text)
}

fn variables() -> Result<String, fmt::Error> {
    let mut text = "# Variables\n\nEvery variable with a fixed name that a decision may read. \
                    `skate-env.toml` can choose other names for the URLs. Written by \
                    `cargo xtask generate`.\n\n| variable | why it is read |\n| --- | --- |\n"
        .to_owned();
    for (name, why) in names::DOCUMENTED {
        writeln!(text, "| `{name}` | {} |", why.trim())?;
    }
    Ok(text)
}

fn declaration() -> Result<String, fmt::Error> {
    let mut text = "// Written by `cargo xtask generate`.\n\n\
                    /** What kind of problem was found: stable, safe to match on. Worst first. */\n\
                    export type SkateEnvCode =\n"
        .to_owned();
    for code in Code::ALL {
        writeln!(text, "  /** {} */\n  | '{code}'", code.summary())?;
    }
    Ok(text)
}

fn is_committed(path: &str, text: &str) {
    if let Some(folder) = folder_to_generate() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a file has a folder")).expect("it can be made");
        return fs::write(file, text).expect("the folder can be written");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(committed, text, "{path} is out of date: run `cargo xtask generate`");
}

#[expect(clippy::disallowed_methods, reason = "`cargo xtask generate` says where")]
fn folder_to_generate() -> Option<PathBuf> {
    std::env::var_os("SKATE_ENV_GENERATE").map(PathBuf::from)
}
