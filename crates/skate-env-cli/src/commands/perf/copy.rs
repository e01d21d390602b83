//! The copy: a masked branch of class performance, deleted whatever happens.

use std::{future::Future, pin::Pin, time::Instant};

use skate_env_core::{
    Error,
    neon::lifecycle::{BranchSpec, EnsuredBranch, TemporaryBranch},
    verify::{self, VerifyOptions},
};

use crate::{
    commands::branch::{MaskingReport, create::one_open, create_masked},
    control_plane::ControlPlane,
    failure::Failure,
    neon_session::NeonSession,
    temporary_copy::{self, PERF_RUN, interrupted},
    verification::{MAINTENANCE, check_branch, maintenance_url},
};

/// A branch that is deleted when this value is dropped, at the latest.
pub(super) struct PerformanceCopy<'s> {
    pub(super) session: &'s NeonSession<'s>,
    temporary: TemporaryBranch,
    /// What was masked, and by whom.
    pub(super) masking: Option<MaskingReport>,
    /// When its compute began to cost something, or a little before.
    pub(super) begin: Instant,
}

impl<'s> PerformanceCopy<'s> {
    /// Creates and masks it. Ctrl-C ends the masking, and the branch is deleted.
    pub(super) async fn create(
        session: &'s NeonSession<'s>,
        from: Option<&str>,
        stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<Self, Failure> {
        let mut spec = BranchSpec::new(PERF_RUN.name, PERF_RUN.class, session.owner());
        PERF_RUN.command.clone_into(&mut spec.reason);
        spec.source = from.map(str::to_owned);
        spec.schema_only = Some(false);
        // Whatever the policy says of the class.
        spec.masked = Some(true);
        let spec = session.branches.with_own_name(spec);
        let begin = Instant::now();
        let (ensured, masking) = tokio::select! {
            biased;
            () = stop => return Err(interrupted("Interrupted while creating the copy.")),
            created = Box::pin(create_masked(session, &spec)) => created?,
        };
        let temporary = TemporaryBranch::of(&session.branches, ensured)?;
        let copy = Self { session, temporary, masking, begin };
        if let Err(refused) = one_open::check_created(session, &copy.ensured().branch).await {
            copy.delete().await?;
            return Err(refused);
        }
        Ok(copy)
    }

    pub(super) fn ensured(&self) -> &EnsuredBranch {
        self.temporary.ensured()
    }

    /// The size of its compute; `None` on this machine.
    pub(super) async fn compute_units(&self) -> Option<f64> {
        if matches!(self.session.plane, ControlPlane::Local { .. }) {
            return None;
        }
        let endpoints = self.session.endpoints().await.ok()?;
        let own = endpoints.iter().find(|it| it.branch_id == self.ensured().branch.id)?;
        Some(own.autoscaling_limit_max_cu)
    }

    /// Opens a session that has proven to be on the copy, in its database.
    pub(super) async fn open(&self) -> Result<verify::Session, Error> {
        self.open_proven(&self.ensured().connection.direct).await
    }

    /// The same in the database `postgres`; `None` if that is the copy's own.
    pub(super) async fn open_maintenance(&self) -> Result<Option<verify::Session>, Error> {
        let connection = &self.ensured().connection;
        if connection.database.name == MAINTENANCE {
            return Ok(None);
        }
        let url = maintenance_url(&connection.direct)?;
        Ok(Some(self.open_proven(&url).await?))
    }

    async fn open_proven(
        &self,
        url: &skate_env_core::DatabaseUrl,
    ) -> Result<verify::Session, Error> {
        let session = verify::Session::open(url, &VerifyOptions::default()).await?;
        let identity = verify::identify(session.client()).await?;
        check_branch(self.ensured().branch.id.as_str(), identity.branch())?;
        Ok(session)
    }

    /// Deletes it.
    pub(super) async fn delete(self) -> Result<(), Failure> {
        temporary_copy::delete(self.session, self.temporary, PERF_RUN).await
    }
}
