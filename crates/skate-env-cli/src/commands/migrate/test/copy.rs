//! A branch that is there for one test: made, proven, and put away whatever happened.

use std::{future::Future, pin::Pin};

use skate_env_core::{
    Class, Code, DatabaseUrl, Error, Problem,
    neon::{
        self, FoundBranch,
        lifecycle::{BranchSpec, TemporaryBranch},
    },
    verify::{self, VerifyOptions},
};

use super::{interrupted, leftovers::NAME};
use crate::{control_plane::ControlPlane, failure::Failure, neon_session::NeonSession};

const MAY_BE_THERE: &str =
    "The copy may be there: it expires, and the next `migrate test` removes it.";

/// A branch that is deleted with this value, at the latest.
pub(super) struct Copy<'s> {
    session: &'s NeonSession<'s>,
    lent: TemporaryBranch,
}

impl<'s> Copy<'s> {
    /// Makes it, rows and all. Who wants to end meanwhile gets what was made deleted first.
    pub(super) async fn make(
        session: &'s NeonSession<'s>,
        source: &FoundBranch,
        stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<Self, Failure> {
        let mut wanted = BranchSpec::new(NAME, Class::Testing, session.owner());
        wanted.reason = format!("migrate test of {}", source.branch.name);
        wanted.source = Some(format!("branch:{}", source.branch.name));
        wanted.schema_only = Some(false);
        let doing = format!("Copying `{}` {}", source.branch.name, session.plane);
        let making = to_its_end(Box::pin(session.branches.create_temporary(&wanted)), stop);
        let (made, stopped) = session.progress.step(doing, MAY_BE_THERE, making).await;
        let copy = Self { session, lent: made? };
        if stopped {
            copy.delete().await?;
            return Err(interrupted("Interrupted while the copy was made."));
        }
        Ok(copy)
    }

    pub(super) fn name(&self) -> &str {
        &self.lent.branch().name
    }

    /// The most of its compute, for who reads its milliseconds; none has a size on this machine.
    pub(super) async fn compute_units(&self) -> Option<f64> {
        if matches!(self.session.plane, ControlPlane::Local { .. }) {
            return None;
        }
        let endpoints = self.session.endpoints().await.ok()?;
        let own = endpoints.iter().find(|it| it.branch_id == self.lent.branch().id)?;
        Some(own.autoscaling_limit_max_cu)
    }

    /// Never shown to anybody.
    pub(super) fn url(&self) -> &DatabaseUrl {
        &self.lent.connection().direct
    }

    /// Two sessions, each proven to be the copy's.
    pub(super) async fn open(&self) -> Result<(verify::Session, verify::Session), Error> {
        Ok((self.proven().await?, self.proven().await?))
    }

    async fn proven(&self) -> Result<verify::Session, Error> {
        let session = verify::Session::open(self.url(), &VerifyOptions::default()).await?;
        let identity = verify::identify(session.client()).await?;
        must_be(self.lent.branch().id.as_str(), identity.branch())?;
        Ok(session)
    }

    /// Deletes it.
    pub(super) async fn delete(self) -> Result<(), Failure> {
        let Self { session, lent } = self;
        let (name, expires) = (lent.branch().name.clone(), lent.branch().expires_at.clone());
        let doing = format!("Deleting `{name}`");
        let deleting = Box::pin(lent.delete());
        let deleted = session.progress.step(doing, MAY_BE_THERE, deleting).await;
        deleted.map(drop).map_err(|error| stays(error, &name, expires.as_deref()))
    }

    /// Leaves it to its expiry.
    #[expect(clippy::unnecessary_wraps, reason = "either way of putting it away")]
    pub(super) fn keep(self) -> Result<(), Failure> {
        self.lent.keep();
        Ok(())
    }
}

/// Does the work whole; whether somebody wanted to end meanwhile.
async fn to_its_end<T>(
    mut work: Pin<Box<impl Future<Output = T>>>,
    mut stop: Pin<&mut impl Future<Output = ()>>,
) -> (T, bool) {
    tokio::select! {
        biased;
        () = stop.as_mut() => (work.await, true),
        done = work.as_mut() => (done, false),
    }
}

/// The branch that answers is the one that was made: nothing is run anywhere else.
fn must_be(made: &str, answered: Option<&str>) -> Result<(), Error> {
    let (code, message) = match answered {
        Some(answered) if answered == made => return Ok(()),
        Some(answered) => {
            (Code::IdentityMismatch, format!("{answered} answers where the copy {made} should."))
        }
        None => (Code::IdentityUnproven, "What answers does not prove to be the copy.".to_owned()),
    };
    let hint = "Nothing was run. Check NEON_API_HOST, and what stands between here and there.";
    Err(Error::from_problem(Problem::new(code, message, hint)))
}

fn stays(error: neon::Error, name: &str, expires_at: Option<&str>) -> Failure {
    let mut failure = Failure::from(error);
    let until = expires_at.map(|at| format!(", or wait until {at}")).unwrap_or_default();
    failure.message = format!("The copy was not deleted: {}", failure.message);
    failure.hint = format!("Delete it: `skate-env branch delete {name}`{until}.");
    for problem in &mut failure.problems {
        problem.message.clone_from(&failure.message);
        problem.hint.clone_from(&failure.hint);
    }
    failure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_branch_that_was_made_is_the_copy() {
        let code = |answered| must_be("br-a-b-1", answered).map_err(|error| error.code());
        assert_eq!(code(Some("br-a-b-1")), Ok(()));
        assert_eq!(code(Some("br-a-b-2")), Err(Code::IdentityMismatch));
        assert_eq!(code(None), Err(Code::IdentityUnproven));
    }
}
