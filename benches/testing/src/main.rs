//! The time to a database for a test: from our pool, without a pool, and by the ways of others on the
//! same server. Prints tables for `benches/TESTING.md`.
//!
//! `skate-env-bench-testing POSTGRES [ROUNDS [PGLITE [INTEGRESQL]]]`: `POSTGRES` holds PostgreSQL's
//! programs, `PGLITE` is the folder where npm installed it, `INTEGRESQL` its server's program.

mod fixture;
mod peers;
mod suite;
mod table;

use std::time::{Duration, Instant};

use skate_env_testing::{Options, TestDatabase, start_server, stop_server};

use fixture::{Fixture, Outcome};
use table::Row;

/// How long a test works with its database.
const TEST: Duration = Duration::from_millis(200);
const WORKERS: [usize; 2] = [1, 8];
const ROUNDS: usize = 30;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "xtask writes it into benches/TESTING.md")]
async fn main() -> Outcome<()> {
    let words: Vec<_> = std::env::args().skip(1).collect();
    if let [job, folder, rest @ ..] = words.as_slice()
        && job.starts_with("--")
    {
        return child(job, &Fixture::of_parent(folder, rest)).await;
    }
    let mut arguments = words.into_iter();
    let postgres = arguments.next().ok_or("name the folder of PostgreSQL's programs")?;
    let rounds = arguments.next().map_or(Ok(ROUNDS), |text| text.parse())?;
    let peers = Peers { pglite: arguments.next(), integresql: arguments.next() };
    let fixture = Fixture::new(&postgres)?;
    let (set_up, rows) = measure(&fixture, rounds, &peers).await?;
    println!("{}", table::page(&rows, &set_up, rounds));
    stop(&fixture).await?;
    println!("{}", table::suite(&suites(&postgres).await?));
    Ok(())
}

/// A process of its own, as a test runner is.
async fn child(job: &str, options: &Options) -> Outcome<()> {
    if job == SUITE {
        let workers = std::thread::available_parallelism()?.get();
        suite::of_own_databases(&options.clone().pool(2 * workers), workers).await?;
        return Ok(());
    }
    let database = TestDatabase::create(options).await?;
    Ok(database.release().await?)
}

const FIRST: &str = "--first";
const SUITE: &str = "--suite";

/// What is measured where it is there.
struct Peers {
    pglite: Option<String>,
    integresql: Option<String>,
}

async fn stop(fixture: &Fixture) -> Outcome<()> {
    let choice = fixture.choice();
    tokio::task::spawn_blocking(move || stop_server(&choice)).await??;
    Ok(())
}

/// A suite with databases of its own, from nothing and again; and on one database.
async fn suites(postgres: &str) -> Outcome<Vec<(&'static str, Duration)>> {
    let fixture = Fixture::new(postgres)?;
    let first = fixture.child(SUITE)?;
    let second = fixture.child(SUITE)?;
    let choice = fixture.choice();
    let (server, _) = tokio::task::spawn_blocking(move || start_server(&choice)).await??;
    let administrator = fixture.administrator(&server).await?;
    administrator.batch_execute("CREATE DATABASE peer_suite TEMPLATE template0").await?;
    let one = suite::of_one_database(&Fixture::url(&server, "peer_suite")).await?;
    stop(&fixture).await?;
    Ok(vec![
        ("own databases, first run: with the start of the server and the template", first),
        ("own databases, second run", second),
        ("one database, migrated once, `TRUNCATE` before each test, one after the other", one),
    ])
}

async fn measure(
    fixture: &Fixture,
    rounds: usize,
    peers: &Peers,
) -> Outcome<(Vec<(&'static str, Duration)>, Vec<Row>)> {
    let begun = Instant::now();
    let choice = fixture.choice();
    let (server, _) = tokio::task::spawn_blocking(move || start_server(&choice)).await??;
    let cold = begun.elapsed();
    let begun = Instant::now();
    let first = TestDatabase::create(&fixture.options()).await?;
    let built = begun.elapsed();
    drop(first);
    let set_up = vec![
        ("the server, from nothing: `initdb` and its start", cold),
        ("the template and the first database, of 40 migrations", built),
        ("the same in a new process, beside a running server", fixture.child(FIRST)?),
    ];
    let mut rows = Vec::new();
    for workers in WORKERS {
        let mut add = |name, times| rows.push(Row::new(name, workers, times));
        let pooled = fixture.options().pool(2 * workers);
        warm(&pooled, workers).await?;
        add("skate-env, warm pool", ours(&pooled, workers, rounds).await?);
        let unpooled = fixture.options().pool(0);
        // Of what the pool still holds.
        while ready(fixture, &server).await? > 0 {
            drop(TestDatabase::create(&unpooled).await?);
        }
        add("skate-env, pool empty", ours(&fixture.other(), workers, rounds).await?);
        if let Some(program) = &peers.integresql {
            let times = peers::integresql::run(program, &server, workers, rounds).await?;
            add("IntegreSQL, warm pool", times);
        }
        for peer in peers::ALL {
            add(peer.name, peers::run(peer, fixture, &server, workers, rounds).await?);
        }
        if let Some(package) = &peers.pglite {
            add("PGlite, `clone()`", peers::pglite::run(package, fixture, workers, rounds).await?);
        }
    }
    Ok((set_up, rows))
}

/// Tests of some workers at the same time; the time from asking to the URL.
async fn ours(options: &Options, workers: usize, rounds: usize) -> Outcome<Vec<Duration>> {
    let tasks: Vec<_> = (0..workers)
        .map(|_| {
            let options = options.clone();
            tokio::spawn(async move {
                let mut times = Vec::new();
                for _ in 0..rounds {
                    let begun = Instant::now();
                    let database = TestDatabase::create(&options).await?;
                    times.push(begun.elapsed());
                    tokio::time::sleep(TEST).await;
                    drop(database);
                }
                Ok::<_, skate_env_testing::Error>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    Ok(times)
}

/// Waits until the pool is full.
async fn warm(options: &Options, workers: usize) -> Outcome<()> {
    drop(TestDatabase::create(options).await?);
    tokio::time::sleep(Duration::from_millis(1500) * u32::try_from(workers)?).await;
    Ok(())
}

async fn ready(fixture: &Fixture, server: &fixture::Server) -> Outcome<i64> {
    let client = fixture.administrator(server).await?;
    let row = client.query_one("SELECT count(*) FROM databases WHERE state = 'ready'", &[]).await?;
    Ok(row.get(0))
}
