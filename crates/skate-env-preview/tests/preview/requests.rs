//! How many requests it takes.

use crate::sim::{Branch, Executor, Outcome, REPOSITORY, STAGING, Simulation, World};
use skate_env_preview::{UpState, comment::Commented};

fn requests(executor: &Executor, job: &str) -> Vec<String> {
    let world = executor.world.lock().unwrap();
    let begin = format!("{job}: ");
    world.log.iter().filter_map(|line| line.strip_prefix(&begin)).map(str::to_owned).collect()
}

/// One pull request that is open and has its database and its comment.
fn with_a_database() -> (Executor, Simulation) {
    let mut world = World::new(1);
    world.open(7);
    let head = world.head(7);
    let mut executor = Executor::new(world);
    let simulation = Simulation::new(&executor);
    executor.spawn("first", None, simulation.up("first", 7, Some(head)));
    executor.run();
    let Outcome::Up(Ok((UpState::Ready, Some(Commented::Created)))) = simulation.outcome("first")
    else {
        panic!("the first run");
    };
    (executor, simulation)
}

#[test]
fn a_second_run_with_nothing_to_do_takes_six_requests() {
    let (mut executor, simulation) = with_a_database();
    let head = executor.world.lock().unwrap().head(7);
    executor.spawn("again", None, simulation.up("again", 7, Some(head)));
    executor.run();
    let Outcome::Up(Ok((UpState::Ready, Some(Commented::Unchanged)))) = simulation.outcome("again")
    else {
        panic!("the second run");
    };
    let requests = requests(&executor, "again");
    assert!(requests.len() <= 6, "{requests:#?}");
    assert!(requests.iter().all(|line| line.starts_with("GET ")), "{requests:#?}");
}

/// 1,000 branches of 1,000 open pull requests.
fn crowd(page: usize) -> Vec<String> {
    let mut world = World::new(1);
    world.page = page;
    for number in 1..=1_000 {
        world.open(number);
        let identity = serde_json::json!({ "repo": REPOSITORY.to_string(), "pr": number });
        let branch = Branch {
            name: format!("preview/pr-{number}"),
            parent: Some(STAGING.to_owned()),
            created_at: world.timestamp(),
            expires_at: None,
            annotation: serde_json::json!({ "skate-env": identity.to_string() }),
            migrated: None,
        };
        world.branches.insert(format!("br-new-branch-{number:06}"), branch);
    }
    world.now += std::time::Duration::from_secs(3_600);
    let mut executor = Executor::new(world);
    let simulation = Simulation::new(&executor);
    executor.spawn("sweep", None, simulation.sweep("sweep"));
    executor.run();
    let Outcome::Sweep(Ok(sweep)) = simulation.outcome("sweep") else { panic!("the sweep") };
    assert_eq!(sweep.branches.len(), 1_000);
    assert!(sweep.branches.iter().all(|it| !it.planned && !it.deleted && !it.unknown));
    assert!(executor.world.lock().unwrap().violations.is_empty());
    requests(&executor, "sweep")
}

#[test]
fn a_sweep_of_a_thousand_branches_takes_a_few_pages() {
    // Neon's document allows such pages.
    let requests = crowd(10_000);
    assert!(requests.len() <= 15, "{}", requests.len());
    // And where a page of Neon's ends at 100, nothing but pages is asked for.
    let requests = crowd(100);
    assert_eq!(requests.len(), 11 + 10, "{requests:#?}");
}
