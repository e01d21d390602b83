//! The ways of others, on the same server or in its place.

pub(crate) mod integresql;
pub(crate) mod pglite;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio_postgres::Client;

use crate::TEST;
use crate::fixture::{Fixture, Outcome, Server, TABLES};

/// One way to a fresh state.
#[derive(Clone, Copy)]
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    method: Method,
}

#[derive(Clone, Copy)]
enum Method {
    Clone(&'static str),
    /// What pgtestdb does for each test once its template exists: a new session of the
    /// administrator, a clone by the server's default, a session on it (testdb.go, `create`).
    Pgtestdb,
    Migrate,
    /// One database for each worker.
    Truncate,
}

pub(crate) const ALL: [Peer; 5] = [
    Peer { name: "`CREATE DATABASE … TEMPLATE`, FILE_COPY", method: Method::Clone("FILE_COPY") },
    Peer { name: "`CREATE DATABASE … TEMPLATE`, WAL_LOG", method: Method::Clone("WAL_LOG") },
    Peer { name: "as pgtestdb does it", method: Method::Pgtestdb },
    Peer { name: "a new database, migrated", method: Method::Migrate },
    Peer {
        name: "`TRUNCATE` of all tables, one database for each worker",
        method: Method::Truncate,
    },
];

static NUMBER: AtomicUsize = AtomicUsize::new(0);

pub(crate) async fn run(
    peer: Peer,
    fixture: &Fixture,
    server: &Server,
    workers: usize,
    rounds: usize,
) -> Outcome<Vec<Duration>> {
    let administrator = fixture.administrator(server).await?;
    prepare(&administrator, server).await?;
    let server = Arc::new(server.clone());
    let tasks: Vec<_> = (0..workers)
        .map(|_| {
            let server = Arc::clone(&server);
            tokio::spawn(async move { tests(peer.method, &server, rounds).await })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    Ok(times)
}

/// The template of the peers.
async fn prepare(administrator: &Client, server: &Server) -> Outcome<()> {
    let known = "SELECT FROM pg_database WHERE datname = 'peer_template'";
    if administrator.query_opt(known, &[]).await?.is_none() {
        administrator.batch_execute("CREATE DATABASE peer_template TEMPLATE template0").await?;
        let client = Fixture::connect(server, "peer_template").await?;
        client.batch_execute(&Fixture::schema()).await?;
        client.batch_execute("VACUUM (ANALYZE)").await?;
        drop(client);
        let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
            WHERE datname = 'peer_template'";
        administrator.batch_execute(end).await?;
    }
    Ok(())
}

async fn tests(method: Method, server: &Server, rounds: usize) -> Outcome<Vec<Duration>> {
    let administrator = Fixture::connect(server, "postgres").await?;
    let name = || format!("peer_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut times = Vec::new();
    match method {
        Method::Truncate => {
            let own = name();
            let create = format!("CREATE DATABASE {own} TEMPLATE peer_template");
            administrator.batch_execute(&create).await?;
            let client = Fixture::connect(server, &own).await?;
            let tables: Vec<_> = (0..TABLES).map(|number| format!("t{number}")).collect();
            let truncate = format!("TRUNCATE {} RESTART IDENTITY", tables.join(", "));
            for _ in 0..rounds {
                let begun = Instant::now();
                client.batch_execute(&truncate).await?;
                times.push(begun.elapsed());
                tokio::time::sleep(TEST).await;
            }
            drop(client);
            drop_database(&administrator, &own).await?;
        }
        Method::Clone(_) | Method::Pgtestdb | Method::Migrate => {
            for _ in 0..rounds {
                let own = name();
                let begun = Instant::now();
                create(method, server, &administrator, &own).await?;
                times.push(begun.elapsed());
                tokio::time::sleep(TEST).await;
                drop_database(&administrator, &own).await?;
            }
        }
    }
    Ok(times)
}

async fn create(
    method: Method,
    server: &Server,
    administrator: &Client,
    name: &str,
) -> Outcome<()> {
    if matches!(method, Method::Pgtestdb) {
        let own = Fixture::connect(server, "postgres").await?;
        own.batch_execute(&format!("CREATE DATABASE {name} WITH TEMPLATE peer_template")).await?;
        drop(Fixture::connect(server, name).await?);
        return Ok(());
    }
    let statement = match method {
        Method::Clone(strategy) => {
            format!("CREATE DATABASE {name} TEMPLATE peer_template STRATEGY {strategy}")
        }
        _ => format!("CREATE DATABASE {name} TEMPLATE template0"),
    };
    administrator.batch_execute(&statement).await?;
    if matches!(method, Method::Migrate) {
        let client = Fixture::connect(server, name).await?;
        client.batch_execute(&Fixture::schema()).await?;
    }
    Ok(())
}

async fn drop_database(administrator: &Client, name: &str) -> Outcome<()> {
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    Ok(administrator.batch_execute(&drop).await?)
}
