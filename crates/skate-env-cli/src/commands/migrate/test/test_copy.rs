//! The copy: a branch for one test, created, proven and deleted whatever happens.

use std::{future::Future, pin::Pin};

use skate_env_core::{
    DatabaseUrl, Environment, Error,
    neon::{
        FoundBranch,
        lifecycle::{BranchSpec, TemporaryBranch},
    },
    verify::{self, VerifyOptions},
};

use crate::{
    control_plane::ControlPlane,
    failure::Failure,
    neon_session::NeonSession,
    temporary_copy::{self, MIGRATE_TEST, interrupted},
    verification::{Attempt, check_branch},
};

/// A branch that is deleted when this value is dropped, at the latest.
pub(super) struct TestCopy<'s> {
    session: &'s NeonSession<'s>,
    temporary: TemporaryBranch,
}

impl<'s> TestCopy<'s> {
    /// Creates it, with all rows. After Ctrl-C, it is created completely and deleted again.
    pub(super) async fn create(
        session: &'s NeonSession<'s>,
        source: &FoundBranch,
        stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<Self, Failure> {
        let mut spec = BranchSpec::new(MIGRATE_TEST.name, MIGRATE_TEST.class, session.owner());
        spec.reason = format!("migrate test of {}", source.branch.name);
        spec.source = Some(format!("branch:{}", source.branch.name));
        spec.schema_only = Some(false);
        let doing = format!("Copying `{}` {}", source.branch.name, session.plane);
        let creating = complete(Box::pin(session.branches.create_temporary(&spec)), stop);
        let (created, interrupted_meanwhile) =
            session.progress.step(doing, MIGRATE_TEST.may_exist(), creating).await;
        let copy = Self { session, temporary: created? };
        if interrupted_meanwhile {
            copy.delete().await?;
            return Err(interrupted("Interrupted while creating the copy."));
        }
        Ok(copy)
    }

    pub(super) fn name(&self) -> &str {
        &self.temporary.branch().name
    }

    /// The size of its compute, on which times depend; `None` on this machine.
    pub(super) async fn compute_units(&self) -> Option<f64> {
        if matches!(self.session.plane, ControlPlane::Local { .. }) {
            return None;
        }
        let endpoints = self.session.endpoints().await.ok()?;
        let own = endpoints.iter().find(|it| it.branch_id == self.temporary.branch().id)?;
        Some(own.autoscaling_limit_max_cu)
    }

    /// Must not be shown.
    pub(super) fn url(&self) -> &DatabaseUrl {
        &self.temporary.connection().direct
    }

    /// Opens two sessions that have proven to be on the copy.
    pub(super) async fn open(&self) -> Result<(verify::Session, verify::Session), Error> {
        let opening = async { Ok((self.open_proven().await?, self.open_proven().await?)) };
        Attempt::of(&self.session.context, Environment::Testing).last(opening).await
    }

    async fn open_proven(&self) -> Result<verify::Session, Error> {
        let session = verify::Session::open(self.url(), &VerifyOptions::default()).await?;
        let identity = verify::identify(session.client()).await?;
        check_branch(self.temporary.branch().id.as_str(), identity.branch())?;
        Ok(session)
    }

    /// Deletes it.
    pub(super) async fn delete(self) -> Result<(), Failure> {
        temporary_copy::delete(self.session, self.temporary, MIGRATE_TEST).await
    }

    /// Keeps it until it expires.
    #[expect(clippy::unnecessary_wraps, reason = "the same type as `delete`")]
    pub(super) fn keep(self) -> Result<(), Failure> {
        self.temporary.keep();
        Ok(())
    }
}

/// Completes the work, and returns whether Ctrl-C came meanwhile.
async fn complete<T>(
    mut work: Pin<Box<impl Future<Output = T>>>,
    mut stop: Pin<&mut impl Future<Output = ()>>,
) -> (T, bool) {
    tokio::select! {
        biased;
        () = stop.as_mut() => (work.await, true),
        done = work.as_mut() => (done, false),
    }
}
