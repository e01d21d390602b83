//! Prints clap's errors about arguments, and its help and version pages.

use std::{error::Error as _, ffi::OsString};

use clap::error::ErrorKind;

use crate::{
    exit::Exit,
    failure::Failure,
    options::OutputFormat,
    output::{self, Output},
};

/// Prints what clap reports instead of parsed arguments; returns the exit code.
pub(crate) fn print(error: &clap::Error, words: &[OsString]) -> Exit {
    let options = PrintOptions::scan(words);
    if options.no_color {
        anstream::ColorChoice::Never.write_global();
    }
    let page = error.render().ansi().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let output = Output { format: OutputFormat::Text, quiet: false };
            return match output.page(&page) {
                Ok(()) => Exit::Done,
                Err(failure) => output.fail(&failure),
            };
        }
        _ => {}
    }
    let output = Output { format: options.format, quiet: false };
    if let Some(known) = core_error(error) {
        return output.fail(&Failure { exit: Exit::Usage, ..known.clone().into() });
    }
    match options.format {
        OutputFormat::Json => {
            let page = error.render().to_string();
            output.fail(&failure(&output::conceal_values(&page, words)))
        }
        OutputFormat::Text | OutputFormat::Csv => {
            output::print_stderr(&output::conceal_values(&page, words));
            Exit::Usage
        }
    }
}

/// Options that matter for printing, found in arguments that cannot be parsed as a whole.
struct PrintOptions {
    format: OutputFormat,
    no_color: bool,
}

impl PrintOptions {
    fn scan(words: &[OsString]) -> Self {
        let words = words.iter().take_while(|word| *word != "--");
        let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
        let json = words.iter().any(|word| word == "--output=json")
            || words.windows(2).any(|pair| pair[0] == "--output" && pair[1] == "json");
        let format = if json { OutputFormat::Json } else { OutputFormat::Text };
        Self { format, no_color: words.iter().any(|word| word == "--no-color") }
    }
}

/// The core's error about a value that it cannot parse.
fn core_error(error: &clap::Error) -> Option<&skate_env_core::Error> {
    error.source()?.downcast_ref()
}

/// clap's page as one sentence and a hint.
fn failure(page: &str) -> Failure {
    let paragraphs: Vec<_> = page.split("\n\n").map(str::trim).collect();
    let tip = paragraphs.iter().find_map(|paragraph| paragraph.strip_prefix("tip: "));
    let first = paragraphs.first().copied().unwrap_or_default();
    let words: Vec<_> = first.trim_start_matches("error: ").split_whitespace().collect();
    Failure::usage(words.join(" "), tip.unwrap_or("See `skate-env --help`."))
}
