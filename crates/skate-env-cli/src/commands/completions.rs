//! `skate-env completions`: prints a shell's completion script.

use clap_complete::Shell;

use crate::{exit::Exit, failure::Failure, output::Output};

/// Print the completion script of a shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env completions bash > ~/.local/share/bash-completion/completions/skate-env
  skate-env completions zsh > \"${fpath[1]}/_skate-env\"
  skate-env completions fish > ~/.config/fish/completions/skate-env.fish")]
pub(crate) struct Arguments {
    /// The shell that the script is for
    shell: Shell,
}

pub(crate) fn run(
    arguments: &Arguments,
    mut root: clap::Command,
    output: &Output,
) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut root, "skate-env", &mut script);
    output.page(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
