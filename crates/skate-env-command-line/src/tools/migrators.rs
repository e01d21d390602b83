//! Migration tools: a table of their commands and effects.

use super::{NAMED_LATE, sql};
use crate::{
    DatabaseAction,
    Effect::{self, Arbitrary, Browse, Change, Destroy, Inspect, Offline},
    finding::Finding,
    shell::UNKNOWN,
    url_argument::{UNNAMED, UrlArgument, is_url},
};

/// A command, and what it does. A command that is not listed changes the database.
type Row = (&'static str, Effect);

/// Why a command that runs anything is not read.
const UNREAD: &str = "it runs code or SQL that stands elsewhere";

/// Source: each tool's documentation of its command line.
const TABLE: [(&[&str], &[Row]); 10] = [
    (
        &["drizzle-kit"],
        &[
            ("push", Destroy),
            ("migrate", Change),
            ("studio", Browse),
            ("pull", Inspect),
            ("introspect", Inspect),
            ("generate", Offline),
            ("check", Offline),
            ("up", Offline),
            ("drop", Offline),
            ("export", Offline),
        ],
    ),
    (
        &["knex"],
        &[
            ("migrate:rollback", Destroy),
            ("migrate:down", Destroy),
            ("seed:run", Arbitrary),
            ("migrate:status", Inspect),
            ("migrate:list", Inspect),
            ("migrate:currentVersion", Inspect),
            ("migrate:make", Offline),
            ("seed:make", Offline),
            ("init", Offline),
        ],
    ),
    (
        &["sequelize", "sequelize-cli"],
        &[
            ("db:drop", Destroy),
            ("db:migrate:undo", Destroy),
            ("db:migrate:undo:all", Destroy),
            ("db:seed", Arbitrary),
            ("db:seed:all", Arbitrary),
            ("db:seed:undo", Arbitrary),
            ("db:seed:undo:all", Arbitrary),
            ("db:migrate:status", Inspect),
            ("migration:generate", Offline),
            ("migration:create", Offline),
            ("model:generate", Offline),
            ("model:create", Offline),
            ("seed:generate", Offline),
            ("seed:create", Offline),
            ("init", Offline),
        ],
    ),
    (
        &["typeorm", "typeorm-ts-node-commonjs", "typeorm-ts-node-esm"],
        &[
            ("schema:drop", Destroy),
            ("schema:sync", Destroy),
            ("migration:revert", Destroy),
            ("query", Arbitrary),
            ("migration:show", Inspect),
            ("schema:log", Inspect),
            ("migration:generate", Inspect),
            ("migration:create", Offline),
            ("entity:create", Offline),
            ("subscriber:create", Offline),
            ("cache:clear", Change),
            ("init", Offline),
        ],
    ),
    (
        &["kysely", "kysely-ctl"],
        &[
            ("migrate:rollback", Destroy),
            ("migrate:down", Destroy),
            ("migrate rollback", Destroy),
            ("migrate down", Destroy),
            ("seed run", Arbitrary),
            ("seed:run", Arbitrary),
            ("migrate list", Inspect),
            ("migrate:list", Inspect),
            ("migrate make", Offline),
            ("migrate:make", Offline),
            ("seed make", Offline),
            ("seed:make", Offline),
            ("init", Offline),
            ("sql", Arbitrary),
        ],
    ),
    (
        &["mikro-orm", "mikro-orm-esm"],
        &[
            ("schema:drop", Destroy),
            ("schema:fresh", Destroy),
            ("schema:update", Destroy),
            ("migration:down", Destroy),
            ("migration:fresh", Destroy),
            ("database:create", Change),
            ("seeder:run", Arbitrary),
            ("migration:list", Inspect),
            ("migration:pending", Inspect),
            ("migration:check", Inspect),
            ("migration:create", Inspect),
            ("debug", Offline),
            ("cache:generate", Offline),
            ("cache:clear", Offline),
            ("seeder:create", Offline),
        ],
    ),
    (&["node-pg-migrate"], &[("down", Destroy), ("redo", Destroy), ("create", Offline)]),
    (
        &["dbmate"],
        &[
            ("drop", Destroy),
            ("down", Destroy),
            ("rollback", Destroy),
            ("load", Arbitrary),
            ("status", Inspect),
            ("dump", Inspect),
            ("wait", Inspect),
            ("new", Offline),
        ],
    ),
    (
        &["supabase"],
        &[
            ("db reset", Destroy),
            ("migration down", Destroy),
            ("db push", Change),
            ("migration up", Change),
            ("migration repair", Change),
            ("db dump", Inspect),
            ("db diff", Inspect),
            ("db lint", Inspect),
            ("db pull", Inspect),
            ("db", Change),
            ("migration list", Inspect),
            ("migration new", Offline),
            ("", Offline),
        ],
    ),
    (
        &["flyway"],
        &[("clean", Destroy), ("undo", Destroy), ("info", Inspect), ("validate", Inspect)],
    ),
];

pub(super) fn is_migrator(name: &str) -> bool {
    TABLE.iter().any(|(names, _)| names.contains(&name))
}

pub(super) fn action(name: &str, arguments: &[String]) -> Option<DatabaseAction> {
    let (_, rows) = TABLE.iter().find(|(names, _)| names.contains(&name))?;
    let words: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
    let (command, mut finding) = command(rows, &words);
    if finding.effect == Arbitrary && command == "query" {
        let text = words.iter().skip_while(|word| **word != "query").nth(1);
        finding = text.map_or(finding, |text| sql::finding(text));
    }
    let asks_for_help =
        |word: &String| matches!(word.as_str(), "--help" | "-h" | "--version" | "-V");
    if finding.effect < Arbitrary && arguments.iter().any(asks_for_help) {
        finding = Finding::read(Offline);
    }
    let name = format!("{name} {command}");
    let mut action = DatabaseAction::new(name.trim_end(), Offline).with_finding(finding);
    urls(arguments, &mut action);
    Some(action)
}

/// The first listed command among the words: an option's value may stand before it.
fn command<'a>(rows: &[Row], words: &[&'a str]) -> (&'a str, Finding)
where
    'static: 'a,
{
    for (index, word) in words.iter().enumerate() {
        if word.contains(UNKNOWN) {
            return ("", Finding::unread(NAMED_LATE));
        }
        let two = words.get(index + 1).map(|next| format!("{word} {next}")).unwrap_or_default();
        let plain = word.strip_suffix(":pg").unwrap_or(word); // drizzle-kit before 0.21
        let listed = |name: &str| rows.iter().find(|(command, _)| *command == name);
        if let Some((command, effect)) = listed(&two).or_else(|| listed(plain)) {
            let is_unread = *effect == Arbitrary;
            return (command, Finding { effect: *effect, unread: is_unread.then_some(UNREAD) });
        }
    }
    let unlisted = rows.iter().find(|(command, _)| command.is_empty()).map_or(Change, |row| row.1);
    ("", Finding::read(if words.is_empty() { Offline } else { unlisted }))
}

/// URLs in the arguments, whatever the option is called.
fn urls(arguments: &[String], action: &mut DatabaseAction) {
    let mut option = UNNAMED;
    for argument in arguments {
        let (name, value) = argument.split_once('=').unwrap_or((option, argument));
        let (name, value) =
            if is_url(argument) { (option, argument.as_str()) } else { (name, value) };
        if is_url(value) {
            action.urls.push(UrlArgument::of_option(name, value));
            action.replaces_variables = true;
        }
        option = if argument.starts_with('-') { argument } else { UNNAMED };
    }
}
