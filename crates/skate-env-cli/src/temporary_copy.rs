//! Copies that a command creates for itself and deletes afterwards, whatever happens.

mod leftovers;

use skate_env_core::{
    Class,
    neon::{self, lifecycle::TemporaryBranch},
};

pub(crate) use self::leftovers::remove as remove_leftovers;
use crate::{
    exit::{self, Exit},
    failure::Failure,
    neon_session::NeonSession,
};

/// What Ctrl-C leaves.
pub(crate) const COPY_DELETED: &str = "The copy was deleted; nothing else was changed.";

/// Whose copies these are.
#[derive(Clone, Copy)]
pub(crate) struct CopyKind {
    /// What their names begin with; random digits follow.
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    /// The command that creates them, and deletes those of earlier runs.
    pub(crate) command: &'static str,
}

pub(crate) const MIGRATE_TEST: CopyKind =
    CopyKind { name: "test/migrate", class: Class::Testing, command: "migrate test" };
pub(crate) const PERF_RUN: CopyKind =
    CopyKind { name: "perf/run", class: Class::Performance, command: "perf run" };

impl CopyKind {
    /// What to do while nobody knows whether there is a copy.
    pub(crate) fn may_exist(self) -> String {
        format!("The copy may exist: it expires, and the next `{}` deletes it.", self.command)
    }
}

/// The failure after Ctrl-C, once the copy is deleted.
pub(crate) fn interrupted(message: &str) -> Failure {
    Failure::new(Exit::Failed, exit::INTERRUPTED, message, COPY_DELETED)
}

/// Deletes a copy, and says whether that worked.
pub(crate) async fn delete(
    session: &NeonSession<'_>,
    temporary: TemporaryBranch,
    kind: CopyKind,
) -> Result<(), Failure> {
    let (name, expires) = (temporary.branch().name.clone(), temporary.branch().expires_at.clone());
    let doing = format!("Deleting `{name}`");
    let deleting = Box::pin(temporary.delete());
    let deleted = session.progress.step(doing, kind.may_exist(), deleting).await;
    deleted.map(drop).map_err(|error| not_deleted(error, &name, expires.as_deref()))
}

fn not_deleted(error: neon::Error, name: &str, expires_at: Option<&str>) -> Failure {
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
