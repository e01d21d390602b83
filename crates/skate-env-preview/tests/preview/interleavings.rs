//! Random interleavings of pushes, closes, reopenings, sweeps, lost replies and kills.

use std::time::Duration;

use crate::sim::{Executor, Faults, Outcome, Simulation, World};

const HOUR: Duration = Duration::from_secs(3_600);

/// `cargo xtask soak interleavings` runs 10,000.
const IN_CI: u64 = 2_500;

#[test]
#[expect(clippy::disallowed_methods, reason = "the soak says how many")]
fn no_interleaving_leaves_an_orphan_or_takes_something_away() {
    let threads = 2;
    let count = std::env::var("SKATE_ENV_TEST_INTERLEAVINGS");
    let each = count.map_or(IN_CI, |it| it.parse().unwrap()) / threads;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                for seed in thread * each..(thread + 1) * each {
                    interleaving(seed);
                }
            });
        }
    });
}

fn interleaving(seed: u64) {
    let mut world = World::new(seed);
    world.faults.lost = world.random.below(30);
    world.faults.refused = world.random.below(60);
    world.faults.production = world.random.below(20);
    let pulls = 1 + world.random.below(2);
    let mut executor = Executor::new(world);
    let simulation = Simulation::new(&executor);
    let mut events = 4 + executor.world.lock().unwrap().random.below(8);
    let mut count = 0;
    while events > 0 || !executor.is_idle() {
        let happens =
            events > 0 && (executor.is_idle() || executor.world.lock().unwrap().random.chance(80));
        if happens {
            events -= 1;
            count += 1;
            let pull = 1 + executor.world.lock().unwrap().random.below(pulls);
            event(&mut executor, &simulation, pull, count);
        } else {
            executor.step();
        }
    }
    settle(&mut executor, &simulation, seed);
}

/// Something happens to a pull request, and its workflow starts, or not.
fn event(executor: &mut Executor, simulation: &Simulation, pull: u64, count: u64) {
    let name = format!("job-{count}");
    let is_idle = executor.is_idle();
    let (kind, dies_after, cancelled) = {
        let mut world = executor.world.lock().unwrap();
        let dies = world.random.chance(200).then(|| world.random.below(60));
        (world.random.below(10), dies, world.random.chance(200))
    };
    let mut world = executor.world.lock().unwrap();
    let is_open = world.pulls.get(&pull).is_some_and(|pull| pull.open);
    match kind {
        0 => {
            drop(world);
            executor.spawn(&name, dies_after, simulation.sweep(&name));
        }
        1 if is_idle && world.random.chance(300) => world.now += 15 * 24 * HOUR, // it expires
        1 => {
            // A run is started again, whatever became of its pull request.
            if world.pulls.contains_key(&pull) {
                let head = world.head(pull);
                drop(world);
                executor.spawn(&name, dies_after, simulation.up(&name, pull, Some(head)));
            }
        }
        2..5 if is_open => {
            world.close(pull);
            drop(world);
            // The head branch is deleted, and its pending run with it.
            if !cancelled {
                executor.spawn(&name, dies_after, simulation.down(&name, pull));
            }
        }
        _ => {
            if is_open {
                world.push(pull);
            } else {
                world.open(pull);
            }
            let head = world.head(pull);
            drop(world);
            executor.spawn(&name, dies_after, simulation.up(&name, pull, Some(head)));
        }
    }
}

/// Nothing goes wrong any more; each pull request's workflow runs once more, and then one sweep.
fn settle(executor: &mut Executor, simulation: &Simulation, seed: u64) {
    let pulls: Vec<_> = {
        let mut world = executor.world.lock().unwrap();
        world.faults = Faults::default();
        world.now += HOUR;
        world.pulls.iter().map(|(number, pull)| (*number, pull.open)).collect()
    };
    executor.spawn("sweep", None, simulation.sweep("sweep"));
    executor.run();
    let Outcome::Sweep(Ok(sweep)) = simulation.outcome("sweep") else { panic!("{seed}") };
    assert!(!sweep.has_unknown() && sweep.failed() == 0, "seed {seed}: {sweep:?}");
    {
        let world = executor.world.lock().unwrap();
        assert!(
            world.violations.is_empty(),
            "seed {seed}: {:?} {:#?}",
            world.violations,
            world.log
        );
        for (number, open) in &pulls {
            let left = world.of_pull(*number);
            assert!(*open || left.is_empty(), "seed {seed}: {number} left {left:?}");
            assert!(left.len() <= 1, "seed {seed}: {number} has {left:?}");
        }
    }
    for (number, open) in &pulls {
        let name = format!("last-{number}");
        if *open {
            let head = executor.world.lock().unwrap().head(*number);
            executor.spawn(&name, None, simulation.up(&name, *number, Some(head)));
        } else {
            executor.spawn(&name, None, simulation.down(&name, *number));
        }
    }
    executor.run();
    let world = executor.world.lock().unwrap();
    assert!(world.violations.is_empty(), "seed {seed}: {:?}", world.violations);
    for (number, open) in &pulls {
        let name = format!("preview/pr-{number}");
        let branch = world.named(&name).map(|(_, branch)| branch);
        assert_eq!(
            branch.is_some(),
            *open,
            "seed {seed}: {name} {:#?}",
            world.log.iter().rev().take(60).collect::<Vec<_>>()
        );
        let head = Some(world.head(*number));
        assert!(branch.is_none_or(|it| it.migrated == head), "seed {seed}: {name} is behind");
        let comments = world.comments.iter().filter(|comment| comment.pull == *number).count();
        assert!(comments <= 1, "seed {seed}: {number} has {comments} comments");
    }
}
