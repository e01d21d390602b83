//! The first page of help: commands in groups, then examples.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use clap::builder::Styles;

/// Every command that is shown belongs to one group.
const GROUPS: &[(&str, &[&str])] = &[
    ("To begin", &["init", "doctor"]),
    ("Which database", &["status", "check", "url", "run"]),
    ("A database of one's own", &["branch", "seed", "local"]),
    ("Migrations", &["migrate"]),
    ("The command itself", &["help", "completions", "man"]),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("skate-env status", "which database is this, and why?"),
    ("skate-env check", "does every environment have its own?"),
    ("psql \"$(skate-env url --purpose read)\"", "look, in a read-only session"),
    ("skate-env run -- npx prisma migrate dev", "a command with this database, and no other"),
    ("skate-env branch create feature/orders", "a database of one's own, ready to use"),
    ("skate-env migrate lint", "what would this branch's migrations do to the data?"),
    ("skate-env local start", "Neon on this machine: no account, no network"),
    ("skate-env help exit-codes", "for scripts and CI"),
];

const HEADER: Style = Style::new().bold();
const LITERAL: Style = AnsiColor::Cyan.on_default();

pub(crate) const STYLES: Styles = Styles::plain()
    .header(HEADER)
    .usage(HEADER)
    .literal(LITERAL)
    .placeholder(Style::new())
    .error(AnsiColor::Red.on_default().bold())
    .valid(AnsiColor::Green.on_default())
    .invalid(AnsiColor::Yellow.on_default());

/// The command with its first page.
pub(crate) fn grouped(command: clap::Command) -> clap::Command {
    let mut page = "{about}\n\n{usage-heading} {usage}\n".to_owned();
    for (title, names) in GROUPS {
        let about = |name: &'static str| {
            let found = command.find_subcommand(name).and_then(clap::Command::get_about);
            (name, found.map(ToString::to_string).unwrap_or_default())
        };
        section(&mut page, title, names.iter().map(|name| about(name)));
    }
    let _ = write!(page, "\n{HEADER}Options:{HEADER:#}\n{{options}}\n");
    section(&mut page, "Examples", EXAMPLES.iter().map(|(line, why)| (*line, (*why).to_owned())));
    command.help_template(page)
}

fn section(page: &mut String, title: &str, rows: impl Iterator<Item = (&'static str, String)>) {
    let rows: Vec<_> = rows.collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = write!(page, "\n{HEADER}{title}:{HEADER:#}\n");
    for (name, about) in rows {
        let _ = writeln!(page, "  {LITERAL}{name:width$}{LITERAL:#}  {about}");
    }
}

#[cfg(test)]
mod tests {
    use super::GROUPS;

    #[test]
    fn every_command_is_in_one_group() {
        let command = crate::arguments::command();
        let mut known: Vec<_> =
            command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        let mut grouped: Vec<_> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        known.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(grouped, known);
    }

    #[test]
    fn no_two_options_are_at_odds() {
        crate::arguments::command().debug_assert();
    }
}
