//! Asks a server for its identity, in one statement.

use tokio_postgres::{Client, SimpleQueryMessage, SimpleQueryRow};

use super::{Identity, NeonIdentity, Setting, database_error};
use crate::{Code, Error, Problem, config::system_identifier};

/// One statement, every name in it qualified: what a role's `search_path` holds is not asked.
///
/// The system's identifier is read inside a query of its own because PostgreSQL checks the right
/// to a function before the first row, `CASE` or not: a role without the right gets no answer
/// there, and all the others.
const QUESTION: &str = "\
SELECT
    pg_catalog.current_database(),
    (SELECT d.oid FROM pg_catalog.pg_database AS d
        WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()),
    CASE WHEN pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
        THEN pg_catalog.query_to_xml(
            'SELECT system_identifier FROM pg_catalog.pg_control_system()', false, true, '') END,
    pg_catalog.current_setting('cluster_name', true),
    pg_catalog.current_setting('server_version'),
    pg_catalog.int8(pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time())
        OPERATOR(pg_catalog.*) 1000000),
    pg_catalog.pg_is_in_recovery(),
    neon.is_compute,
    pg_catalog.current_setting('neon.project_id', true), neon.project,
    pg_catalog.current_setting('neon.branch_id', true), neon.branch,
    pg_catalog.current_setting('neon.endpoint_id', true), neon.endpoint
FROM (SELECT
        pg_catalog.count(*) FILTER (WHERE s.context OPERATOR(pg_catalog.=) 'postmaster')
            OPERATOR(pg_catalog.>) 0 AS is_compute,
        pg_catalog.max(s.context) FILTER (WHERE s.name OPERATOR(pg_catalog.=) 'neon.project_id')
            AS project,
        pg_catalog.max(s.context) FILTER (WHERE s.name OPERATOR(pg_catalog.=) 'neon.branch_id')
            AS branch,
        pg_catalog.max(s.context) FILTER (WHERE s.name OPERATOR(pg_catalog.=) 'neon.endpoint_id')
            AS endpoint
    FROM pg_catalog.pg_settings AS s
    WHERE pg_catalog.left(s.name, 5) OPERATOR(pg_catalog.=) 'neon.') AS neon";

/// Asks a server for its identity, in one statement, on any session, inside a transaction or not.
///
/// # Errors
/// `database_refused`, `database_unavailable`.
pub async fn identify(client: &Client) -> Result<Identity, Error> {
    // The simple protocol: a pooler between transactions loses prepared statements.
    let answer = client.simple_query(QUESTION).await;
    let messages = answer.map_err(|error| database_error(&error, "asked who it is"))?;
    let row = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    row.and_then(read).ok_or_else(unreadable)
}

fn read(row: &SimpleQueryRow) -> Option<Identity> {
    let text = |column: usize| row.try_get(column).ok().flatten();
    let word = |column: usize| text(column).filter(|word| !word.is_empty()).map(str::to_owned);
    let setting = |column: usize| Setting { value: word(column), context: word(column + 1) };
    Some(Identity {
        database: word(0)?,
        database_oid: text(1).and_then(|oid| oid.parse().ok()),
        system_identifier: text(2).and_then(in_xml),
        cluster_name: word(3),
        server_version: word(4)?,
        server_started: text(5)?.parse().ok()?,
        is_in_recovery: text(6)? == "t",
        neon: NeonIdentity {
            is_compute: text(7)? == "t",
            project: setting(8),
            branch: setting(10),
            endpoint: setting(12),
        },
    })
}

/// `<row …><system_identifier>7…</system_identifier></row>`
fn in_xml(xml: &str) -> Option<u64> {
    let (_, rest) = xml.split_once("<system_identifier>")?;
    let (digits, _) = rest.split_once("</system_identifier>")?;
    system_identifier(digits)
}

fn unreadable() -> Error {
    Error::from_problem(Problem::new(
        Code::DatabaseRefused,
        "The server's answer cannot be read: it is not PostgreSQL.",
        "Check the URL; only PostgreSQL is supported.",
    ))
}
