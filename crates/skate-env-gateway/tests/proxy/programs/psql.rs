//! psql: meta commands, errors, `\copy`, `\watch`, and a statement that is cancelled.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use skate_env_core::{Environment, Purpose};

use super::{Comparison, Target};
use crate::fixture::{ask, connect};

const META: &str = r"\d
\d+ users
\dt+
\di
\ds
\df
\sf wipe
\du
\dn
\dp users
\dx
\dT
\encoding
\lo_list
SELECT 1 AS one, 'x' AS text \gdesc
SELECT $1::int + $2::int AS sum \bind 40 2 \g
SELECT id AS first FROM users ORDER BY id LIMIT 1 \gset
\echo :first
SELECT count(*) FROM users \watch i=0.01 c=3
SELECT 'SELECT ' || n FROM generate_series(1, 3) n \gexec
\parse p
SELECT $1::text
\bind_named p x \g
\x on
SELECT * FROM users WHERE id = 1;
\pset format csv
SELECT * FROM users WHERE id < 4 ORDER BY id;
";

const WRITES: &str = r"BEGIN;
INSERT INTO users (email, name) VALUES ('new@example.com', 'new') RETURNING id;
SAVEPOINT a;
SELECT 1/0;
ROLLBACK TO a;
UPDATE users SET name = 'x' WHERE id = 1;
COMMIT;
SELECT * FROM nowhere;
\errverbose
INSERT INTO users (id, email) VALUES (1, 'again');
\copy (SELECT id, name FROM users ORDER BY id) TO STDOUT WITH (FORMAT csv)
COPY users (email) FROM STDIN;
one@example.com
two@example.com
\.
\copy users (email) from stdin
three@example.com
\.
COPY users (id) FROM STDIN;
no number
\.
PREPARE p(int) AS SELECT name FROM users WHERE id = $1;
EXECUTE p(1);
DECLARE c CURSOR WITH HOLD FOR SELECT id FROM users ORDER BY id;
FETCH 3 FROM c;
LISTEN news;
NOTIFY news, 'heard';
SELECT count(*), max(email) FROM users;
DO $$ BEGIN RAISE NOTICE 'never judged here'; END $$;
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs: cargo xtask test gateway"]
async fn meta_commands_and_what_reads() {
    for (environment, purpose) in
        [(Environment::Production, Purpose::App), (Environment::Staging, Purpose::Read)]
    {
        let comparison = Comparison::start(environment, purpose).await;
        let said = comparison.same("psql", &["-X"], META).await;
        assert_eq!(said.status, Some(0), "{}", said.stderr);
        assert!(said.stdout.contains("users_pkey"), "{}", said.stdout);
        comparison.same("psql", &["-X", "-Atc", "SELECT 1", "-c", "SELECT 2"], "").await;
        let failed = comparison.same("psql", &["-X", "-c", "SELECT * FROM nowhere"], "").await;
        assert_eq!(failed.status, Some(1));
        let stopped = ["-X", "-v", "ON_ERROR_STOP=1"];
        assert_eq!(
            comparison.same("psql", &stopped, "SELECT 1/0;\nSELECT 1;").await.status,
            Some(3)
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs: cargo xtask test gateway"]
async fn transactions_copies_cursors_and_errors() {
    let judged = WRITES.split("DO $$").next().unwrap();
    let comparison = Comparison::start(Environment::Production, Purpose::App).await;
    let said = comparison.same("psql", &["-X"], judged).await;
    assert!(said.stdout.contains("(1 row)"), "{}", said.stdout);
    let comparison = Comparison::with_consent().await;
    comparison.same("psql", &["-X"], WRITES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs: cargo xtask test gateway"]
async fn an_interrupt_cancels_the_statement() {
    let comparison = Comparison::start(Environment::Production, Purpose::App).await;
    for (target, database) in
        [(comparison.direct(), &comparison.without), (comparison.guarded(), &comparison.with)]
    {
        let mut psql: Command = Target::program(&target, "psql");
        psql.args(["-X", "-c", "SELECT pg_sleep(60)"]);
        let child = psql.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let watcher = connect(&database.url()).await.unwrap();
        let question = "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' \
                        AND state = 'active' AND datname = current_database()";
        while ask(&watcher, question).await == "0" {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let interrupt = ["-INT", &child.id().to_string()];
        assert!(Command::new("kill").args(interrupt).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("canceling statement due to user request"), "{said}");
        assert_eq!(output.status.code(), Some(1));
    }
}
