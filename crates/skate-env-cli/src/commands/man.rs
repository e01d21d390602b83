//! `skate-env man`: prints manual pages.

use clap_mangen::Man;

use super::help;
use crate::{exit::Exit, failure::Failure, output::Output};

/// Print the manual page of skate-env or of one of its commands
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env man | man -l -
  skate-env man check > skate-env-check.1")]
pub(crate) struct Arguments {
    /// A command such as `branch create`
    #[arg(conflicts_with = "list")]
    command: Vec<String>,

    /// List the commands that have a page, one per line
    #[arg(long)]
    list: bool,
}

pub(crate) fn run(
    arguments: &Arguments,
    mut root: clap::Command,
    output: &Output,
) -> Result<Exit, Failure> {
    root.build();
    if arguments.list {
        output.page(&pages("", &root))?;
        return Ok(Exit::Done);
    }
    let command = help::find(&mut root, &arguments.command)?;
    let name = command.get_bin_name().unwrap_or_default().replace(' ', "-");
    // The title of a page is the name of its command, not of the program.
    let command = command.clone().display_name(name.clone());
    let mut page = Vec::new();
    let written = Man::new(command).title(name).render(&mut page);
    written.map_err(|error| Failure::output(&error))?;
    output.page(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Done)
}

fn pages(before: &str, command: &clap::Command) -> String {
    let page = |command: &clap::Command| {
        let words = format!("{before}{}", command.get_name());
        format!("{words}\n{}", pages(&format!("{words} "), command))
    };
    command.get_subcommands().filter(|it| !it.is_hide_set()).map(page).collect()
}
