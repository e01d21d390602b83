//! The picture of a terminal in the README: the demo's own output, drawn in light and dark.

use std::fs;
use std::path::Path;
use std::process::Command;

use anstyle::{Color, RgbColor};
use anstyle_svg::Term;
use anyhow::{Context, Result, ensure};

use crate::run::read;
use crate::workspace;

pub(crate) const LIGHT: &str = "docs/pictures/demo-light.svg";
pub(crate) const DARK: &str = "docs/pictures/demo-dark.svg";
/// What the demo printed when it was last recorded.
const RECORD: &str = "docs/pictures/demo.txt";

/// The parts of the demo's output that say what skate-env does, by their headings.
const PARTS: [&str; 2] = ["── What each environment", "── Development, pointed"];

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const RESET: &str = "\u{1b}[0m";

/// `cargo xtask picture`: runs the demo, records what it prints, and draws it.
pub(crate) fn main(_: &[String]) -> Result<()> {
    let mut demo = Command::new(std::env::current_exe()?);
    let output = read(demo.args(["demo", "--once"]).current_dir(workspace::root()))?;
    let record = excerpt(&output);
    ensure!(!record.is_empty(), "the demo printed none of {PARTS:?}");
    let path = workspace::root().join(RECORD);
    fs::create_dir_all(path.parent().context("the record has a folder")?)?;
    fs::write(path, record)?;
    write(workspace::root())
}

/// Draws the recorded output into a folder, at the pictures' paths.
pub(super) fn write(root: &Path) -> Result<()> {
    let record = fs::read_to_string(workspace::root().join(RECORD))?;
    let text = colour(&record);
    let light = Term::new().fg_color(rgb(0x1f, 0x23, 0x28)).bg_color(rgb(0xf6, 0xf8, 0xfa));
    let dark = Term::new().fg_color(rgb(0xe6, 0xed, 0xf3)).bg_color(rgb(0x0d, 0x11, 0x17));
    for (path, terminal) in [(LIGHT, light), (DARK, dark)] {
        let path = root.join(path);
        fs::create_dir_all(path.parent().context("a picture has a folder")?)?;
        fs::write(path, terminal.render_svg(&text))?;
    }
    Ok(())
}

fn excerpt(output: &str) -> String {
    let mut wanted = false;
    let mut lines = vec!["$ cargo xtask demo"];
    for line in output.lines() {
        if line.starts_with("── ") {
            wanted = PARTS.iter().any(|part| line.starts_with(part));
        }
        if wanted {
            lines.push(line.trim_end());
        }
    }
    let is_empty = lines.len() == 1;
    if is_empty { String::new() } else { lines.join("\n").trim_end().to_owned() + "\n" }
}

/// Headings are bold and refusals red, as on a terminal.
fn colour(record: &str) -> String {
    let line = |line: &str| {
        if line.starts_with("── ") || line.starts_with("$ ") {
            format!("{BOLD}{line}{RESET}\n")
        } else {
            format!("{}\n", line.replace("refused:", &format!("{RED}refused:{RESET}")))
        }
    };
    record.lines().map(line).collect()
}

fn rgb(red: u8, green: u8, blue: u8) -> Color {
    RgbColor(red, green, blue).into()
}
