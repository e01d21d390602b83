//! `skate-env preview` against Neon on this machine and a GitHub on a loopback port.

mod bad_input;
mod figures;
mod github;
mod migrations;
mod shell_script;
mod vercel;
mod workflow;

use std::fs;

use serde_json::{Value, json};

use self::github::FakeGitHub;
use crate::{
    branch::BranchFixture,
    harness::{CANARY, Ending, Run},
};

/// A project with staging, and pull requests of `octo/shop` at GitHub.
struct Shop {
    neon: BranchFixture,
    github: FakeGitHub,
}

impl Shop {
    fn new() -> Self {
        Self::of(BranchFixture::new())
    }

    fn of(neon: BranchFixture) -> Self {
        Self { neon, github: FakeGitHub::start() }
    }

    /// The event file of a pull request, as GitHub writes it now.
    fn event(&self, number: u64, action: &str) -> Value {
        let pull = self.github.pull(number);
        json!({
            "action": action, "number": number, "pull_request": pull,
            "repository": { "id": 4711, "full_name": "octo/shop" },
        })
    }

    /// A job of GitHub Actions with this event.
    fn job(&self, words: &str, event: &Value) -> Run<'_> {
        let path = self.neon.project.path().join("event.json");
        fs::write(&path, event.to_string()).unwrap();
        self.neon
            .run(words)
            .variable("GITHUB_ACTIONS", "true")
            .variable("GITHUB_EVENT_NAME", "pull_request")
            .variable("GITHUB_EVENT_PATH", &path)
            .variable("GITHUB_REPOSITORY", "octo/shop")
            .variable("GITHUB_REPOSITORY_ID", "4711")
            .variable("GITHUB_API_URL", &self.github.address)
            .variable("GITHUB_SERVER_URL", "https://github.com")
            .variable("GITHUB_RUN_ID", "99")
            .variable("GITHUB_TOKEN", format!("{CANARY}-token"))
            .variable("GITHUB_OUTPUT", self.path("output"))
            .variable("GITHUB_ENV", self.path("env"))
            .variable("GITHUB_STEP_SUMMARY", self.path("summary"))
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.neon.project.path().join(name)
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// `up` of an event, with JSON as its answer.
    #[track_caller]
    fn up(&self, number: u64, words: &str) -> Value {
        let event = self.event(number, "synchronize");
        let words = format!("preview up --output json {words}");
        let ending = self.ends(&self.job(&words, &event));
        assert_eq!(ending.exit, 0, "{ending}");
        serde_json::from_str(&ending.stdout).unwrap()
    }

    /// Runs it; secrets stand in lines that mask them and nowhere else.
    #[track_caller]
    fn ends(&self, run: &Run<'_>) -> Ending {
        let ending = run.ends_with_masks();
        for name in ["output", "summary"] {
            assert!(!self.file(name).contains(CANARY), "a secret in {name}");
        }
        let secrets = ending.stderr.lines().filter_map(|line| line.strip_prefix("::add-mask::"));
        let secrets: Vec<String> = secrets.map(|line| line.replace("%25", "%")).collect();
        for line in ending.stdout.lines().chain(ending.stderr.lines()) {
            let masks = line.starts_with("::add-mask::");
            assert!(masks || secrets.iter().all(|secret| !line.contains(secret)), "{line}");
        }
        for (_, body) in self.github.comments() {
            assert!(secrets.iter().all(|secret| !body.contains(secret)), "{body}");
            assert!(!body.contains("postgres"), "{body}");
        }
        ending
    }

    /// The code of the error that it ends with.
    #[track_caller]
    fn error(&self, run: Run<'_>) -> (i32, String) {
        Self::error_of(&self.ends(&run.words("--output json")))
    }

    #[track_caller]
    fn error_of(ending: &Ending) -> (i32, String) {
        let line = ending.stderr.lines().last().unwrap_or_default();
        let error: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{ending}"));
        (ending.exit, error["error"]["code"].as_str().unwrap().to_owned())
    }

    fn previews(&self) -> Vec<String> {
        let names = self.neon.names().into_iter();
        names.filter(|name| name.starts_with("preview/") || name.starts_with("closing/")).collect()
    }
}
