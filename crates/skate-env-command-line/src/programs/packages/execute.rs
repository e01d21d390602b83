//! Programs of packages: `npx prisma`, `pnpm exec`, `yarn dlx`.

use super::{
    super::{Step, options},
    Call,
};
use crate::program_name;

const VALUED: [&str; 20] = [
    "-p",
    "--package",
    "-c",
    "--call",
    "-C",
    "--dir",
    "--cwd",
    "--prefix",
    "-w",
    "--workspace",
    "-F",
    "--filter",
    "--loglevel",
    "--cache",
    "--userconfig",
    "--registry",
    "--node-options",
    "--script-shell",
    "--config",
    "--tsconfig-override",
];

/// `npx [options] package[@version] arguments`, or shell text after `-c`.
pub(super) fn steps<'a>(call: &Call<'_, 'a>, words: &[String]) -> Vec<Step<'a>> {
    let split = options::split(words, &VALUED);
    if let Some(text) = split.value(&["-c", "--call"]) {
        return call.text(text);
    }
    let Some((program, arguments)) = split.rest.split_first() else { return Vec::new() };
    // npm takes options behind `--package` apart by `--`.
    let arguments = if program == "--" { &arguments[1..] } else { arguments };
    let mut words = vec![program_name::package(program)];
    words.extend_from_slice(arguments);
    call.command(&words)
}
