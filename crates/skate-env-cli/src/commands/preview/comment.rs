//! What the one comment of a pull request says.

use skate_env_core::neon::{calls, lifecycle::EnsureOutcome};
use skate_env_preview::{
    Up, UpState,
    comment::{Author, Body, Commented, Comments, Marker},
    markdown::code,
};

use super::{
    details::Details,
    job::Job,
    report::migrations,
    setup::{Prepared, ProjectSetup},
};
use crate::{
    commands::branch::{Price, compute_seconds},
    failure::Failure,
    neon_session::NeonSession,
};

/// The line above the details of the migrations, which end the comment.
const DETAILS: &str = "<!-- skate-env:details -->";

/// Says what the details were worked out from.
fn details_mark(key: &str) -> String {
    format!("<!-- skate-env:details-of {key} -->")
}

/// Says what `up` did.
pub(super) async fn of_up(
    job: &Job,
    setup: &ProjectSetup<'_>,
    number: u64,
    up: &Up<Prepared>,
    measures: bool,
) -> Result<Commented, Failure> {
    let Some(github) = &job.github else { return Ok(Commented::None) };
    let marker = Marker::new(&job.repository, number);
    let author = Author::new(job.in_actions);
    let found = Comments::find(github, &author, &marker, number).await?;
    let mut details = None;
    let (branch, mut lines) = match (&up.branch, &up.prepared) {
        (Some(ensured), Some(prepared)) => {
            let id = ensured.branch.id.as_str();
            let is_another =
                found.branch().is_some_and(|before| !before.is_empty() && before != id);
            let is_new = is_another && ensured.outcome == EnsureOutcome::Created;
            details = Details::new(setup, ensured, prepared, measures);
            (id, lines_of_branch(up, prepared, is_new))
        }
        _ => ("", vec![line_without_branch(&up.state)]),
    };
    let key = details.as_ref().map(Details::key);
    lines.extend(key.as_ref().map(|key| details_mark(key)));
    let body = Body::new(marker.clone(), branch, &lines, &[]);
    if found.says(&body) {
        return Ok(Commented::Unchanged);
    }
    let mut volatile = Vec::new();
    if up.branch.is_some() {
        volatile.extend(cost(setup.session, up).await);
    }
    volatile.extend(job.run_url.iter().map(|url| format!("- run: {url}")));
    if let (Some(details), Some(key)) = (&details, &key) {
        let known = found.below(DETAILS, &details_mark(key));
        let text = match known {
            Some(text) => text,
            None => details.markdown().await,
        };
        volatile.extend([DETAILS.to_owned(), String::new(), text]);
    }
    let body = Body::new(marker, branch, &lines, &volatile);
    // A pull request that never had a database needs no comment that says so.
    let creates = up.branch.is_some();
    Ok(found.write(github, &author, &body, number, creates).await?)
}

/// Says that the database is gone, where there is a comment.
pub(super) async fn of_down(job: &Job, number: u64) -> Result<Commented, Failure> {
    let line = "**Preview database**: deleted with the pull request.".to_owned();
    say(job, number, line, false).await
}

/// Says why there is no database that fits. A comment that fails does not hide the failure.
pub(super) async fn of_failure(job: &Job, number: u64, failure: &Failure) {
    let run = job.run_url.as_ref().map(|url| format!(" See {url}")).unwrap_or_default();
    let line = format!("**Preview database**: failed with `{}`.{run}", failure.code);
    if !job.event.as_ref().is_some_and(|event| event.is_from_fork) {
        let _ = say(job, number, line, true).await;
    }
}

async fn say(job: &Job, number: u64, line: String, creates: bool) -> Result<Commented, Failure> {
    let Some(github) = &job.github else { return Ok(Commented::None) };
    let marker = Marker::new(&job.repository, number);
    let author = Author::new(job.in_actions);
    let found = Comments::find(github, &author, &marker, number).await?;
    let branch = found.branch().unwrap_or_default();
    let body = Body::new(marker, &branch, &[line], &[]);
    Ok(found.write(github, &author, &body, number, creates).await?)
}

fn lines_of_branch(up: &Up<Prepared>, prepared: &Prepared, is_new: bool) -> Vec<String> {
    let Some(ensured) = &up.branch else { return Vec::new() };
    let branch = &ensured.branch;
    let mut lines = vec![format!("**Preview database**: `{}` (`{}`)", branch.name, branch.id)];
    if is_new {
        lines.push("- the branch was made anew: its data is new".to_owned());
    }
    if let Some(why) = &prepared.reset {
        lines.push(format!("- the data was reset, because {}", code(why)));
    }
    lines.push(match &branch.expires_at {
        Some(at) => format!("- expires {at}, or with the pull request; each push renews it"),
        None => "- lives as long as the pull request is open".to_owned(),
    });
    lines.push(match up.state {
        UpState::Superseded => "- migrations: the run of the newer commit applies them".to_owned(),
        // The same after each push, so that nothing is written where nothing changed.
        _ if !prepared.own.is_empty() => {
            let names: Vec<_> = prepared.own.iter().map(|name| code(name)).collect();
            format!("- migrations of this pull request, all applied: {}", names.join(", "))
        }
        _ => format!("- migrations: {}", migrations(prepared, code)),
    });
    lines.push(format!("- use it: `skate-env branch switch {}`", branch.name));
    lines
}

fn line_without_branch(state: &UpState) -> String {
    let why = match state {
        UpState::Unwanted(why) => code(why),
        _ => "the pull request is closed".to_owned(),
    };
    format!("**Preview database**: none, because {why}")
}

/// What the branch's compute cost until now, where the plan has a price.
async fn cost(session: &NeonSession<'_>, up: &Up<Prepared>) -> Option<String> {
    let branch = &up.branch.as_ref()?.branch;
    let call = calls::projects::get(&session.project);
    let project = session.client().send(&call).await.ok()?.project;
    let price = Price::of(&session.plane, &project, jiff::Timestamp::now())?;
    let cost = price.of_seconds(compute_seconds(branch)?);
    Some(format!("- compute so far: ${cost:.2} (prices of {})", price.as_of))
}
