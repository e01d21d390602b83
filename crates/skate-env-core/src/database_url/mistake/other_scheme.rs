//! Texts that begin with another scheme than PostgreSQL's, or with none.

use super::{Shape, Text, inside::is_placeholder_word};
use crate::nearest::nearest;

const WRITE_POSTGRESQL: &str = "Write `postgresql://` in its place, and leave the rest as it is.";
const SHAPE: &str = "Write `postgresql://user:password@host:5432/database`.";

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        fits: |text| is(text, &["prisma+postgres", "prisma+postgresql"]) && is_here(text),
        what: "is the address of Prisma's local server, not of the database that it runs",
        hint: "Press t where `npx prisma dev` runs, and set the TCP URL that it shows (`postgres://…` or `postgresql://…`).",
    },
    Shape {
        fits: |text| is(text, &["prisma", "prisma+postgres", "prisma+postgresql"]),
        what: "is an address of Prisma Accelerate, behind which the database cannot be seen",
        hint: "Set it to the database's own URL (`postgresql://…`), and keep this one in a variable of its own.",
    },
    Shape {
        fits: |text| is(text, &["jdbc"]),
        what: "is a URL of JDBC",
        hint: "Write `postgresql://user:password@host:5432/database`, without `jdbc:`; user and password \
               stand before the host.",
    },
    Shape {
        fits: |text| is(text, &["http", "https", "ws", "wss"]),
        what: "is a web address",
        hint: "Copy the connection string: consoles show it under Connect, and it starts with `postgresql://`.",
    },
    Shape {
        fits: |text| is(text, &["sqlite", "sqlite3", "libsql"]),
        what: "names a SQLite file in another form",
        hint: "Write it as `file:./dev.db`; for PostgreSQL, set a URL that starts with `postgresql://`.",
    },
    Shape {
        fits: is_other_database,
        what: "is a URL of another kind of database",
        hint: "Set a URL of PostgreSQL (`postgresql://…`), or a SQLite file as `file:./dev.db`.",
    },
    Shape {
        fits: |text| is_postgres(text) && !has_slashes(text),
        what: "lacks the two slashes behind its scheme",
        hint: "Write `postgresql://`, with both slashes, in its place.",
    },
    Shape {
        fits: |text| is_postgres(text) && text.body().is_none() && text.around.is_none(),
        what: "writes its scheme in capitals",
        hint: "Write `postgresql://` in small letters.",
    },
    Shape {
        fits: |text| {
            text.scheme()
                .is_some_and(|scheme| scheme.starts_with("postgres") && scheme.contains('+'))
                && has_slashes(text)
        },
        what: "names a program's driver in its scheme (`postgresql+…://`)",
        hint: WRITE_POSTGRESQL,
    },
    Shape {
        fits: is_misspelt,
        what: "starts with a scheme that PostgreSQL's drivers do not know",
        hint: WRITE_POSTGRESQL,
    },
    Shape {
        fits: |text| is_without_scheme(text) && is_placeholder_word(text.inner),
        what: "is still a placeholder",
        hint: "Replace it by the connection string of a database that exists (`postgresql://…`).",
    },
    Shape {
        fits: |text| is_without_scheme(text) && text.inner.contains('@'),
        what: "lacks its scheme",
        hint: "Write `postgresql://` in front of it.",
    },
    Shape {
        fits: |text| is_without_scheme(text) && text.inner.starts_with(['/', '.']),
        what: "is a path",
        hint: "Write a SQLite file as `file:./dev.db`, and a socket as `postgresql:///database?host=/folder`.",
    },
    Shape {
        fits: |text| is_without_scheme(text) && is_host(text.inner),
        what: "is only a host",
        hint: SHAPE,
    },
];

fn is(text: &Text<'_>, schemes: &[&str]) -> bool {
    text.scheme().is_some_and(|scheme| schemes.contains(&scheme.as_str()))
}

fn has_slashes(text: &Text<'_>) -> bool {
    text.inner.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"))
}

fn is_postgres(text: &Text<'_>) -> bool {
    is(text, &["postgres", "postgresql"])
}

fn is_here(text: &Text<'_>) -> bool {
    let rest = text.inner.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let server = authority.rsplit('@').next().unwrap_or_default();
    let host = server.rsplit_once(':').map_or(server, |(host, _)| host);
    crate::target::Host::parse(host).is_some_and(|host| host.is_loopback())
}

/// Databases that other tools take in the same variable.
fn is_other_database(text: &Text<'_>) -> bool {
    const FAMILIES: [&str; 13] = [
        "mysql",
        "mariadb",
        "mongodb",
        "sqlserver",
        "mssql",
        "redis",
        "oracle",
        "clickhouse",
        "snowflake",
        "bigquery",
        "cassandra",
        "neo4j",
        "d1",
    ];
    text.scheme().is_some_and(|scheme| {
        // `mongodb+srv`, `mysql2` and `rediss` are of the same families.
        let family = scheme.split('+').next().unwrap_or_default();
        FAMILIES.iter().any(|known| {
            family.strip_prefix(known).is_some_and(|rest| matches!(rest, "" | "s" | "2" | "x"))
        })
    })
}

/// Other names of PostgreSQL and its relatives, and typing errors.
fn is_misspelt(text: &Text<'_>) -> bool {
    const RELATIVES: [&str; 8] =
        ["pgsql", "psql", "pg", "postgis", "cockroachdb", "cockroach", "timescaledb", "redshift"];
    has_slashes(text)
        && text.scheme().is_some_and(|scheme| {
            RELATIVES.contains(&scheme.as_str())
                || (scheme != "postgres"
                    && scheme != "postgresql"
                    && nearest(&scheme, ["postgres", "postgresql"]).is_some())
        })
}

fn is_without_scheme(text: &Text<'_>) -> bool {
    !text.inner.is_empty()
        && !text.inner.contains("://")
        && text.around.is_none()
        && !text.inner.starts_with("file:")
        && !is_postgres(text)
}

/// `ep-….neon.tech`, `localhost:5432`, `db.example.com/app`.
fn is_host(text: &str) -> bool {
    let server = text.split('/').next().unwrap_or_default();
    let (host, port) = server.split_once(':').unwrap_or((server, "5432"));
    (host.contains('.') || host == "localhost" || server.contains(':'))
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && crate::target::Host::parse(host).is_some()
}
