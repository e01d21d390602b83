//! `skate-env branch restore`.

use std::fmt::{self, Write as _};

use jiff::Timestamp;
use serde::Serialize;
use skate_env_core::neon::{
    BranchRef,
    lifecycle::{Plan, RestoreSource},
};

use super::{
    report::plan_text,
    selected::{BranchSummary, SelectedBranch},
};
use crate::{
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::{ChangeOptions, moment},
    output::{Answer, Fields, Output},
};

/// Restore a branch to a moment of the past, or to the state of another branch
///
/// The branch keeps its id, endpoint and URL. Its present state is kept as a branch of its own first:
/// NAME-until-TIME; `branch restore NAME --from NAME-until-TIME` goes back to it. Neon keeps the
/// history of root branches, so a moment of another branch is that of its root: --from production.
/// Refuses production's branch and masked branches; another user's branch needs --everyone. Applies
/// no migrations: `migrate status` says which ones the restored state has.
#[derive(clap::Args)]
#[command(
    group = clap::ArgGroup::new("to").args(["at", "from"]).required(true).multiple(true),
    after_help = "\
Examples:
  skate-env branch restore staging --at 2h --from production
  skate-env branch restore staging --at 2026-11-30T08:00:00Z --from production --dry-run
  skate-env branch restore staging --from staging-until-20261130-080000"
)]
pub(super) struct Arguments {
    /// The branch's name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: String,

    /// The moment: a time with its offset from UTC, or how long ago it was (90s, 10m, 2h, 1d)
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Timestamp>,

    /// The branch or environment whose state it gets; without it, the branch's own history
    #[arg(long, value_name = "BRANCH")]
    from: Option<String>,

    /// Allow restoring another user's branch
    #[arg(long)]
    everyone: bool,

    #[command(flatten)]
    pub(super) change: ChangeOptions,
}

pub(super) async fn run(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    output: &Output,
) -> Result<Exit, Failure> {
    let selected = SelectedBranch::find(session, &arguments.name).await?;
    let (name, branch, class) = (selected.name(), &selected.reference, selected.class);
    let source = match (&arguments.from, arguments.at) {
        (Some(from), at) => RestoreSource::Branch { name: from.clone(), at },
        // One of both is there.
        (None, at) => RestoreSource::Moment(at.unwrap_or_else(Timestamp::now)),
    };
    let plan = session.branches.plan_restore(branch, class, &source).await?;
    selected.check_owner(session, arguments.everyone, "restore")?;
    let report = Report {
        summary: selected.summary(session, &arguments.change),
        class: class.as_str(),
        at: arguments.at,
        source: None,
        backup: None,
        plan: None,
    };
    if arguments.change.dry_run {
        output.answer(&Report { plan: Some(plan), ..report })?;
        return Ok(Exit::Done);
    }
    let progress = session.progress;
    plan.notes.iter().for_each(|note| progress.note(&format!("note: {note}")));
    let doing = format!("Restoring branch `{name}` {}", session.plane);
    let help = format!(
        "The branch holds all of its old or all of its new data: `skate-env branch history {name}` \
         shows which. Run the same command again."
    );
    let restoring = session.branches.restore(branch, class, &source);
    let (_, restored) = progress.step(doing, help, restoring).await?;
    let from = BranchRef::Id(restored.source_branch_id);
    let from = session.client().find_branch(&session.project, &from).await?.branch;
    output.answer(&Report {
        source: Some(&from.name),
        backup: restored.preserve_under_name.as_deref(),
        ..report
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report<'r> {
    #[serde(flatten)]
    summary: BranchSummary<'r>,
    class: &'static str,
    /// The moment; `None`: the source's present state.
    at: Option<Timestamp>,
    /// The branch whose state it got.
    source: Option<&'r str>,
    /// The branch that holds the state from before.
    backup: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let BranchSummary { branch, control_plane, .. } = self.summary;
        if let Some(plan) = &self.plan {
            return writeln!(page, "{}", plan_text(plan, control_plane));
        }
        let mut fields = Fields::default();
        fields.add("branch", format!("{branch} (restored) {control_plane}"));
        let source = self.source.unwrap_or("–");
        match self.at {
            Some(at) => fields.add("state", format!("that of {source} at {at}")),
            None => fields.add("state", format!("that of {source} now")),
        }
        if let Some(backup) = self.backup {
            fields.add("backup", backup);
            fields.add("undo", format!("skate-env branch restore {branch} --from {backup}"));
        }
        fields.write(page)
    }
}
