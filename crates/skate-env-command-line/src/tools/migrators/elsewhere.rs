//! Migration tools of other languages, by their own documentation.

use crate::{
    Effect::{Arbitrary, Change, Destroy, Inspect, Offline},
    tool::{HelpPosition, Row, Tool},
};

const HELP: &[&str] = &["--help", "--version", "-h"];

const fn tool(names: &'static [&'static str], commands: &'static [Row]) -> Tool {
    let help_position = HelpPosition::AheadOfDashes;
    Tool { names, commands, valued: &[], switches: &[], help: HELP, help_position }
}

pub(super) const TOOLS: [Tool; 8] = [
    tool(
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
    tool(
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
    tool(
        &["flyway"],
        &[("clean", Destroy), ("undo", Destroy), ("info", Inspect), ("validate", Inspect)],
    ),
    tool(
        &["liquibase"],
        &[
            ("drop-all", Destroy),
            ("dropAll", Destroy),
            ("rollback", Destroy),
            ("rollback-count", Destroy),
            ("rollback-to-date", Destroy),
            ("rollback-one-changeset", Destroy),
            ("rollback-one-update", Destroy),
            ("execute-sql", Arbitrary),
            ("status", Inspect),
            ("validate", Inspect),
            ("history", Inspect),
            ("diff", Inspect),
            ("update-sql", Inspect),
            ("rollback-sql", Inspect),
        ],
    ),
    tool(
        &["sqlx", "cargo-sqlx"],
        &[
            ("database drop", Destroy),
            ("database reset", Destroy),
            ("db drop", Destroy),
            ("db reset", Destroy),
            ("migrate revert", Destroy),
            ("database create", Change),
            ("database setup", Change),
            ("migrate run", Change),
            ("migrate info", Inspect),
            ("migrate add", Offline),
            ("migrate build-script", Offline),
            ("prepare", Inspect),
            ("completions", Offline),
        ],
    ),
    tool(
        &["diesel"],
        &[
            ("database reset", Destroy),
            ("database drop", Destroy),
            ("db reset", Destroy),
            ("db drop", Destroy),
            ("migration revert", Destroy),
            ("migration redo", Destroy),
            ("migration run", Change),
            ("migration list", Inspect),
            ("migration pending", Inspect),
            ("migration generate", Inspect),
            ("print-schema", Inspect),
            ("completions", Offline),
        ],
    ),
    tool(
        &["sea-orm-cli"],
        &[
            ("migrate fresh", Destroy),
            ("migrate refresh", Destroy),
            ("migrate reset", Destroy),
            ("migrate down", Destroy),
            ("migrate status", Inspect),
            ("migrate generate", Offline),
            ("generate", Inspect),
        ],
    ),
    tool(
        &["alembic"],
        &[
            ("downgrade", Destroy),
            ("upgrade", Change),
            ("stamp", Change),
            ("current", Inspect),
            ("check", Inspect),
            ("revision", Inspect),
            ("", Offline),
        ],
    ),
];
