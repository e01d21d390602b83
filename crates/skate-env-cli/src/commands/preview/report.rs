//! Reports what `up` and `down` did.

use std::fmt;

use serde::Serialize;
use skate_env_preview::{Down, Up, UpState, comment::Commented, markdown::code};

use super::{hand_out::how, setup::Prepared, up::state_name, vercel::VercelOutcome};
use crate::output::{Answer, Fields, escape_control};

#[derive(Serialize)]
pub(super) struct UpReport {
    pr: u64,
    state: &'static str,
    /// Why there is no database, or why this run did not migrate it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    branch: Option<BranchData>,
    environment: &'static str,
    migrated: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reset_because: Option<String>,
    seeded: bool,
    ms: u128,
    /// The names of the variables that were handed out.
    handed_out: Vec<String>,
    /// What happened on Vercel, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) vercel: Option<VercelOutcome>,
    #[serde(skip)]
    pub(super) comment: Option<Commented>,
    #[serde(skip)]
    migrations: String,
    /// What it says, for the summary of the step.
    #[serde(skip)]
    pub(super) summary: Vec<String>,
}

#[derive(Serialize)]
struct BranchData {
    id: String,
    name: String,
    how: &'static str,
    expires_at: Option<String>,
}

impl UpReport {
    pub(super) fn new(
        pr: u64,
        up: &Up<Prepared>,
        handed_out: Vec<String>,
        milliseconds: u128,
    ) -> Self {
        let branch = up.branch.as_ref().map(|ensured| BranchData {
            id: ensured.branch.id.as_str().to_owned(),
            name: ensured.branch.name.clone(),
            how: how(ensured.outcome),
            expires_at: ensured.branch.expires_at.clone(),
        });
        let prepared = up.prepared.as_ref();
        let state = state_name(&up.state);
        Self {
            reason: reason(&up.state, up.deleted.as_deref(), str::to_owned),
            branch,
            migrated: prepared.map(|it| it.migrated.clone()).unwrap_or_default(),
            reset_because: prepared.and_then(|it| it.reset.clone()),
            seeded: prepared.is_some_and(|it| it.seeded),
            migrations: prepared.map(|it| migrations(it, escape_control)).unwrap_or_default(),
            summary: summary(pr, up),
            ms: milliseconds,
            handed_out,
            ..Self::without_branch(pr, state)
        }
    }

    /// A fork's job, which has no key.
    pub(super) fn without_secrets(pr: u64) -> Self {
        let reason = "a fork's job has no key; `skate-env local start` gives it a database";
        let nothing = Self::without_branch(pr, "no_secrets");
        let summary = vec![heading(pr, nothing.state), format!("- {reason}")];
        Self { reason: Some(reason.to_owned()), summary, ..nothing }
    }

    fn without_branch(pr: u64, state: &'static str) -> Self {
        Self {
            pr,
            state,
            reason: None,
            branch: None,
            environment: "preview",
            migrated: Vec::new(),
            reset_because: None,
            seeded: false,
            ms: 0,
            handed_out: Vec::new(),
            vercel: None,
            comment: None,
            migrations: String::new(),
            summary: Vec::new(),
        }
    }
}

/// What `up` did, as Markdown.
fn summary(pr: u64, up: &Up<Prepared>) -> Vec<String> {
    let mut lines = vec![heading(pr, state_name(&up.state))];
    let reason = reason(&up.state, up.deleted.as_deref(), code);
    lines.extend(reason.map(|reason| format!("- {reason}")));
    if let (Some(ensured), Some(prepared)) = (&up.branch, &up.prepared) {
        let branch = &ensured.branch;
        let (name, how) = (code(&branch.name), how(ensured.outcome));
        lines.push(format!("- branch {name} ({how}), `{}`", branch.id));
        lines.extend(branch.expires_at.iter().map(|at| format!("- expires {at}")));
        lines.push(format!("- migrations: {}", migrations(prepared, code)));
        let reset = prepared.reset.as_deref();
        lines.extend(reset.map(|why| format!("- the data was reset: {}", code(why))));
    }
    lines
}

fn heading(pr: u64, state: &str) -> String {
    format!("**Pull request {pr}**: {state}")
}

/// What was migrated, in a few words. `quote` makes a migration's name fit for where it is shown.
pub(super) fn migrations(prepared: &Prepared, quote: impl Fn(&str) -> String) -> String {
    match (prepared.skipped, prepared.migrated.as_slice()) {
        (Some(why), _) => format!("not applied: {why}"),
        (None, []) if prepared.applied == 0 => "the project has none".to_owned(),
        (None, []) => format!("all {} were applied before", prepared.applied),
        (None, names) => {
            let names: Vec<_> = names.iter().map(|name| quote(name)).collect();
            format!("{} applied now: {}", names.len(), names.join(", "))
        }
    }
}

/// Why there is no database, or why this run did not migrate it. `quote` makes what the policy says
/// fit for where it is shown.
fn reason(
    state: &UpState,
    deleted: Option<&str>,
    quote: impl Fn(&str) -> String,
) -> Option<String> {
    let deleted = deleted.map(|name| format!("`{name}` was deleted"));
    match state {
        UpState::Ready => None,
        UpState::Superseded => Some("a newer commit was pushed; its run migrates".to_owned()),
        UpState::Closed => Some("the pull request is closed, so nothing was created".to_owned()),
        UpState::ClosedMeanwhile => {
            let what = deleted.unwrap_or_else(|| "the branch is left to `preview down`".to_owned());
            Some(format!("the pull request was closed meanwhile: {what}"))
        }
        UpState::Unwanted(why) => {
            let what = deleted.map(|what| format!("; {what}")).unwrap_or_default();
            Some(format!("the policy gives it no database: {}{what}", quote(why)))
        }
    }
}

impl Answer for UpReport {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("pull request", format!("{}: {}", self.pr, self.state));
        if let Some(reason) = &self.reason {
            fields.add("because", reason);
        }
        if let Some(branch) = &self.branch {
            fields.add("branch", format!("{} ({}), {}", branch.name, branch.how, branch.id));
            fields.add("expires", branch.expires_at.as_deref().unwrap_or("never"));
            fields.add("migrations", &self.migrations);
        }
        if let Some(why) = &self.reset_because {
            fields.add("reset", format!("because {}", escape_control(why)));
        }
        if self.seeded {
            fields.add("seed", "done");
        }
        if !self.handed_out.is_empty() {
            fields.add("handed out", self.handed_out.join(", "));
        }
        if let Some(vercel) = self.vercel {
            fields.add("vercel", vercel.as_str());
        }
        if let Some(comment) = self.comment {
            fields.add("comment", commented(comment));
        }
        fields.write(page)
    }
}

fn commented(comment: Commented) -> &'static str {
    match comment {
        Commented::Created => "written",
        Commented::Updated => "updated",
        Commented::Unchanged => "unchanged",
        Commented::None => "none",
    }
}

#[derive(Serialize)]
pub(super) struct DownReport {
    pr: u64,
    /// `absent`, `deleted` or `kept`.
    state: &'static str,
    deleted: Vec<DeletedBranch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) vercel: Option<VercelOutcome>,
}

#[derive(Serialize)]
struct DeletedBranch {
    name: String,
    id: String,
}

impl DownReport {
    pub(super) fn new(pr: u64, down: &Down) -> Self {
        let (state, deleted, reason) = match down {
            Down::Absent => ("absent", Vec::new(), None),
            Down::Kept(why) => ("kept", Vec::new(), Some(why.clone())),
            Down::Deleted(gone) => {
                let one = |(name, id): &(String, String)| DeletedBranch {
                    name: name.clone(),
                    id: id.clone(),
                };
                ("deleted", gone.iter().map(one).collect(), None)
            }
        };
        Self { pr, state, deleted, reason, vercel: None }
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![heading(self.pr, self.state)];
        lines.extend(self.deleted.iter().map(|it| format!("- deleted `{}`, `{}`", it.name, it.id)));
        lines.extend(self.reason.iter().map(|why| format!("- kept: {}", code(why))));
        lines
    }
}

impl Answer for DownReport {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("pull request", format!("{}: {}", self.pr, self.state));
        for branch in &self.deleted {
            fields.add("deleted", format!("{}, {}", branch.name, branch.id));
        }
        if let Some(why) = &self.reason {
            fields.add("kept", format!("because {}", escape_control(why)));
        }
        if let Some(vercel) = self.vercel {
            fields.add("vercel", vercel.as_str());
        }
        fields.write(page)
    }
}
