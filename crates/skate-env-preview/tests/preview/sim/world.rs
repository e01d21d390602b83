//! The state of the world, and what must never happen in it.

use std::{collections::BTreeMap, time::Duration};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::random::Random;

pub(crate) const PRODUCTION: &str = "br-cool-forest-100000";
pub(crate) const STAGING: &str = "br-cool-forest-200000";
pub(crate) const REPOSITORY: u64 = 4711;
pub(crate) const BOT: &str = "github-actions[bot]";

/// A branch at Neon.
#[derive(Clone)]
pub(crate) struct Branch {
    pub(crate) name: String,
    pub(crate) parent: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) annotation: Value,
    /// The commit whose migrations it has.
    pub(crate) migrated: Option<String>,
}

pub(crate) struct Pull {
    pub(crate) open: bool,
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) head: u64,
    pub(crate) fork: bool,
    pub(crate) labels: Vec<String>,
    /// How often it was opened.
    pub(crate) times_opened: u64,
    /// Branches that were handed out since it was last opened.
    pub(crate) handed_out: Vec<String>,
}

pub(crate) struct Comment {
    pub(crate) id: u64,
    pub(crate) pull: u64,
    pub(crate) author: String,
    pub(crate) body: String,
}

/// How often what goes wrong, in 1,000 requests.
#[derive(Clone, Copy, Default)]
pub(crate) struct Faults {
    pub(crate) lost: u64,
    pub(crate) refused: u64,
    pub(crate) production: u64,
}

pub(crate) struct World {
    pub(crate) now: Duration,
    pub(crate) random: Random,
    pub(crate) faults: Faults,
    pub(crate) branches: BTreeMap<String, Branch>,
    pub(crate) pulls: BTreeMap<u64, Pull>,
    pub(crate) comments: Vec<Comment>,
    /// The most that a page of branches holds.
    pub(crate) page: usize,
    pub(crate) changed_files: Vec<String>,
    /// Whether GitHub answers 502.
    pub(crate) github_is_down: bool,
    pub(crate) may_comment: bool,
    pub(crate) log: Vec<String>,
    /// Which opening of which pull request a job saw last.
    pub(crate) seen_open: BTreeMap<String, (u64, u64)>,
    pub(crate) violations: Vec<String>,
    next: u64,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut world = Self {
            now: Duration::ZERO,
            random: Random::new(seed),
            faults: Faults::default(),
            branches: BTreeMap::new(),
            pulls: BTreeMap::new(),
            comments: Vec::new(),
            page: 10_000,
            changed_files: vec!["src/a.ts".to_owned()],
            github_is_down: false,
            may_comment: true,
            log: Vec::new(),
            seen_open: BTreeMap::new(),
            violations: Vec::new(),
            next: 300_000,
        };
        let plain = |name: &str, parent: Option<&str>| Branch {
            name: name.to_owned(),
            parent: parent.map(str::to_owned),
            created_at: world.timestamp(),
            expires_at: None,
            annotation: Value::Null,
            migrated: None,
        };
        let (main, staging) = (plain("main", None), plain("staging", Some(PRODUCTION)));
        world.branches.insert(PRODUCTION.to_owned(), main);
        world.branches.insert(STAGING.to_owned(), staging);
        world
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    pub(crate) fn timestamp(&self) -> Timestamp {
        let begin: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        begin + SignedDuration::try_from(self.now).unwrap()
    }

    pub(crate) fn open(&mut self, number: u64) {
        let pull = self.pulls.entry(number).or_insert(Pull {
            open: false,
            closed_at: None,
            head: 0,
            fork: false,
            labels: Vec::new(),
            times_opened: 0,
            handed_out: Vec::new(),
        });
        (pull.open, pull.closed_at) = (true, None);
        pull.times_opened += 1;
        pull.handed_out.clear();
    }

    pub(crate) fn close(&mut self, number: u64) {
        let now = self.timestamp();
        let pull = self.pulls.get_mut(&number).unwrap();
        if pull.open {
            (pull.open, pull.closed_at) = (false, Some(now));
            pull.handed_out.clear();
        }
    }

    pub(crate) fn push(&mut self, number: u64) {
        self.pulls.get_mut(&number).unwrap().head += 1;
    }

    /// Somebody writes a comment on pull request 7.
    pub(crate) fn comment(&mut self, author: &str, body: &str) {
        let id = self.number();
        let (author, body) = (author.to_owned(), body.to_owned());
        self.comments.push(Comment { id, pull: 7, author, body });
    }

    pub(crate) fn head(&self, number: u64) -> String {
        format!("{number:08x}{:08x}", self.pulls[&number].head)
    }

    /// The branch of this name.
    pub(crate) fn named(&self, name: &str) -> Option<(&String, &Branch)> {
        self.branches.iter().find(|(_, branch)| branch.name == name)
    }

    /// The branches that were made for a pull request, whatever their name is now.
    pub(crate) fn of_pull(&self, number: u64) -> Vec<&String> {
        let of = |branch: &Branch| pull_of(branch) == Some(number);
        self.branches.iter().filter(|(_, it)| of(it)).map(|(id, _)| id).collect()
    }

    pub(crate) fn expire(&mut self) {
        let now = self.timestamp();
        self.branches.retain(|_, branch| branch.expires_at.is_none_or(|at| at > now));
    }

    /// A job that saw the pull request open gives a branch's URL to somebody.
    pub(crate) fn hand_out(&mut self, job: &str, number: u64, id: &str, host: &str) {
        if host.contains("100000") {
            self.violations.push(format!("{number} was given production's URL"));
        }
        if !host.contains(&suffix(id)) {
            self.violations.push(format!("{number} was given {host}, which is not {id}'s"));
        }
        let name = format!("preview/pr-{number}");
        let is_there = self.branches.contains_key(id) || self.named(&name).is_some();
        let pull = self.pulls.get_mut(&number).unwrap();
        // What was closed and opened since the job asked is another run's.
        let seen = self.seen_open.get(job) == Some(&(number, pull.times_opened));
        if pull.open && seen {
            pull.handed_out.push(id.to_owned());
            if !is_there {
                self.violations.push(format!("{number} was given {id}, which is gone"));
            }
        }
    }

    /// A deletion that is about to happen.
    pub(super) fn judge_deletion(&mut self, id: &str) {
        let branch = &self.branches[id];
        let Some(number) = pull_of(branch) else {
            self.violations.push(format!("{} was deleted", branch.name));
            return;
        };
        let name = format!("preview/pr-{number}");
        let successor = self.named(&name).is_some_and(|(other, _)| other != id);
        let pull = &self.pulls[&number];
        if pull.open && pull.handed_out.iter().any(|it| it == id) && !successor {
            self.violations.push(format!("{number} is open and lost {id}"));
        }
    }
}

/// The pull request of this repository that a branch was made for.
pub(crate) fn pull_of(branch: &Branch) -> Option<u64> {
    let text = branch.annotation.get("skate-env")?.as_str()?;
    let identity: Value = serde_json::from_str(text).ok()?;
    let repository = REPOSITORY.to_string();
    (identity["repo"].as_str() == Some(&repository)).then(|| identity["pr"].as_u64())?
}

pub(super) fn suffix(id: &str) -> String {
    id.rsplit('-').next().unwrap_or_default().to_owned()
}

pub(super) fn pull_of_id(world: &World, id: &str) -> Option<u64> {
    pull_of(world.branches.get(id)?)
}
