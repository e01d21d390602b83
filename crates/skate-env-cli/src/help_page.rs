//! The page of `skate-env --help`: commands in groups, then examples.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use clap::builder::Styles;

/// Every visible command is in one group.
const GROUPS: &[(&str, &[&str])] = &[
    ("Set up", &["init", "doctor"]),
    ("Check and use the database", &["status", "check", "url", "run"]),
    ("Manage databases", &["branch", "preview", "seed", "local", "test", "perf"]),
    ("Migrations", &["migrate"]),
    ("Cost and reports", &["cost", "report"]),
    ("This command", &["help", "completions", "man"]),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("skate-env status", "show which database this is, and why"),
    ("skate-env check", "check that every environment has its own database"),
    ("psql \"$(skate-env url --purpose read)\"", "open a read-only session"),
    ("skate-env run -- npx prisma migrate dev", "run a command with this database and no other"),
    ("skate-env branch create feature/orders", "create a database branch, ready to use"),
    ("skate-env migrate lint", "check this branch's migrations before they meet data"),
    ("skate-env local start", "run Neon on this machine, without account or network"),
    ("skate-env help exit-codes", "list the exit codes, for scripts and CI"),
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

/// Gives the command its first page.
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
        let visible = command.get_subcommands().filter(|command| !command.is_hide_set());
        let mut known: Vec<_> = visible.map(|command| command.get_name().to_owned()).collect();
        let mut grouped: Vec<_> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        known.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(grouped, known);
    }

    #[test]
    fn the_description_of_the_command_line_is_valid() {
        crate::arguments::command().debug_assert();
    }
}
