//! Each race of the table, in an order that is given.

use std::time::Duration;

use skate_env_preview::{Down, UpState, comment::Commented};

use crate::sim::{Executor, Outcome, Simulation, World};

struct Race {
    executor: Executor,
    simulation: Simulation,
}

impl Race {
    /// With pull request 7, open.
    fn new() -> Self {
        let mut world = World::new(7);
        world.open(7);
        let executor = Executor::new(world);
        let simulation = Simulation::new(&executor);
        Self { executor, simulation }
    }

    fn up(&mut self, name: &str) {
        let head = self.executor.world.lock().unwrap().head(7);
        self.executor.spawn(name, None, self.simulation.up(name, 7, Some(head)));
    }

    fn down(&mut self, name: &str) {
        self.executor.spawn(name, None, self.simulation.down(name, 7));
    }

    fn sweep(&mut self, name: &str) {
        self.executor.spawn(name, None, self.simulation.sweep(name));
    }

    /// Lets a job go on until it has sent a request that begins so.
    #[track_caller]
    fn until(&mut self, job: &str, request: &str) {
        let line = format!("{job}: {request}");
        let seen = |it: &Self| {
            it.executor.world.lock().unwrap().log.iter().any(|sent| sent.starts_with(&line))
        };
        while !seen(self) {
            assert!(self.executor.step_named(job), "{job} ended without {request}");
        }
    }

    /// Lets a job go on to its end.
    fn end(&mut self, job: &str) {
        while self.executor.step_named(job) {}
    }

    fn world<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        change(&mut self.executor.world.lock().unwrap())
    }

    fn names(&self) -> Vec<String> {
        self.world(|world| {
            assert!(world.violations.is_empty(), "{:?}", world.violations);
            let all = world.branches.values().map(|branch| branch.name.clone());
            all.filter(|name| name != "main" && name != "staging").collect()
        })
    }

    #[track_caller]
    fn up_ended(&self, name: &str) -> (UpState, Option<Commented>) {
        match self.simulation.outcome(name) {
            Outcome::Up(ended) => ended.unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn down_ended(&self, name: &str) -> Down {
        match self.simulation.outcome(name) {
            Outcome::Down(ended) => ended.unwrap(),
            other => panic!("{other:?}"),
        }
    }
}

/// `down` finds the branch, or comes before it is made: both orders end with none.
#[test]
fn a_close_while_up_runs_leaves_nothing() {
    // Before the branch is made.
    let mut race = Race::new();
    race.up("up");
    race.until("up", "GET /repos/octo/shop/pulls/7");
    race.world(|world| world.close(7));
    race.down("down");
    race.end("down");
    assert_eq!(race.down_ended("down"), Down::Absent);
    race.end("up");
    assert_eq!(race.up_ended("up").0, UpState::ClosedMeanwhile);
    assert!(race.names().is_empty());

    // After it is made.
    let mut race = Race::new();
    race.up("up");
    race.until("up", "GET /projects/p1/connection_uri");
    race.world(|world| world.close(7));
    race.down("down");
    race.end("down");
    assert!(matches!(race.down_ended("down"), Down::Deleted(gone) if gone.len() == 1));
    race.end("up");
    assert_eq!(race.up_ended("up").0, UpState::ClosedMeanwhile);
    assert!(race.names().is_empty());

    // The run of `up` deletes first, and `down` finds nothing.
    let mut race = Race::new();
    race.up("up");
    race.until("up", "GET /projects/p1/connection_uri");
    race.world(|world| world.close(7));
    race.end("up");
    race.down("down");
    race.end("down");
    assert_eq!(race.down_ended("down"), Down::Absent);
    assert!(race.names().is_empty());
}

/// The head branch was deleted, and GitHub cancelled the job of the closing.
#[test]
fn a_cancelled_close_is_swept() {
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    race.world(|world| world.close(7));
    race.sweep("early");
    race.end("early");
    assert_eq!(race.names(), ["preview/pr-7"], "within its grace");
    race.world(|world| world.now += Duration::from_secs(600));
    race.sweep("late");
    race.end("late");
    assert!(race.names().is_empty());
}

#[test]
fn two_pushes_at_once_end_with_one_branch_and_the_newer_commit() {
    let mut race = Race::new();
    race.up("old");
    race.world(|world| world.push(7));
    race.up("new");
    // Both look before either makes it.
    race.until("old", "GET /projects/p1/branches");
    race.until("new", "GET /projects/p1/branches");
    race.end("new");
    race.end("old");
    assert_eq!(race.up_ended("new").0, UpState::Ready);
    assert_eq!(race.up_ended("old").0, UpState::Superseded);
    assert_eq!(race.names(), ["preview/pr-7"]);
    let head = race.world(|world| world.head(7));
    let migrated = race.world(|world| world.named("preview/pr-7").unwrap().1.migrated.clone());
    assert_eq!(migrated, Some(head));
    assert_eq!(race.world(|world| world.comments.len()), 1);
}

#[test]
fn what_is_reopened_keeps_its_database_or_gets_a_new_one() {
    // Reopened before `down` asks.
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    race.world(|world| world.close(7));
    race.down("down");
    race.until("down", "GET /projects/p1/branches");
    race.world(|world| world.open(7));
    race.end("down");
    assert!(matches!(race.down_ended("down"), Down::Kept(_)));
    assert_eq!(race.names(), ["preview/pr-7"]);

    // Reopened after `down` asked for the first time: the branch loses its name, `up` makes another,
    // and nothing that was handed out is deleted.
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    race.world(|world| world.close(7));
    race.down("down");
    race.until("down", "PATCH /projects/p1/branches/");
    race.world(|world| world.open(7));
    race.up("again");
    race.end("again");
    race.end("down");
    assert!(matches!(race.down_ended("down"), Down::Kept(_)));
    assert_eq!(race.up_ended("again").0, UpState::Ready);
    assert_eq!(race.names().iter().filter(|name| *name == "preview/pr-7").count(), 1);
    race.world(|world| world.now += Duration::from_secs(3_600));
    race.sweep("sweep");
    race.end("sweep");
    assert_eq!(race.names(), ["preview/pr-7"]);

    // Reopened after it is gone.
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    race.world(|world| world.close(7));
    race.down("down");
    race.end("down");
    race.world(|world| world.open(7));
    race.up("again");
    race.end("again");
    assert_eq!(race.names(), ["preview/pr-7"]);
}

/// A closing that saw the pull request open after all leaves the branch, and a sweep names it again.
#[test]
fn a_branch_gets_its_name_back_when_nobody_can_be_about_to_delete_it() {
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    race.world(|world| world.close(7));
    race.down("down");
    race.until("down", "PATCH /projects/p1/branches/");
    race.world(|world| world.open(7));
    race.end("down");
    race.sweep("early");
    race.end("early");
    assert!(race.names()[0].starts_with("closing/pr-7/"));
    race.world(|world| world.now += Duration::from_secs(600));
    race.sweep("late");
    race.end("late");
    assert_eq!(race.names(), ["preview/pr-7"]);
}

#[test]
fn a_push_after_the_expiry_makes_it_anew() {
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    let first = race.world(|world| world.named("preview/pr-7").unwrap().0.clone());
    race.world(|world| {
        world.now += Duration::from_secs(15 * 24 * 3_600);
        world.push(7);
    });
    race.up("again");
    race.end("again");
    assert_eq!(race.up_ended("again"), (UpState::Ready, Some(Commented::Updated)));
    let second = race.world(|world| world.named("preview/pr-7").unwrap().0.clone());
    assert_ne!(first, second);
}

#[test]
fn a_sweep_leaves_a_branch_that_is_being_made() {
    let mut race = Race::new();
    race.up("up");
    race.until("up", "POST /projects/p1/branches");
    race.world(|world| world.close(7));
    race.sweep("sweep");
    race.end("sweep");
    assert_eq!(race.names(), ["preview/pr-7"]);
    race.end("up");
    assert!(race.names().is_empty());
}

/// Every step of a job of the closing may be its last: the next sweep ends what it began.
#[test]
fn a_close_that_is_killed_anywhere_is_swept() {
    for steps in 0..40 {
        let mut race = Race::new();
        race.up("up");
        race.end("up");
        race.world(|world| world.close(7));
        race.executor.spawn("down", Some(steps), race.simulation.down("down", 7));
        race.end("down");
        race.world(|world| world.now += Duration::from_secs(3_600));
        race.sweep("sweep");
        race.end("sweep");
        assert!(race.names().is_empty(), "killed after {steps} steps");
    }
}

#[test]
fn what_github_cannot_say_deletes_nothing_and_is_found_later() {
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    race.world(|world| {
        world.close(7);
        world.now += Duration::from_secs(3_600);
        world.github_is_down = true;
    });
    race.down("down");
    race.end("down");
    let Outcome::Down(Err(error)) = race.simulation.outcome("down") else { panic!() };
    assert!(error.contains("[github_unavailable]") || error.contains("GitHub"), "{error}");
    race.sweep("sweep");
    race.end("sweep");
    let Outcome::Sweep(Ok(sweep)) = race.simulation.outcome("sweep") else { panic!() };
    assert!(sweep.has_unknown() && sweep.branches.len() == 1);
    assert_eq!(race.names(), ["preview/pr-7"]);
    race.world(|world| world.github_is_down = false);
    race.sweep("later");
    race.end("later");
    assert!(race.names().is_empty());
}

#[test]
fn a_label_taken_away_or_a_change_taken_back_deletes_the_branch() {
    let race = Race::new();
    let by_label = race.simulation.with_policy("[classes.preview]\nwhen = \"label:db\"\n");
    let mut race = Race { simulation: by_label, ..race };
    race.world(|world| world.pulls.get_mut(&7).unwrap().labels.push("db".to_owned()));
    race.up("with");
    race.end("with");
    assert_eq!(race.names(), ["preview/pr-7"]);
    race.world(|world| {
        let pull = world.pulls.get_mut(&7).unwrap();
        pull.labels.clear();
        pull.handed_out.clear(); // nobody needs it any more
    });
    race.up("without");
    race.end("without");
    assert!(matches!(race.up_ended("without").0, UpState::Unwanted(why) if why.contains("db")));
    assert!(race.names().is_empty());

    let race = Race::new();
    let policy = "[classes.preview]\nwhen = \"paths\"\npaths = [\"prisma/**\"]\n";
    let mut race = Race { simulation: race.simulation.with_policy(policy), ..race };
    race.world(|world| world.changed_files.push("prisma/schema.prisma".to_owned()));
    race.up("with");
    race.end("with");
    assert_eq!(race.names(), ["preview/pr-7"]);
    race.world(|world| {
        world.changed_files.truncate(1);
        world.pulls.get_mut(&7).unwrap().handed_out.clear();
    });
    race.up("without");
    race.end("without");
    assert!(race.names().is_empty());
}

#[test]
fn a_comment_is_ours_by_marker_and_author_and_there_is_one() {
    let mut race = Race::new();
    race.up("up");
    race.end("up");
    let body = race.world(|world| {
        let body = world.comments[0].body.clone();
        // Somebody copies it, and a race left a second one of ours.
        world.comment("eve", &body);
        world.comment("github-actions[bot]", &body);
        world.push(7);
        body
    });
    race.up("again");
    race.end("again");
    assert_eq!(race.up_ended("again").1, Some(Commented::Updated));
    race.world(|world| {
        let authors: Vec<_> = world.comments.iter().map(|it| it.author.as_str()).collect();
        assert_eq!(authors, ["github-actions[bot]", "eve"]);
        assert_eq!(world.comments[1].body, body);
    });
    // A token that may not comment: its code, and the database is there all the same.
    race.world(|world| {
        world.comments.clear();
        world.may_comment = false;
    });
    race.up("mute");
    race.end("mute");
    let Outcome::Up(Err(error)) = race.simulation.outcome("mute") else { panic!() };
    assert!(error.contains("GitHub answered 403"), "{error}");
    assert_eq!(race.names(), ["preview/pr-7"]);
}

#[test]
fn a_branch_of_another_repository_or_of_nobody_is_left_alone() {
    for identity in ["{\"repo\":\"1\",\"pr\":7}", "{\"repo\":\"4711\",\"pr\":8}", "x"] {
        let mut race = Race::new();
        race.up("up");
        race.end("up");
        race.world(|world| {
            let id = world.named("preview/pr-7").unwrap().0.clone();
            let branch = world.branches.get_mut(&id).unwrap();
            branch.annotation = serde_json::json!({ "skate-env": identity });
            world.now += Duration::from_secs(3_600);
        });
        race.up("again");
        race.end("again");
        let Outcome::Up(Err(error)) = race.simulation.outcome("again") else { panic!() };
        assert!(error.contains("exists, but"), "{error}");
        race.world(|world| world.close(7));
        race.down("down");
        race.end("down");
        let Outcome::Down(Err(error)) = race.simulation.outcome("down") else { panic!() };
        assert!(error.contains("was not made for pull request 7"), "{error}");
        race.world(|world| world.now += Duration::from_secs(3_600));
        race.sweep("sweep");
        race.end("sweep");
        let swept = identity.contains("\"pr\":8");
        // Pull request 8 does not exist: what GitHub does not know is kept.
        let Outcome::Sweep(Ok(sweep)) = race.simulation.outcome("sweep") else { panic!() };
        assert_eq!(sweep.has_unknown(), swept);
        assert_eq!(race.names(), ["preview/pr-7"]);
    }
}
