//! The event that started a workflow: which pull request it is about, and whether it can be trusted.

use serde::Deserialize;
use skate_env_core::{Code, Problem};

use crate::github::model::PullRequestEnd;

/// The event whose workflow runs with secrets on code of somebody else.
const TARGET: &str = "pull_request_target";

/// What a workflow's event says of a pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The pull request's number.
    pub number: u64,
    /// `opened`, `synchronize`, `closed` …
    pub action: String,
    /// The head commit when the event happened.
    pub head: String,
    /// The id of the repository that the pull request is in.
    pub repository: u64,
    /// Owner and name of that repository.
    pub full_name: String,
    /// Whether the head is in another repository.
    pub is_from_fork: bool,
}

/// What the environment of a job says, to compare the event with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Job<'a> {
    /// `GITHUB_EVENT_NAME`.
    pub event: Option<&'a str>,
    /// `GITHUB_REPOSITORY`.
    pub repository: Option<&'a str>,
    /// `GITHUB_REPOSITORY_ID`.
    pub repository_id: Option<&'a str>,
}

#[derive(Deserialize)]
struct Payload {
    #[serde(default)]
    action: String,
    repository: crate::github::model::Repository,
    pull_request: Option<PayloadPullRequest>,
}

#[derive(Deserialize)]
struct PayloadPullRequest {
    number: u64,
    head: PullRequestEnd,
    base: PullRequestEnd,
}

impl Event {
    /// Reads an event; `None` where it is about no pull request.
    ///
    /// # Errors
    /// `untrusted_event` for an event that is cut or is not as GitHub writes it, that is another
    /// repository's, or that runs with secrets for another repository's code.
    pub fn parse(text: &str, job: Job<'_>) -> Result<Option<Self>, Problem> {
        let payload: serde_json::Value = serde_json::from_str(text)
            .map_err(|_| untrusted("The event is not JSON, or it ends too early"))?;
        if payload.get("pull_request").is_none() {
            return Ok(None);
        }
        let payload: Payload = serde_json::from_value(payload)
            .map_err(|_| untrusted("The event does not describe a pull request as GitHub does"))?;
        let Payload { action, repository, pull_request: Some(pull) } = payload else {
            return Err(untrusted("The event names no pull request"));
        };
        let same_name =
            job.repository.is_none_or(|it| it.eq_ignore_ascii_case(&repository.full_name));
        // A renamed repository keeps its id.
        let same = job.repository_id.map_or(same_name, |id| id == repository.id.to_string());
        let base = pull.base.repo.as_ref().map(|repo| repo.id);
        if !same || base != Some(repository.id) {
            return Err(untrusted("The event is about another repository than this job's"));
        }
        if pull.number == 0 {
            return Err(untrusted("The event names no pull request"));
        }
        let is_from_fork = pull.head.repo.as_ref().map(|repo| repo.id) != base;
        if is_from_fork && job.event == Some(TARGET) {
            return Err(Problem::new(
                Code::UntrustedEvent,
                "`pull_request_target` gives this job secrets, and the pull request's code is \
                 another repository's.",
                "Start the workflow on `pull_request`: forks then get no secrets, and \
                 `skate-env local start` gives them a database.",
            ));
        }
        let (number, head) = (pull.number, pull.head.sha);
        let (repository, full_name) = (repository.id, repository.full_name);
        Ok(Some(Self { number, action, head, repository, full_name, is_from_fork }))
    }
}

fn untrusted(what: &str) -> Problem {
    let hint = "Run the command in a workflow that `pull_request` starts, or name the pull request: \
                `--pr NUMBER`.";
    Problem::new(Code::UntrustedEvent, format!("{what}."), hint)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn event() -> Value {
        let shop = json!({ "id": 1, "full_name": "octo/shop" });
        json!({
            "action": "opened", "number": 7, "repository": shop,
            "pull_request": {
                "number": 7,
                "head": { "ref": "x", "sha": "abc", "repo": shop },
                "base": { "ref": "main", "sha": "def", "repo": shop },
            },
        })
    }

    const JOB: Job<'_> = Job {
        event: Some("pull_request"),
        repository: Some("octo/shop"),
        repository_id: Some("1"),
    };

    fn code(event: &Value, job: Job<'_>) -> Code {
        Event::parse(&event.to_string(), job).unwrap_err().code
    }

    #[test]
    fn an_event_names_its_pull_request() {
        let read = Event::parse(&event().to_string(), JOB).unwrap().unwrap();
        assert_eq!((read.number, read.head.as_str(), read.is_from_fork), (7, "abc", false));
        assert_eq!(Event::parse("{\"ref\":\"refs/heads/main\"}", JOB), Ok(None));
        // Renamed between the event and the job: the id counts.
        let renamed = Job { repository: Some("octo/store"), ..JOB };
        assert!(Event::parse(&event().to_string(), renamed).is_ok());
    }

    #[test]
    fn what_cannot_be_trusted_is_refused() {
        let text = event().to_string();
        for cut in 0..text.len() {
            let refused = Event::parse(&text[..cut], JOB).unwrap_err();
            assert_eq!(refused.code, Code::UntrustedEvent, "cut at {cut}");
        }
        let with = |pointer: &str, value: Value| {
            let mut event = event();
            *event.pointer_mut(pointer).unwrap() = value;
            event
        };
        for wrong in [json!("7"), json!(-7), json!(0), json!(null), json!(7.5)] {
            let event = with("/pull_request/number", wrong);
            assert_eq!(code(&event, JOB), Code::UntrustedEvent);
        }
        assert_eq!(code(&with("/repository/id", json!(2)), JOB), Code::UntrustedEvent);
        assert_eq!(code(&with("/pull_request/base/repo/id", json!(2)), JOB), Code::UntrustedEvent);
        assert_eq!(code(&with("/pull_request", json!(null)), JOB), Code::UntrustedEvent);
        let elsewhere = Job { repository: Some("evil/shop"), repository_id: None, ..JOB };
        assert_eq!(code(&event(), elsewhere), Code::UntrustedEvent);
    }

    #[test]
    fn a_fork_s_code_gets_no_secrets() {
        let target = Job { event: Some("pull_request_target"), ..JOB };
        assert!(Event::parse(&event().to_string(), target).is_ok());
        for head in [json!({ "id": 9, "full_name": "eve/shop" }), json!(null)] {
            let mut forked = event();
            forked["pull_request"]["head"]["repo"] = head;
            assert!(Event::parse(&forked.to_string(), JOB).unwrap().unwrap().is_from_fork);
            assert_eq!(code(&forked, target), Code::UntrustedEvent);
        }
    }
}
