//! A control plane that is killed at random moments, under load, again and again: afterwards every
//! acknowledged branch is there with its rows, and nothing is left that nobody asked for.
//!
//! `SKATE_ENV_TEST_KILLS` says how often, `SKATE_ENV_TEST_SEED` repeats the choices of a run.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]
#![expect(clippy::print_stderr, reason = "the seed, and what happened")]

mod child;
#[path = "../real/common.rs"]
#[expect(dead_code, reason = "shared with the tests of single servers")]
mod common;
mod deeds;
#[path = "../helpers/mod.rs"]
mod helpers;
mod load;
mod model;
mod random;
mod verify;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use child::Life;
use helpers::api::Api;
use helpers::database;
use helpers::processes::{guardians, servers, until_none};
use load::Worker;
use model::{Being, Facts, Slot, World};
use random::Random;
use tokio::time::sleep;

const WORKERS: usize = 4;
/// Of a test run; `cargo xtask soak crash` kills more often.
const KILLS: usize = 20;
/// Every so often all branches are looked at, not only those that something was done with.
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
    let (world, next) = (Arc::new(World::default()), Arc::new(AtomicI64::new(1)));
    let mut life = Life::begin(&home);
    let mut api = life.ready().await;
    found_world(&api, &world).await;
    let (begin, mut killed) = (Instant::now(), 0);
    while killed < kills {
        let dead = Arc::new(AtomicBool::new(false));
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| Worker {
                api: api.clone(),
                world: Arc::clone(&world),
                random: Random::new(random.next()),
                next: Arc::clone(&next),
                killed: Arc::clone(&dead),
            })
            .map(|worker| tokio::spawn(worker.work()))
            .collect();
        sleep(milliseconds(&mut random, 1200)).await;
        dead.store(true, Ordering::SeqCst);
        let with_guardian = random.chance(12);
        if with_guardian {
            life.kill_with_guardian();
        } else {
            life.kill();
        }
        killed += 1;
        for worker in workers {
            worker.await.unwrap();
        }
        assert_eq!(*world.complaints.lock().unwrap(), Vec::<String>::new());
        if !with_guardian && random.chance(25) {
            // Without a successor, too.
            until_none("servers of a killed control plane", || servers(&home)).await;
            until_none("its guardian", || guardians(&home)).await;
        }
        life = Life::begin(&home);
        while killed < kills && random.chance(30) {
            // While it starts, or when it has just begun to mend things.
            sleep(milliseconds(&mut random, 700)).await;
            life.kill();
            killed += 1;
            life = Life::begin(&home);
        }
        api = life.ready().await;
        world.slots().iter().for_each(|slot| slot.note(format!("kill {killed}")));
        let all = killed / EVERYTHING != (killed - 1) / EVERYTHING || killed >= kills;
        verify::verify(&api, &world, &home, life.process(), all).await;
    }
    let seconds = begin.elapsed().as_secs_f64();
    let rows: usize = world.slots().iter().map(|slot| slot.facts().must.len()).sum();
    let deleted = world.deleted.lock().unwrap().len();
    eprintln!(
        "{killed} kills in {seconds:.0} s: {} branches, {rows} transactions, {deleted} deleted",
        world.slots().len(),
    );
    life.stop().await;
    nothing_runs(&home).await;
}

/// A first start that is killed leaves nothing that the next one could not begin with.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_may_be_killed_too() {
    let mut random = seeded();
    for _ in 0..kills().div_ceil(5) {
        let folder = common::folder();
        let home = folder.path().join("home");
        for _ in 0..=random.below(2) {
            let life = Life::begin(&home);
            sleep(milliseconds(&mut random, 900)).await;
            life.kill();
        }
        let mut life = Life::begin(&home);
        let api = life.ready().await;
        let world = World::default();
        found_world(&api, &world).await;
        verify::verify(&api, &world, &home, life.process(), true).await;
        life.stop().await;
        nothing_runs(&home).await;
    }
}

async fn nothing_runs(home: &Path) {
    until_none("servers after a stop", || servers(home)).await;
    until_none("the guardian after a stop", || guardians(home)).await;
}

/// The project's first branch with a table, and a child that others are made of as well.
async fn found_world(api: &Api, world: &World) {
    let main = api.branches().await.unwrap().remove(0);
    let client = database::connect(&api.url(&main.id).await.unwrap()).await.unwrap();
    let table = "CREATE TABLE notes (batch bigint, number bigint)";
    client.batch_execute(table).await.unwrap();
    let created = api.begin_branch("staging", &main.id).await.unwrap();
    api.done(&created.operations).await;
    for branch in [main, created.branch] {
        let facts =
            Facts { being: Being::Surely, id: Some(branch.id), ..Facts::wanted(&branch.name) };
        world.add(&Slot::new(facts));
    }
}
