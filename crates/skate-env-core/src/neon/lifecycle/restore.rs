//! `restore`: restores a branch to a moment of the past, or to the state of another branch. Id,
//! endpoint and URL stay; the present state is kept under another name first.

use jiff::Timestamp;

use super::{
    BranchHistory, Branches, ClassRules, HistoryWindow, Plan, Step, history::backup_name,
    unmasked_data::refuse_restore,
};
use crate::neon::{
    BranchRef, Error, FoundBranch,
    calls::branches::Restore,
    model::{Branch, BranchState},
};
use crate::{Class, Code};

/// What a branch is restored to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreSource {
    /// The branch's own state at that moment.
    Moment(Timestamp),
    /// The state of another branch.
    Branch {
        /// That branch, or its environment.
        name: String,
        /// When; now, if absent.
        at: Option<Timestamp>,
    },
}

impl RestoreSource {
    fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Moment(at) => Some(*at),
            Self::Branch { at, .. } => *at,
        }
    }
}

impl Branches {
    /// What [`Branches::restore`] would do.
    ///
    /// # Errors
    /// As [`Branches::restore`], except for what only the request can tell.
    pub async fn plan_restore(
        &self,
        branch: &BranchRef,
        class: Class,
        source: &RestoreSource,
    ) -> Result<Plan, Error> {
        let mut history = self.history(branch).await?;
        let busy = &history.found.branch;
        self.production.refuse_branch(busy, "restored")?;
        if busy.current_state == BranchState::Resetting {
            // Where a moment is found depends on what an earlier restore leaves.
            self.wait_for_branch(&busy.id).await?;
            history = self.history(branch).await?;
        }
        let own = &history.found.branch;
        self.refuse_production(own, "restored").await?;
        self.refuse_restricted(own, "restore")?;
        // The caller waits for it.
        self.read_write_endpoint(own).await?;
        let now = self.client.clock().timestamp();
        if let Some(at) = source.at().filter(|at| *at > now) {
            return Err(unreachable(own, at, "it is in the future", &history));
        }
        let from = match source {
            RestoreSource::Moment(at) => self.past_of(&history, *at).await?,
            RestoreSource::Branch { name, .. } => self.find(name).await?,
        };
        let rules = ClassRules::of(class, self.config.classes.get(&class))?;
        refuse_restore(&history.found, rules.masked, &from, source.at().is_some())?;
        self.refuse_unmasked(&from.branch).await?;
        if from.branch.id == own.id && source.at().is_none() {
            return Err(Error::new(
                Code::BranchMismatch,
                format!("Branch `{}` would be restored to itself.", own.name),
                "Name the moment, or another branch.",
            ));
        }
        let kept = backup_name(&own.name, now);
        let notes = vec![format!(
            "`{kept}` then is its parent: a later reset would go back to that. It costs storage until \
             the branch and then `{kept}` are deleted."
        )];
        let restore = Restore {
            source_branch_id: from.branch.id,
            source_timestamp: source.at().map(|at| at.to_string()),
            preserve_under_name: Some(kept),
        };
        let steps = vec![Step::Restore { branch_id: own.id.clone(), restore }];
        Ok(Plan { notes, ..Plan::new(&own.name, steps) })
    }

    /// Restores a branch, keeps its present state under another name, and waits until it answers.
    /// `class` is the branch's class, whose policy may want masked data only.
    ///
    /// The same call again, after one that was interrupted, leads to the same state: a moment before
    /// the last restore is looked for in the backup that holds it.
    ///
    /// # Errors
    /// `protected_branch` for production and what Neon protects; `unmasked_data`;
    /// `point_not_kept` where no history holds the moment; `branch_mismatch` for a branch that is
    /// to be restored to itself or has no compute; or what Neon said.
    pub async fn restore(
        &self,
        branch: &BranchRef,
        class: Class,
        source: &RestoreSource,
    ) -> Result<(Branch, Restore), Error> {
        let plan = self.plan_restore(branch, class, source).await?;
        let Some(Step::Restore { branch_id, restore }) = plan.steps.into_iter().next() else {
            let message = "The plan has no restore.";
            return Err(Error::new(Code::InternalError, message, "Please report it."));
        };
        if let Err(error) = self.send_restore(&branch_id, &restore, "restored").await {
            let refused = matches!(error.status(), Some(400 | 404 | 412 | 422));
            let Some(at) = source.at().filter(|_| refused) else { return Err(error) };
            let history = self.history(&BranchRef::Id(branch_id)).await?;
            let said = error.message().trim_end_matches('.');
            return Err(unreachable(&history.found.branch, at, said, &history));
        }
        Ok((self.wait_for_branch(&branch_id).await?, restore))
    }

    /// The branch whose history holds a moment of this branch's past: after a restore, the backup
    /// that was kept.
    async fn past_of(&self, history: &BranchHistory, at: Timestamp) -> Result<FoundBranch, Error> {
        if history.last_restored.is_none_or(|last| last <= at) {
            return Ok(history.found.clone());
        }
        let covering = history.backups.iter().find(|(_, until)| at <= *until);
        match covering.or(history.backups.last()) {
            Some((backup, _)) => {
                self.client.find_branch(&self.project, &BranchRef::Id(backup.id.clone())).await
            }
            None => Ok(history.found.clone()),
        }
    }
}

fn unreachable(branch: &Branch, at: Timestamp, reason: &str, history: &BranchHistory) -> Error {
    let name = &branch.name;
    let message = format!("Branch `{name}` cannot be restored to {at}: {reason}.");
    let hint = match &history.root {
        Some(HistoryWindow { branch: root, .. }) => format!(
            "Run `skate-env branch history {name}`. Neon keeps the history of root branches: \
             `--from {root}` restores from that of `{root}`."
        ),
        None => format!("Run `skate-env branch history {name}` for the moments that are kept."),
    };
    Error::new(Code::PointNotKept, message, hint)
}
