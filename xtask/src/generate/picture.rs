//! The picture of a terminal in the README: the demo's own output, drawn in light and dark.

use std::fs;
use std::path::Path;
use std::process::Command;

use anstyle::RgbColor;
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

/// In characters: wider pictures are too small to read on a page.
const WIDTH: usize = 105;
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// The colours of a picture.
struct Theme {
    path: &'static str,
    text: RgbColor,
    background: RgbColor,
    refusal: RgbColor,
}

const THEMES: [Theme; 2] = [
    Theme {
        path: LIGHT,
        text: RgbColor(0x1f, 0x23, 0x28),
        background: RgbColor(0xf6, 0xf8, 0xfa),
        refusal: RgbColor(0xcf, 0x22, 0x2e),
    },
    Theme {
        path: DARK,
        text: RgbColor(0xe6, 0xed, 0xf3),
        background: RgbColor(0x0d, 0x11, 0x17),
        refusal: RgbColor(0xff, 0x7b, 0x72),
    },
];

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
    for theme in THEMES {
        let path = root.join(theme.path);
        fs::create_dir_all(path.parent().context("a picture has a folder")?)?;
        let terminal = Term::new().fg_color(theme.text.into()).bg_color(theme.background.into());
        fs::write(path, terminal.render_svg(&colour(&record, theme.refusal)))?;
    }
    Ok(())
}

fn excerpt(output: &str) -> String {
    let mut wanted = false;
    let mut lines = vec!["$ cargo xtask demo".to_owned()];
    for line in output.lines() {
        if line.starts_with("── ") {
            wanted = PARTS.iter().any(|part| line.starts_with(part));
        }
        if wanted {
            lines.extend(wrap(line.trim_end()));
        }
    }
    let is_empty = lines.len() == 1;
    if is_empty { String::new() } else { lines.join("\n").trim_end().to_owned() + "\n" }
}

/// A line as several, each indented as the first.
fn wrap(line: &str) -> Vec<String> {
    let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in line.split_inclusive(' ') {
        length += word.chars().count();
        if length > WIDTH && !lines.last().is_none_or(|line| line.trim().is_empty()) {
            lines.push(format!("{indent}  "));
            length = indent.len() + 2 + word.chars().count();
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(word);
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Headings are bold and refusals red, as on a terminal.
fn colour(record: &str, RgbColor(red, green, blue): RgbColor) -> String {
    let refusal = format!("{}[38;2;{red};{green};{blue}mrefused:{RESET}", char::from(0x1b));
    let line = |line: &str| {
        if line.starts_with("── ") || line.starts_with("$ ") {
            format!("{BOLD}{line}{RESET}\n")
        } else {
            format!("{}\n", line.replace("refused:", &refusal))
        }
    };
    record.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrap};

    #[test]
    fn long_lines_are_wrapped_and_keep_their_indent() {
        let lines = wrap(&format!("    refused: {}", "word ".repeat(40)));
        assert!(lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[0].starts_with("    refused:") && lines[1].starts_with("      word"));
        assert_eq!(wrap("a  b"), ["a  b"]);
    }
}
