//! `--open-from`: the open pull requests, where another service than GitHub knows them.

use std::{
    convert::Infallible,
    fs,
    io::{self, Read as _},
    path::PathBuf,
    str::FromStr,
};

use skate_env_core::{Code, Problem};

use crate::failure::Failure;

/// Where the numbers come from.
#[derive(Clone)]
pub(super) enum OpenFrom {
    StandardInput,
    File(PathBuf),
}

impl FromStr for OpenFrom {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(if text == "-" { Self::StandardInput } else { Self::File(text.into()) })
    }
}

impl OpenFrom {
    /// The numbers. A list that is cut or empty would have every branch deleted, so an empty one is
    /// no answer.
    pub(super) fn read(&self) -> Result<Vec<u64>, Failure> {
        let mut text = String::new();
        let read = match self {
            Self::StandardInput => io::stdin().read_to_string(&mut text).map(drop),
            Self::File(path) => fs::read_to_string(path).map(|read| text = read),
        };
        read.map_err(|error| unusable(&format!("cannot be read: {error}")))?;
        parse(&text).map_err(|what| unusable(&what))
    }
}

fn parse(text: &str) -> Result<Vec<u64>, String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.as_slice() {
        ["none"] => Ok(Vec::new()),
        [] => Err("is empty".to_owned()),
        lines if !text.ends_with('\n') => {
            Err(format!("ends in the middle of line {}", lines.len()))
        }
        lines => lines
            .iter()
            .enumerate()
            .map(|(index, line)| match line.trim_start_matches('#').parse() {
                Ok(number) if number > 0 => Ok(number),
                _ => Err(format!("has no number in line {}", index + 1)),
            })
            .collect(),
    }
}

fn unusable(what: &str) -> Failure {
    let hint = "Write the number of each open pull request in a line, or only `none`. Nothing was \
                deleted.";
    let message = format!("The list of open pull requests {what}.");
    Problem::new(Code::UnreadableFile, message, hint).into()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_list_that_may_be_cut_is_no_list() {
        assert_eq!(parse("7\n#8\n\n").unwrap(), [7, 8]);
        assert_eq!(parse("none\n").unwrap(), [0; 0]);
        for wrong in ["", "\n\n", "7\n8", "7\nx\n", "-1\n", "0\n", "none\n7\n", "7.5\n"] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
