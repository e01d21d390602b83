//! The deed: statements, one after the other, on a copy.

use std::time::Instant;

use skate_env_core::Error;
use tokio_postgres::{Client, SimpleQueryMessage};

use super::{
    applied::{Applied, Failure, Measured},
    locks::Held,
    refusal::{Refusal, lost},
    relations::{Changes, Relations},
    statement::{Manner, Sent, statements},
    transaction::Transaction,
    watch::watch,
};
use crate::Migration;

/// Migrations that are run on a copy, in the sessions of somebody who may.
pub struct Measurement<'c> {
    client: &'c Client,
    watcher: &'c Client,
    process: i32,
    /// What applications use now. What a migration makes is nobody's yet.
    existing: Relations,
    /// Indexes that no query used before.
    invalid: Vec<String>,
}

/// What is known of a statement that was done.
#[derive(Default)]
struct Taken {
    milliseconds: f64,
    rows: u64,
    earlier: Held,
    held: Held,
    changes: Changes,
    watched: bool,
}

/// The copy is only ours: what takes long is what we want to know.
const PATIENT: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";

const SEARCH_PATH: &str =
    "SELECT pg_catalog.set_config('search_path', pg_catalog.quote_ident($1), false)";

impl<'c> Measurement<'c> {
    /// Looks at what is there. The first session runs the migrations, in the schema that Prisma
    /// would run them in; the second watches it. Both are the copy's.
    ///
    /// # Errors
    /// `database_refused`, `database_unavailable`.
    pub async fn begin(
        client: &'c Client,
        watcher: &'c Client,
        schema: &str,
    ) -> Result<Self, Error> {
        let asked = async {
            client.batch_execute(PATIENT).await?;
            watcher.batch_execute(PATIENT).await?;
            client.query_one(SEARCH_PATH, &[&schema]).await?;
            let process = client.query_one("SELECT pg_catalog.pg_backend_pid()", &[]).await?.get(0);
            let existing = Relations::read(watcher).await?;
            let invalid = invalid_indexes(watcher).await?;
            Ok(Self { client, watcher, process, existing, invalid })
        };
        asked.await.map_err(|error| lost(&error))
    }

    /// Runs a migration, statement by statement, until one fails.
    ///
    /// # Errors
    /// `database_unavailable`: the session ended meanwhile. A migration that fails is an answer.
    pub async fn apply(&self, migration: &Migration) -> Result<Applied, Error> {
        let all = statements(&migration.script);
        let mut transaction = Transaction::default();
        let mut done: Vec<Measured> = Vec::new();
        let mut refused = None;
        for sent in &all {
            let taken = self.take(sent, transaction.is_open()).await;
            let (taken, refusal) = match taken {
                Ok(taken) => (taken, None),
                Err(refusal) => (Taken::default(), Some(refusal.unless_lost()?)),
            };
            done.push(self.measured(sent, taken, refusal.is_some()));
            if refusal.is_some() {
                refused = refusal;
                break;
            }
            transaction.done(sent.manner, &mut done);
        }
        let open = transaction.begins_at().map(|index| Refusal::never_committed(all[index].line));
        let refused = refused.or(open);
        transaction.ended(&mut done);
        let failure = match refused {
            Some(refusal) => Some(self.failure(&all, &done, &transaction, refusal).await?),
            None => None,
        };
        let (name, checksum) = (migration.name.clone(), migration.checksum());
        Ok(Applied { name, checksum, statements: done, failure })
    }

    fn measured(&self, sent: &Sent, taken: Taken, failed: bool) -> Measured {
        Measured {
            line: sent.line,
            range: sent.range.clone(),
            excerpt: sent.excerpt(),
            failed,
            milliseconds: taken.milliseconds,
            held_milliseconds: taken.milliseconds,
            rows: taken.rows,
            locks_rows: sent.locks_rows(),
            locks: taken.held.on(&self.existing, &taken.earlier),
            watched: taken.watched,
            rewritten: taken.changes.rewritten,
            emptied: taken.changes.emptied,
            scanned: taken.changes.scanned,
        }
    }

    async fn failure(
        &self,
        all: &[Sent],
        done: &[Measured],
        transaction: &Transaction,
        refusal: Refusal,
    ) -> Result<Failure, Error> {
        let kept = transaction.committed();
        let lines = |indices: &mut dyn Iterator<Item = usize>| {
            indices.map(|index| all[index].line).collect::<Vec<_>>()
        };
        let invalid = invalid_indexes(self.watcher).await.map_err(|error| lost(&error))?;
        Ok(Failure {
            line: refusal.line.or(done.last().map(|it| it.line)).unwrap_or(1),
            sqlstate: refusal.sqlstate,
            message: refusal.message,
            kept: lines(&mut kept.iter().copied()),
            undone: lines(&mut (0..done.len()).filter(|index| !kept.contains(index))),
            not_run: lines(&mut (done.len()..all.len())),
            invalid_indexes: invalid.into_iter().filter(|it| !self.invalid.contains(it)).collect(),
        })
    }

    async fn take(&self, sent: &Sent, in_transaction: bool) -> Result<Taken, Refusal> {
        match (sent.manner, in_transaction) {
            (Manner::Wrapped, false) => self.wrapped(sent).await,
            (Manner::Alone, false) => self.alone(sent).await,
            (Manner::Wrapped | Manner::Alone | Manner::Bare, true) => self.inside(sent).await,
            _ => self.plain(sent).await,
        }
    }

    /// Without a look at anything.
    async fn plain(&self, sent: &Sent) -> Result<Taken, Refusal> {
        let (milliseconds, rows) = self.run(&sent.text).await?;
        Ok(Taken { milliseconds, rows, ..Taken::default() })
    }

    /// In the transaction that the script began.
    async fn inside(&self, sent: &Sent) -> Result<Taken, Refusal> {
        let before = Relations::read(self.client).await?;
        let earlier = Held::read(self.client, self.process).await?;
        let (milliseconds, rows) = self.run(&sent.text).await?;
        let held = Held::read(self.client, self.process).await?;
        let changes = self.existing.changes(&before, &Relations::read(self.client).await?);
        Ok(Taken { milliseconds, rows, earlier, held, changes, watched: false })
    }

    /// In a transaction of ours, so that its locks are still there when we look. PostgreSQL itself
    /// says which statements allow none.
    async fn wrapped(&self, sent: &Sent) -> Result<Taken, Refusal> {
        self.run("BEGIN").await?;
        match self.inside(sent).await {
            Ok(taken) => {
                let (milliseconds, _) = self.run("COMMIT").await?;
                Ok(Taken { milliseconds: taken.milliseconds + milliseconds, ..taken })
            }
            Err(refusal) => {
                self.run("ROLLBACK").await?;
                if refusal.wants_no_transaction() { self.alone(sent).await } else { Err(refusal) }
            }
        }
    }

    /// Without any transaction, looked at from outside.
    async fn alone(&self, sent: &Sent) -> Result<Taken, Refusal> {
        let before = Relations::read(self.watcher).await?;
        let (ran, held) = watch(self.watcher, self.process, self.run(&sent.text)).await?;
        let (milliseconds, rows) = ran?;
        let after = Relations::read(self.watcher).await?;
        let changes = self.existing.changes(&before, &after);
        let changes = Changes { scanned: Vec::new(), ..changes };
        Ok(Taken { milliseconds, rows, earlier: Held::default(), held, changes, watched: true })
    }

    /// Milliseconds and rows.
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
