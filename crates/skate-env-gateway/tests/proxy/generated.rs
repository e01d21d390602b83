//! Generated statements and batches through a connection that only reads: afterwards the database
//! is what it was, byte for byte.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask soak statements` asks in variables for more, and for others"
)]
#![expect(clippy::print_stdout, reason = "the seed of a long run repeats it")]

use skate_env_core::{Environment, Purpose};
use tokio_postgres::Client;

use crate::{fixture::Database, programs::dump};

const STATEMENTS: usize = 20_000;
const SESSIONS: usize = 4;

/// Statements, and parts that are put together to some.
const STARTS: [&str; 50] = [
    "SELECT 1",
    "SELECT 1",
    "SELECT count(*) FROM users",
    "SELECT now()",
    "SELECT name FROM users WHERE id = 1",
    "SELECT wipe()",
    "SELECT unlock('off')",
    "SELECT rewrite('off')",
    "SELECT nextval('counter')",
    "SELECT setval('counter', 99)",
    "SELECT lo_create(0)",
    "SELECT pg_notify('a', 'b')",
    "SELECT set_config('default_transaction_read_only', 'off', false)",
    "SELECT set_config('transaction_read_only', 'off', true)",
    "SELECT set_config(name, 'off', false) FROM pg_settings WHERE name LIKE '%read_only'",
    "SELECT query_to_xml('SELECT wipe()', true, true, '')",
    "SELECT query_to_xml('SELECT unlock(''off'')', true, true, '')",
    "DELETE FROM posts",
    "DELETE FROM users WHERE id = 1",
    "UPDATE users SET name = 'x'",
    "INSERT INTO users (email) VALUES ('g')",
    "TRUNCATE posts",
    "DROP TABLE posts",
    "CREATE TABLE g (a int)",
    "CREATE TEMP TABLE g (a int)",
    "SELECT 1 INTO g2",
    "CALL wipe_all()",
    "DO $$ BEGIN PERFORM wipe(); END $$",
    "BEGIN",
    "BEGIN READ WRITE",
    "START TRANSACTION READ WRITE",
    "COMMIT",
    "ROLLBACK",
    "COMMIT AND CHAIN",
    "SAVEPOINT s",
    "ROLLBACK TO s",
    "SET TRANSACTION READ WRITE",
    "SET default_transaction_read_only = off",
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "SET transaction_read_only = off",
    "RESET ALL",
    "RESET default_transaction_read_only",
    "DISCARD ALL",
    "SET ROLE pg_write_all_data",
    "SET standard_conforming_strings = off",
    "ALTER ROLE postgres SET default_transaction_read_only = off",
    "COPY users (email) FROM STDIN",
    "SELECT '\\'; DELETE FROM posts; --'",
    "COPY (SELECT wipe()) TO STDOUT",
    "VACUUM",
];

const WRAPS: [&str; 12] = [
    "{}",
    "{}",
    "EXPLAIN {}",
    "EXPLAIN ANALYZE {}",
    "EXPLAIN (ANALYZE false, ANALYZE true) {}",
    "PREPARE p AS {}",
    "EXECUTE p",
    "WITH w AS ({} RETURNING *) SELECT * FROM w",
    "COPY ({} RETURNING *) TO STDOUT",
    "DECLARE c CURSOR WITH HOLD FOR {}",
    "/* {} */ {}",
    "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS $f$ {} $f$",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn generated_statements_leave_the_database_as_it_is() {
    let count = number("SKATE_ENV_TEST_STATEMENTS").unwrap_or(STATEMENTS);
    let seed = number("SKATE_ENV_TEST_SEED").unwrap_or_default();
    println!("{count} statements, seed {seed}");
    let database = Database::start().await;
    let before = (database.checksum().await, dump(&database));
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    let mut sessions = Vec::new();
    for number in 0..SESSIONS {
        let random = Random::new(seed * SESSIONS + number);
        sessions.push(tokio::spawn(session(gateway.url(), random, count / SESSIONS)));
    }
    let mut answered = 0;
    for session in sessions {
        answered += session.await.unwrap();
    }
    assert!(answered > count / 50, "too few statements were answered: {answered} of {count}");
    println!("{answered} of them were answered");
    assert!(
        (database.checksum().await, dump(&database)) == before,
        "seed {seed} changed something"
    );
}

fn number(variable: &str) -> Option<usize> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Sends statements one after another; a session that was ended is opened again.
async fn session(url: String, mut random: Random, count: usize) -> usize {
    let mut client: Option<Client> = None;
    let (mut sent, mut answered) = (0, 0);
    while sent < count {
        if client.as_ref().is_none_or(Client::is_closed) {
            client = Some(crate::fixture::connect(&url).await.unwrap());
        }
        let Some(open) = &client else { continue };
        let statements: Vec<String> =
            (0..=random.below(3)).map(|_| statement(&mut random)).collect();
        sent += statements.len();
        let is_batch = random.below(2) == 0;
        if is_batch {
            answered += usize::from(open.simple_query(&statements.join("; ")).await.is_ok());
        } else {
            let asked = statements.iter().map(|it| open.query_typed(it, &[]));
            for answer in futures_util::future::join_all(asked).await {
                answered += usize::from(answer.is_ok());
            }
        }
    }
    answered
}

fn statement(random: &mut Random) -> String {
    let start = STARTS[random.below(STARTS.len())];
    let wrapped = WRAPS[random.below(WRAPS.len())].replace("{}", start);
    match random.below(8) {
        0 => wrapped.to_lowercase(),
        1 => wrapped.replace(' ', " /* x */ "),
        2 => format!("{wrapped} -- {start}"),
        3 => {
            // Cut or doubled somewhere: what does not parse must not pass as something else.
            let cut = random.below(wrapped.len());
            let cut = (0..=cut).rev().find(|at| wrapped.is_char_boundary(*at)).unwrap_or(0);
            format!("{}{}", &wrapped[..cut], STARTS[random.below(STARTS.len())])
        }
        _ => wrapped,
    }
}

/// The same statements for the same seed.
struct Random(u64);

impl Random {
    fn new(seed: usize) -> Self {
        Self(0x9e37_79b9_7f4a_7c15 ^ (seed as u64 + 1))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or_default()
    }
}
