//! Many processes, some of them killed: no database is shared, none is left, no template is built
//! twice, and nobody waits for ever.
#![expect(clippy::disallowed_methods, reason = "a test learns from its parent where the server is")]

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use skate_env_testing::TestDatabase;

use crate::fixture::{Server, TIMEOUT, administrator, ask, connect, until_within};
use crate::macros::{ignored, of_parent};

const WORKERS: usize = 8;
/// `SKATE_ENV_TEST_DATABASES` asks for more; 1,000 take about two minutes.
const DATABASES: usize = 120;
/// After how many databases a worker is killed.
const KILL_EVERY: usize = 12;

/// Takes databases until it is killed. In each, nobody was before.
#[tokio::test]
#[ignore = "run by `no_database_is_shared_or_left`"]
async fn worker() {
    let options = of_parent("");
    for number in 0.. {
        let begun = Instant::now();
        let database = TestDatabase::create(&options).await.unwrap();
        let client = connect(database.url()).await;
        let claims: i64 = ask(&client, "SELECT count(*) FROM claims").await;
        client.execute("INSERT INTO claims VALUES ($1)", &[&database.name()]).await.unwrap();
        let (name, waited) = (database.name().to_owned(), begun.elapsed().as_millis());
        let mut output = std::io::stdout().lock();
        writeln!(output, "TAKEN {name} {claims} {waited}").unwrap();
        output.flush().unwrap();
        drop(output);
        // Every third is given back; the others are left to the end of the process.
        if number % 3 != 0 {
            std::mem::forget(database);
        }
    }
}

struct Taken {
    worker: usize,
    name: String,
    claims: i64,
    waited: Duration,
}

struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(server: &Server, worker: usize, sender: &Sender<Taken>) -> Worker {
    let mut command = ignored(server, "processes::worker");
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let (output, sender) = (BufReader::new(child.stdout.take().unwrap()), sender.clone());
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            let Some((_, line)) = line.split_once("TAKEN ") else { continue };
            let words: Vec<_> = line.split(' ').collect();
            let [name, claims, waited] = words[..] else { continue };
            let waited = Duration::from_millis(waited.parse().unwrap());
            let (name, claims) = (name.to_owned(), claims.parse().unwrap());
            if sender.send(Taken { worker, name, claims, waited }).is_err() {
                break;
            }
        }
    });
    Worker(child)
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "the figures of a longer run")]
async fn no_database_is_shared_or_left() {
    let server = Server::new();
    let wanted = std::env::var("SKATE_ENV_TEST_DATABASES").ok().and_then(|it| it.parse().ok());
    let wanted = wanted.unwrap_or(DATABASES);
    let (sender, receiver) = channel();
    let mut workers: Vec<_> = (0..WORKERS).map(|number| start(&server, number, &sender)).collect();
    let mut names = HashSet::new();
    let mut longest = Duration::ZERO;
    let mut killed = 0;
    while names.len() < wanted {
        let taken = receiver.recv_timeout(TIMEOUT).expect("nobody waits for ever");
        assert_eq!(taken.claims, 0, "{} was used before", taken.name);
        assert!(names.insert(taken.name.clone()), "{} was handed out twice", taken.name);
        longest = longest.max(taken.waited);
        if names.len() % KILL_EVERY == 0 {
            // The one that has just taken: in the middle of a statement, or of filling the pool.
            workers[taken.worker] = start(&server, taken.worker, &sender);
            killed += 1;
        }
    }
    drop(workers);
    println!("{wanted} databases, {killed} kills, the longest wait {longest:?}");

    let client = administrator(&server).await;
    // One template, built once: a second one would be another row, another database.
    assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM templates").await, 1);
    let templates = "SELECT count(*) FROM pg_database WHERE datname ~ 'draft|template_'";
    assert_eq!(ask::<i64>(&client, templates).await, 1);
    // The next start drops what the killed ones left.
    let next =
        TestDatabase::create(&server.options().pool(4).seed_file("of_parent.sql")).await.unwrap();
    let left = format!(
        "NOT EXISTS (SELECT FROM databases WHERE state <> 'ready' AND name <> '{}')
        AND (SELECT count(*) FROM pg_database WHERE datname ~ '_1_[0-9]')
            = (SELECT count(*) FROM databases)",
        next.name()
    );
    // Two thirds of them: on a busy machine a drop takes a tenth of a second.
    let timeout = TIMEOUT + Duration::from_millis(100) * u32::try_from(wanted).unwrap();
    until_within(timeout, &client, &left).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_build_one_template_between_them() {
    let server = Server::new();
    let (sender, receiver) = channel();
    let workers: Vec<_> = (0..WORKERS).map(|number| start(&server, number, &sender)).collect();
    let mut first = HashSet::new();
    while first.len() < WORKERS {
        first.insert(receiver.recv_timeout(TIMEOUT).unwrap().worker);
    }
    drop(workers);
    let client = administrator(&server).await;
    // A database's number tells how often it was created.
    let built = "SELECT count(*) FROM pg_database WHERE datname ~ 'template_[0-9a-f]'";
    assert_eq!(ask::<i64>(&client, built).await, 1);
}
