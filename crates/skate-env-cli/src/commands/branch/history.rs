//! `skate-env branch history`: the moments to which a branch can be restored.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use skate_env_core::neon::lifecycle::{BranchHistory, HistoryWindow};
use skate_env_preview::time_span::span;

use super::selected::SelectedBranch;
use crate::{
    control_plane::ControlPlane,
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::{Answer, Fields, Output},
};

/// Show the moments to which a branch can be restored, and the backups that restores kept
///
/// Neon keeps the history of root branches for the project's retention time; another branch is
/// restored from the history of its root.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch history staging
  skate-env branch history production --output json | jq -r '.moments[0].from'")]
pub(super) struct Arguments {
    /// The branch's name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: String,

    #[command(flatten)]
    pub(super) wait: WaitOption,
}

pub(super) async fn run(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    output: &Output,
) -> Result<Exit, Failure> {
    let selected = SelectedBranch::find(session, &arguments.name).await?;
    let BranchHistory { found, retention_seconds, last_restored, backups, windows, root } =
        session.branches.history(&selected.reference).await?;
    let backups = backups.iter().map(|(backup, until)| Backup {
        branch: &backup.name,
        branch_id: backup.id.as_str(),
        until: *until,
    });
    output.answer(&Report {
        control_plane: &session.plane,
        branch: &found.branch.name,
        branch_id: found.branch.id.as_str(),
        class: selected.class.as_str(),
        retention_seconds,
        last_restored,
        moments: windows,
        root,
        backups: backups.collect(),
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report<'r> {
    control_plane: &'r ControlPlane,
    branch: &'r str,
    branch_id: &'r str,
    class: &'static str,
    /// How long the project keeps histories.
    retention_seconds: Option<i64>,
    /// The last reset or restore.
    last_restored: Option<Timestamp>,
    /// Its own moments, oldest first; empty for a branch that is no root.
    moments: Vec<HistoryWindow>,
    /// The moments of its root: `--from` that branch.
    root: Option<HistoryWindow>,
    backups: Vec<Backup<'r>>,
}

/// A state that a reset or restore kept.
#[derive(Serialize)]
struct Backup<'r> {
    branch: &'r str,
    branch_id: &'r str,
    until: Timestamp,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("branch", format!("{} {}", self.branch, self.control_plane));
        match self.retention_seconds {
            Some(kept) => fields.add("kept for", span(SignedDuration::from_secs(kept))),
            None => fields.add("kept for", "– (Neon does not say)"),
        }
        if let Some(at) = self.last_restored {
            fields.add("restored", format!("at {}", seconds(at)));
        }
        for window in &self.moments {
            fields.add("moments", text(window));
        }
        if self.moments.is_empty() {
            fields.add("moments", "none: Neon keeps the history of root branches");
        }
        if let Some(root) = &self.root {
            fields.add("of its root", format!("{}, with --from {}", text(root), root.branch));
        }
        for backup in &self.backups {
            fields.add("backup", format!("{}, its state until {}", backup.branch, backup.until));
        }
        fields.write(page)
    }
}

fn text(window: &HistoryWindow) -> String {
    let until = window.until.map_or_else(|| "now".to_owned(), seconds);
    format!("{} to {until}", seconds(window.from))
}

fn seconds(at: Timestamp) -> String {
    format!("{at:.0}")
}
