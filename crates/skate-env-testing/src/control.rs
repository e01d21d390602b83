//! The session that administers a server's test databases, in a database of its own.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::sync::OnceCell;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Statement};

use crate::address::Address;
use crate::error::{is, of_postgres};
use crate::pool::Ahead;
use crate::template::Template;
use crate::{Result, ServerChoice};

/// The version of [`SCHEMA`] is part of every name: a helper of another version has its own.
pub(crate) const DATABASE: &str = "skate_env_test_1";
const SCHEMA: &str = include_str!("schema.sql");
/// For what is ours alone. No statement of it takes longer, so no test waits for ever.
const SETTINGS: &str = "-c statement_timeout=120s -c lock_timeout=60s -c search_path=public \
    -c idle_session_timeout=0 -c synchronous_commit=off -c client_min_messages=warning";
/// A server that stops since nobody used it is started again within this time.
const ATTEMPTS: usize = 20;
const PAUSE: Duration = Duration::from_millis(150);

/// What an advisory lock is about; its second key is an id of that.
#[derive(Clone, Copy)]
#[repr(i32)]
pub(crate) enum Lock {
    /// A database that is being filled or in use: held by the session that answers for it.
    Database = 0x736b_0001,
    /// The right to fill one template's pool.
    Filler = 0x736b_0002,
    /// The right to build the template of a hash.
    Build = 0x736b_0003,
    /// Held shared by every process that uses a template, so that nobody drops it.
    Template = 0x736b_0004,
    /// The creation of the control database.
    Setup = 0x736b_0005,
}

impl Lock {
    pub(crate) fn class(self) -> i32 {
        self as i32
    }
}

/// An open session, and where its server is.
pub(crate) struct Control {
    pub(crate) client: Client,
    pub(crate) address: Address,
    /// PostgreSQL's version as a number: 180004.
    pub(crate) version: i32,
    pub(crate) take: Statement,
    /// Sessions that create databases: one statement at a time, so that no test waits behind another
    /// test's clone.
    cloners: Mutex<Vec<Client>>,
    // What is known of this server ends with the session: one that is started again may be another.
    /// The templates that were found, by their hashes.
    pub(crate) templates: Mutex<HashMap<String, Arc<OnceCell<Template>>>>,
    /// The templates whose filler was started, by their ids.
    pub(crate) fillers: Mutex<HashSet<i32>>,
    pub(crate) ahead: Ahead,
}

impl Control {
    /// Connects, starts the server and creates the control database where that is needed.
    pub(crate) async fn open(choice: &ServerChoice) -> Result<Self> {
        let mut attempt = 1;
        loop {
            let address = choice.address().await?;
            match Self::at(address).await {
                Err(failed) if attempt < ATTEMPTS && is_starting(&failed) => {
                    attempt += 1;
                    tokio::time::sleep(PAUSE).await;
                }
                outcome => return outcome.map_err(of_postgres("open a session")),
            }
        }
    }

    /// Another session on the same server.
    pub(crate) async fn open_beside(&self) -> Result<Client> {
        connect(&self.address).await.map_err(of_postgres("open a session"))
    }

    /// A session that creates a database beside this one; [`Control::give_back`] takes it back.
    pub(crate) async fn cloner(&self) -> Result<Client> {
        let idle = self.cloners.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle.filter(|client| !client.is_closed()) {
            Some(client) => Ok(client),
            None => self.open_beside().await,
        }
    }

    pub(crate) fn give_back(&self, cloner: Client) {
        self.cloners.lock().unwrap_or_else(PoisonError::into_inner).push(cloner);
    }

    async fn at(address: Address) -> Result<Self, tokio_postgres::Error> {
        let mut client = connect(&address).await;
        if client.as_ref().is_err_and(|failed| is(failed, &[SqlState::INVALID_CATALOG_NAME])) {
            create_database(&address).await?;
            client = connect(&address).await;
        }
        let client = client?;
        let row = client
            .query_one(
                "SELECT to_regclass('public.databases') IS NOT NULL, \
                 current_setting('server_version_num')::int",
                &[],
            )
            .await?;
        if !row.get::<_, bool>(0) {
            create_schema(&address, &client).await?;
        }
        let version = row.get(1);
        let take = client.prepare(crate::pool::TAKE).await?;
        Ok(Self {
            client,
            address,
            version,
            take,
            cloners: Mutex::default(),
            templates: Mutex::default(),
            fillers: Mutex::default(),
            ahead: Ahead::default(),
        })
    }

    /// Runs statements that return nothing.
    pub(crate) async fn run(&self, doing: &str, statements: &str) -> Result<()> {
        self.client.batch_execute(statements).await.map_err(of_postgres(doing))
    }
}

async fn connect(address: &Address) -> Result<Client, tokio_postgres::Error> {
    address.connect(&address.administrator, DATABASE, SETTINGS).await
}

/// The server stops, starts, or has just stopped.
fn is_starting(failed: &tokio_postgres::Error) -> bool {
    match failed.code() {
        Some(state) => [
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::TOO_MANY_CONNECTIONS,
        ]
        .contains(state),
        None => true,
    }
}

async fn create_database(address: &Address) -> Result<(), tokio_postgres::Error> {
    let client = address.connect(&address.administrator, "postgres", SETTINGS).await?;
    let created = client.batch_execute(&format!("CREATE DATABASE {DATABASE}")).await;
    match created {
        // Another process is as fast.
        Err(failed) if is(&failed, &[SqlState::DUPLICATE_DATABASE, SqlState::UNIQUE_VIOLATION]) => {
            Ok(())
        }
        created => created,
    }
}

/// The tables come last, in one transaction: where they are, everything is.
async fn create_schema(address: &Address, client: &Client) -> Result<(), tokio_postgres::Error> {
    let setup = Lock::Setup.class();
    client.execute("SELECT pg_advisory_lock($1, 0)", &[&setup]).await?;
    let row = client.query_one("SELECT to_regclass('public.databases') IS NOT NULL", &[]).await?;
    if !row.get::<_, bool>(0) {
        let role = if address.is_ours { create_role(address) } else { String::new() };
        let statements = format!(
            "BEGIN; {role} REVOKE CONNECT ON DATABASE {DATABASE} FROM PUBLIC; {SCHEMA} COMMIT;"
        );
        client.batch_execute(&statements).await?;
    }
    client.execute("SELECT pg_advisory_unlock($1, 0)", &[&setup]).await.map(drop)
}

/// The role of the tests. The password is one of ours: letters and digits.
fn create_role(address: &Address) -> String {
    let password = address.owner.password.as_ref().map_or("", ExposeSecret::expose_secret);
    let name = &address.owner.name;
    format!("DROP ROLE IF EXISTS {name}; CREATE ROLE {name} LOGIN PASSWORD '{password}';")
}

/// A name as an identifier.
pub(crate) fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as a literal, whatever `standard_conforming_strings` says.
pub(crate) fn literal(text: &str) -> String {
    format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
