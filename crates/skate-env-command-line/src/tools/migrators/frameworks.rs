//! Frameworks and programs that have migrations among other commands, by their own documentation.
//! What is not listed is the application, or has nothing to do with databases.

use crate::{
    Effect::{Arbitrary, Change, Destroy, Inspect, Offline},
    tool::{HelpPosition, Row, Tool},
};

const fn tool(names: &'static [&'static str], commands: &'static [Row]) -> Tool {
    let (help, help_position) = (&["--help", "--version"], HelpPosition::AheadOfDashes);
    Tool { names, commands, valued: &[], switches: &[], help, help_position }
}

/// Go's `flag` reads options in front of the command only.
const fn go_tool(names: &'static [&'static str], commands: &'static [Row]) -> Tool {
    let help = &["-h", "-help", "--help", "-version", "--version"];
    let help_position = HelpPosition::InFront;
    Tool { names, commands, valued: &[], switches: &[], help, help_position }
}

pub(super) const TOOLS: [Tool; 9] = [
    tool(
        &["rails", "rake"],
        &[
            ("db:drop", Destroy),
            ("db:drop:all", Destroy),
            ("db:reset", Destroy),
            ("db:purge", Destroy),
            ("db:setup", Destroy),
            ("db:schema:load", Destroy),
            ("db:structure:load", Destroy),
            ("db:truncate_all", Destroy),
            ("db:rollback", Destroy),
            ("db:migrate:down", Destroy),
            ("db:migrate:redo", Destroy),
            ("db:migrate:reset", Destroy),
            ("db:seed:replant", Destroy),
            ("db:seed", Arbitrary),
            ("runner", Arbitrary),
            ("db:migrate", Change),
            ("db:prepare", Change),
            ("db:create", Change),
            ("db:migrate:status", Inspect),
            ("db:version", Inspect),
        ],
    ),
    // Laravel: `php artisan`.
    tool(
        &["artisan"],
        &[
            ("migrate:fresh", Destroy),
            ("migrate:refresh", Destroy),
            ("migrate:reset", Destroy),
            ("migrate:rollback", Destroy),
            ("db:wipe", Destroy),
            ("db:seed", Arbitrary),
            ("tinker", Arbitrary),
            ("migrate", Change),
            ("migrate:status", Inspect),
        ],
    ),
    // Ecto
    tool(
        &["mix"],
        &[
            ("ecto.drop", Destroy),
            ("ecto.reset", Destroy),
            ("ecto.rollback", Destroy),
            ("ecto.migrate", Change),
            ("ecto.create", Change),
            ("ecto.migrations", Inspect),
        ],
    ),
    go_tool(
        &["goose"],
        &[
            ("down", Destroy),
            ("down-to", Destroy),
            ("up", Change),
            ("up-to", Change),
            ("up-by-one", Change),
            ("redo", Destroy),
            ("reset", Destroy),
            ("status", Inspect),
            ("version", Inspect),
            ("create", Offline),
            ("validate", Offline),
        ],
    ),
    tool(
        &["atlas"],
        &[
            ("schema clean", Destroy),
            ("schema apply", Destroy),
            ("migrate down", Destroy),
            ("migrate apply", Change),
            ("migrate status", Inspect),
            ("schema inspect", Inspect),
            ("schema diff", Inspect),
        ],
    ),
    // ZenStack drives Prisma's engine by the same words.
    tool(
        &["zenstack", "zen"],
        &[
            ("db push", Destroy),
            ("migrate dev", Destroy),
            ("migrate reset", Destroy),
            ("db seed", Arbitrary),
            ("migrate deploy", Change),
            ("migrate status", Inspect),
            ("db pull", Inspect),
            ("generate", Offline),
            ("check", Offline),
            ("format", Offline),
            ("info", Offline),
            ("init", Offline),
        ],
    ),
    tool(
        &["payload"],
        &[
            ("migrate:fresh", Destroy),
            ("migrate:reset", Destroy),
            ("migrate:refresh", Destroy),
            ("migrate:down", Destroy),
            ("migrate", Change),
            ("run", Arbitrary),
            ("migrate:status", Inspect),
            ("migrate:create", Offline),
            ("generate:types", Offline),
            ("generate:importmap", Offline),
            ("generate:db-schema", Offline),
        ],
    ),
    // AdonisJS: `node ace`.
    tool(
        &["ace"],
        &[
            ("migration:fresh", Destroy),
            ("migration:refresh", Destroy),
            ("migration:reset", Destroy),
            ("migration:rollback", Destroy),
            ("db:wipe", Destroy),
            ("db:truncate", Destroy),
            ("db:seed", Arbitrary),
            ("migration:run", Change),
            ("migration:status", Inspect),
        ],
    ),
    // Django: `python manage.py`.
    tool(
        &["manage.py", "django-admin"],
        &[
            ("flush", Destroy),
            ("reset_db", Destroy),
            ("reset_schema", Destroy),
            ("loaddata", Arbitrary),
            ("migrate", Change),
            ("createcachetable", Change),
            ("showmigrations", Inspect),
            ("sqlmigrate", Inspect),
            ("inspectdb", Inspect),
            ("dumpdata", Inspect),
        ],
    ),
];
