//! The crash test: a control plane is killed at random moments under load, again and again. After
//! every start, each acknowledged branch has its rows, and nothing else is left.
//!
//! `SKATE_ENV_TEST_KILLS` says how often, `SKATE_ENV_TEST_SEED` repeats the choices of a run.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]
#![expect(clippy::print_stderr, reason = "the seed, and what happened")]

mod branch_actions;
#[path = "../server/fixture.rs"]
#[expect(dead_code, reason = "shared with the tests of single servers")]
mod common;
#[path = "../helpers/helpers.rs"]
mod helpers;
mod load;
mod model;
mod process;
mod random;
mod verify;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use helpers::api::Api;
use helpers::database;
use helpers::processes::{servers, until_none, watchdogs};
use load::Worker;
use model::{BranchEntry, BranchModel, Existence, Model};
use process::Process;
use random::Random;
use tokio::time::sleep;

const WORKERS: usize = 4;
/// The default; `cargo xtask soak crash` kills more often.
const KILLS: usize = 20;
/// After so many kills all branches are checked, not only those that changed.
const EVERYTHING: usize = 10;

fn number(name: &str) -> Option<u64> {
    common::variable(name)?.parse().ok()
}

fn kills() -> usize {
    number("SKATE_ENV_TEST_KILLS").map_or(KILLS, |kills| usize::try_from(kills).unwrap())
}

fn seeded() -> Random {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let seed = number("SKATE_ENV_TEST_SEED").unwrap_or(since.as_secs());
    eprintln!("seed {seed}");
    Random::new(seed)
}

fn milliseconds(random: &mut Random, end: usize) -> Duration {
    Duration::from_millis(u64::try_from(random.below(end)).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_every_kill() {
    let folder = common::folder();
    let home = folder.path().join("home");
    let (kills, mut random) = (kills(), seeded());
    let (expected, next) = (Arc::new(Model::default()), Arc::new(AtomicI64::new(1)));
    let mut process = Process::start(&home);
    let mut api = process.ready().await;
    create_first_branches(&api, &expected).await;
    let (begin, mut killed) = (Instant::now(), 0);
    while killed < kills {
        let dead = Arc::new(AtomicBool::new(false));
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| Worker {
                api: api.clone(),
                expected: Arc::clone(&expected),
                random: Random::new(random.next()),
                next: Arc::clone(&next),
                killed: Arc::clone(&dead),
            })
            .map(|worker| tokio::spawn(worker.work()))
            .collect();
        sleep(milliseconds(&mut random, 1200)).await;
        dead.store(true, Ordering::SeqCst);
        let with_watchdog = random.chance(12);
        if with_watchdog {
            process.kill_with_watchdog();
        } else {
            process.kill();
        }
        killed += 1;
        for worker in workers {
            worker.await.unwrap();
        }
        assert_eq!(*expected.errors.lock().unwrap(), Vec::<String>::new());
        if !with_watchdog && random.chance(25) {
            // The watchdog ends them without a later control plane.
            until_none("servers of a killed control plane", || servers(&home)).await;
            until_none("its watchdog", || watchdogs(&home)).await;
        }
        process = Process::start(&home);
        while killed < kills && random.chance(30) {
            // During its start, or during its recovery.
            sleep(milliseconds(&mut random, 700)).await;
            process.kill();
            killed += 1;
            process = Process::start(&home);
        }
        api = process.ready().await;
        expected.entries().iter().for_each(|entry| entry.note(format!("kill {killed}")));
        let all = killed / EVERYTHING != (killed - 1) / EVERYTHING || killed >= kills;
        verify::verify(&api, &expected, &home, process.process(), all).await;
    }
    let seconds = begin.elapsed().as_secs_f64();
    let rows: usize = expected.entries().iter().map(|entry| entry.model().required.len()).sum();
    let deleted = expected.deleted.lock().unwrap().len();
    eprintln!(
        "{killed} kills in {seconds:.0} s: {} branches, {rows} transactions, {deleted} deleted",
        expected.entries().len(),
    );
    process.stop().await;
    no_process_is_left(&home).await;
}

/// After a first start that is killed, the next one succeeds.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_may_be_killed_too() {
    let mut random = seeded();
    for _ in 0..kills().div_ceil(5) {
        let folder = common::folder();
        let home = folder.path().join("home");
        for _ in 0..=random.below(2) {
            let process = Process::start(&home);
            sleep(milliseconds(&mut random, 900)).await;
            process.kill();
        }
        let mut process = Process::start(&home);
        let api = process.ready().await;
        let expected = Model::default();
        create_first_branches(&api, &expected).await;
        verify::verify(&api, &expected, &home, process.process(), true).await;
        process.stop().await;
        no_process_is_left(&home).await;
    }
}

async fn no_process_is_left(home: &Path) {
    until_none("servers after a stop", || servers(home)).await;
    until_none("the watchdog after a stop", || watchdogs(home)).await;
}

/// Creates a table in the project's first branch, and a child, `staging`: the parents of all others.
async fn create_first_branches(api: &Api, expected: &Model) {
    let main = api.branches().await.unwrap().remove(0);
    let client = database::connect(&api.url(&main.id).await.unwrap()).await.unwrap();
    let table = "CREATE TABLE notes (batch bigint, number bigint)";
    client.batch_execute(table).await.unwrap();
    let created = api.begin_branch("staging", &main.id).await.unwrap();
    api.done(&created.operations).await;
    for branch in [main, created.branch] {
        let model = BranchModel {
            existence: Existence::Certain,
            id: Some(branch.id),
            ..BranchModel::wanted(&branch.name)
        };
        expected.add(&BranchEntry::new(model));
    }
}
