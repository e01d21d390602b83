//! The point to which production can be restored, recorded before a deployment: a snapshot, or
//! else a moment in its history.

use std::{fmt, time::SystemTime};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use skate_env_core::{
    Variables,
    neon::{BranchId, ProjectId, RetryPolicy, calls, lifecycle::Branches},
    verify::database_error,
};
use tokio_postgres::Client;

use crate::{context::Context, control_plane::ControlPlaneAccess, failure::Failure};

const DOING: &str = "queried for its position in the log";

/// A point to which a database can be restored.
#[derive(Clone, Debug, Serialize)]
pub(in crate::commands) struct RestorePoint {
    /// The database's own clock.
    at: String,
    /// Its position in the write-ahead log.
    lsn: String,
    /// `None` for a server that is not a branch.
    branch_id: Option<String>,
    snapshot: Option<Snapshot>,
    /// How long the history keeps the moment, if that is known.
    kept_until: Option<String>,
    /// The command that restores it; `None` without a control plane.
    command: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Snapshot {
    id: String,
    name: String,
}

impl RestorePoint {
    /// Records the point, with a snapshot if the plan and the control plane have them.
    pub(super) async fn record(
        context: &Context,
        variables: &Variables,
        client: &Client,
        branch: Option<&str>,
    ) -> Result<Self, Failure> {
        let select = "SELECT pg_catalog.clock_timestamp(), pg_catalog.pg_current_wal_lsn()::text";
        let row = client.query_one(select, &[]).await;
        let moment = row.and_then(|row| Ok((row.try_get::<_, SystemTime>(0)?, row.try_get(1)?)));
        let (at, lsn) = moment.map_err(|error| database_error(&error, DOING))?;
        let at = Timestamp::try_from(at).unwrap_or_else(|_| Timestamp::now());
        let mut point = Self {
            at: format!("{at:.6}"),
            lsn,
            branch_id: branch.map(str::to_owned),
            snapshot: None,
            kept_until: None,
            command: None,
        };
        let Some(branch) = branch.and_then(|id| BranchId::new(id).ok()) else { return Ok(point) };
        let Some(access) = ControlPlaneAccess::find(context, variables) else { return Ok(point) };
        let Some(project_id) = access.project()? else { return Ok(point) };
        let neon = access.client(RetryPolicy::default())?;
        let project = neon.send(&calls::projects::get(&project_id)).await?.project;
        let kept = project.history_retention_seconds.unwrap_or_default();
        point.kept_until = at.checked_add(SignedDuration::from_secs(kept)).ok().map(whole_seconds);
        let mut config = context.config.clone();
        let branches = access.branches(neon, &mut config, variables).await?;
        let name = format!("before-migrate-{}", whole_seconds(at).replace([':', '-'], ""));
        point.snapshot = snapshot(&branches, &project_id, &branch, &name).await?;
        point.command = Some(point.restore_command(access.base(), &project_id, &branch, &name));
        Ok(point)
    }

    /// How to restore, and what is lost by it.
    pub(super) fn how_to_restore(&self) -> String {
        let lost = "what was written since is lost";
        match &self.command {
            Some(command) => format!("Or restore the restore point ({lost}): {command}"),
            None => format!(
                "Or restore by your server's point-in-time recovery ({lost}), to {} (LSN {}).",
                self.at, self.lsn
            ),
        }
    }

    /// The request that restores it, for anybody with the API key.
    fn restore_command(
        &self,
        base: &str,
        project: &ProjectId,
        branch: &BranchId,
        name: &str,
    ) -> String {
        let base = base.trim_end_matches('/');
        let (path, body) = match &self.snapshot {
            Some(snapshot) => (
                format!("snapshots/{}/restore", snapshot.id),
                serde_json::json!({ "name": format!("{name}-restored"),
                    "target_branch_id": branch.as_str(), "finalize_restore": true }),
            ),
            None => (
                format!("branches/{branch}/restore"),
                serde_json::json!({ "source_branch_id": branch.as_str(),
                    "source_timestamp": self.at, "preserve_under_name": format!("{name}-failed") }),
            ),
        };
        format!(
            "curl -fsS -X POST {base}/projects/{project}/{path} -H \"Authorization: Bearer \
             $NEON_API_KEY\" -H 'Content-Type: application/json' -d '{body}'"
        )
    }
}

/// Creates a snapshot. `None` if there are none: on this machine, or when the plan's are used up.
async fn snapshot(
    branches: &Branches,
    project: &ProjectId,
    branch: &BranchId,
    name: &str,
) -> Result<Option<Snapshot>, Failure> {
    let call = calls::snapshots::create(project, branch, name, None);
    let created = match branches.client().send(&call).await {
        Err(error) if matches!(error.status(), Some(400..=499 | 501)) => return Ok(None),
        created => created?,
    };
    branches.wait_for_operations(&created.operations.unwrap_or_default()).await?;
    Ok(Some(Snapshot { id: created.snapshot.id.to_string(), name: name.to_owned() }))
}

fn whole_seconds(at: Timestamp) -> String {
    format!("{at:.0}")
}

/// The text that is printed before anything is changed.
impl fmt::Display for RestorePoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.snapshot {
            Some(snapshot) => write!(formatter, "Restore point: snapshot {}", snapshot.name)?,
            None => write!(formatter, "Restore point: {} (LSN {})", self.at, self.lsn)?,
        }
        if let (None, Some(until)) = (&self.snapshot, &self.kept_until) {
            write!(formatter, ", kept until {until}")?;
        }
        match &self.command {
            Some(command) => write!(formatter, "\n  to restore: {command}"),
            None => Ok(()),
        }
    }
}
