//! Runs migrations on a copy, statement by statement, and observes locks and table changes.

use std::time::Instant;

use skate_env_core::Error;
use tokio_postgres::{Client, SimpleQueryMessage};

use super::{
    locks::HeldLocks,
    measured::{MeasuredMigration, MeasuredStatement, MigrationFailure},
    relations::{Relations, TableChanges},
    statement::{ExecutionMode, ScriptStatement, statements},
    statement_error::{StatementError, copy_error},
    transaction::TransactionTracker,
    watch_locks::watch_locks,
};
use crate::Migration;

/// Two sessions on a copy: one runs migrations, the other observes it.
pub struct Measurement<'c> {
    client: &'c Client,
    watcher: &'c Client,
    process: i32,
    /// The relations before the migrations. Applications do not use what a migration creates.
    existing: Relations,
    /// Indexes that were invalid before.
    invalid: Vec<String>,
}

/// What was observed of a statement that succeeded.
#[derive(Default)]
struct Observation {
    milliseconds: f64,
    rows: u64,
    earlier: HeldLocks,
    held: HeldLocks,
    changes: TableChanges,
    watched: bool,
}

/// No timeouts: nobody else uses the copy, and slow statements are to be measured.
const NO_TIMEOUTS: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";

const SEARCH_PATH: &str =
    "SELECT pg_catalog.set_config('search_path', pg_catalog.quote_ident($1), false)";

impl<'c> Measurement<'c> {
    /// Reads the relations of the copy. `client` will run the migrations in `schema`, as Prisma
    /// does; `watcher` observes it. Both are sessions on the copy.
    ///
    /// # Errors
    /// `database_refused`, `database_unavailable`.
    pub async fn begin(
        client: &'c Client,
        watcher: &'c Client,
        schema: &str,
    ) -> Result<Self, Error> {
        let begun = async {
            client.batch_execute(NO_TIMEOUTS).await?;
            watcher.batch_execute(NO_TIMEOUTS).await?;
            client.query_one(SEARCH_PATH, &[&schema]).await?;
            let process = client.query_one("SELECT pg_catalog.pg_backend_pid()", &[]).await?.get(0);
            let existing = Relations::read(watcher).await?;
            let invalid = invalid_indexes(watcher).await?;
            Ok(Self { client, watcher, process, existing, invalid })
        };
        begun.await.map_err(|error| copy_error(&error))
    }

    /// Runs a migration, statement by statement, until one fails.
    ///
    /// # Errors
    /// `database_unavailable`: the session ended. A migration that fails is not an error.
    pub async fn apply(&self, migration: &Migration) -> Result<MeasuredMigration, Error> {
        let all = statements(&migration.script);
        let mut transaction = TransactionTracker::default();
        let mut done: Vec<MeasuredStatement> = Vec::new();
        let mut refused = None;
        for statement in &all {
            let observed = self.observe(statement, transaction.is_open()).await;
            let (observed, error) = match observed {
                Ok(observed) => (observed, None),
                Err(error) => (Observation::default(), Some(error.unless_disconnected()?)),
            };
            done.push(self.measured(statement, observed, error.is_some()));
            if error.is_some() {
                refused = error;
                break;
            }
            transaction.done(statement.mode, &mut done);
        }
        let open =
            transaction.begins_at().map(|index| StatementError::never_committed(all[index].line));
        let refused = refused.or(open);
        transaction.ended(&mut done);
        let failure = match refused {
            Some(error) => Some(self.failure(&all, &done, &transaction, error).await?),
            None => None,
        };
        let (name, checksum) = (migration.name.clone(), migration.checksum());
        Ok(MeasuredMigration { name, checksum, statements: done, failure })
    }

    fn measured(
        &self,
        statement: &ScriptStatement,
        observed: Observation,
        failed: bool,
    ) -> MeasuredStatement {
        MeasuredStatement {
            line: statement.line,
            range: statement.range.clone(),
            excerpt: statement.excerpt(),
            failed,
            milliseconds: observed.milliseconds,
            held_milliseconds: observed.milliseconds,
            rows: observed.rows,
            locks_rows: statement.locks_rows(),
            locks: observed.held.on(&self.existing, &observed.earlier),
            watched: observed.watched,
            rewritten: observed.changes.rewritten,
            emptied: observed.changes.emptied,
            scanned: observed.changes.scanned,
        }
    }

    async fn failure(
        &self,
        all: &[ScriptStatement],
        done: &[MeasuredStatement],
        transaction: &TransactionTracker,
        error: StatementError,
    ) -> Result<MigrationFailure, Error> {
        let kept = transaction.committed();
        let lines = |indices: &mut dyn Iterator<Item = usize>| {
            indices.map(|index| all[index].line).collect::<Vec<_>>()
        };
        let invalid = invalid_indexes(self.watcher).await.map_err(|error| copy_error(&error))?;
        Ok(MigrationFailure {
            line: error.line.or(done.last().map(|it| it.line)).unwrap_or(1),
            sqlstate: error.sqlstate,
            message: error.message,
            kept: lines(&mut kept.iter().copied()),
            undone: lines(&mut (0..done.len()).filter(|index| !kept.contains(index))),
            not_run: lines(&mut (done.len()..all.len())),
            invalid_indexes: invalid.into_iter().filter(|it| !self.invalid.contains(it)).collect(),
        })
    }

    async fn observe(
        &self,
        statement: &ScriptStatement,
        in_transaction: bool,
    ) -> Result<Observation, StatementError> {
        match (statement.mode, in_transaction) {
            (ExecutionMode::OwnTransaction, false) => self.wrapped(statement).await,
            (ExecutionMode::NoTransaction, false) => self.alone(statement).await,
            (
                ExecutionMode::OwnTransaction
                | ExecutionMode::NoTransaction
                | ExecutionMode::AsWritten,
                true,
            ) => self.inside(statement).await,
            _ => self.plain(statement).await,
        }
    }

    /// Runs a statement without observing locks.
    async fn plain(&self, statement: &ScriptStatement) -> Result<Observation, StatementError> {
        let (milliseconds, rows) = self.run(&statement.text).await?;
        Ok(Observation { milliseconds, rows, ..Observation::default() })
    }

    /// Runs a statement in the transaction that the script began.
    async fn inside(&self, statement: &ScriptStatement) -> Result<Observation, StatementError> {
        let before = Relations::read(self.client).await?;
        let earlier = HeldLocks::read(self.client, self.process).await?;
        let (milliseconds, rows) = self.run(&statement.text).await?;
        let held = HeldLocks::read(self.client, self.process).await?;
        let changes = self.existing.changes(&before, &Relations::read(self.client).await?);
        Ok(Observation { milliseconds, rows, earlier, held, changes, watched: false })
    }

    /// Runs a statement in a transaction of our own, so that its locks are still held when they are
    /// read. If PostgreSQL refuses the transaction, it runs without one.
    async fn wrapped(&self, statement: &ScriptStatement) -> Result<Observation, StatementError> {
        self.run("BEGIN").await?;
        match self.inside(statement).await {
            Ok(observed) => {
                let (milliseconds, _) = self.run("COMMIT").await?;
                Ok(Observation { milliseconds: observed.milliseconds + milliseconds, ..observed })
            }
            Err(error) => {
                self.run("ROLLBACK").await?;
                if error.wants_no_transaction() { self.alone(statement).await } else { Err(error) }
            }
        }
    }

    /// Runs a statement without a transaction, while the other session polls its locks.
    async fn alone(&self, statement: &ScriptStatement) -> Result<Observation, StatementError> {
        let before = Relations::read(self.watcher).await?;
        let (ran, held) =
            watch_locks(self.watcher, self.process, self.run(&statement.text)).await?;
        let (milliseconds, rows) = ran?;
        let after = Relations::read(self.watcher).await?;
        let changes = self.existing.changes(&before, &after);
        let changes = TableChanges { scanned: Vec::new(), ..changes };
        Ok(Observation {
            milliseconds,
            rows,
            earlier: HeldLocks::default(),
            held,
            changes,
            watched: true,
        })
    }

    /// Sends a text; returns milliseconds and rows.
    async fn run(&self, text: &str) -> Result<(f64, u64), tokio_postgres::Error> {
        let started = Instant::now();
        let messages = self.client.simple_query(text).await?;
        let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
        let rows = messages.iter().filter_map(|message| match message {
            SimpleQueryMessage::CommandComplete(rows) => Some(*rows),
            _ => None,
        });
        Ok((milliseconds, rows.sum()))
    }
}

async fn invalid_indexes(client: &Client) -> Result<Vec<String>, tokio_postgres::Error> {
    let select = "SELECT c.relname::text FROM pg_catalog.pg_index i \
                  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
                  WHERE NOT i.indisvalid ORDER BY 1";
    Ok(client.query(select, &[]).await?.iter().map(|row| row.get(0)).collect())
}
