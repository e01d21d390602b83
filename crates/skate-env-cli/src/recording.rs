//! Records how a command ended: one event for each command that changes or proves something, and one
//! for each refusal.

use std::{
    cell::RefCell,
    path::PathBuf,
    rc::Rc,
    time::{Duration, Instant},
};

use skate_env_core::{Class, Code, Environment};
use skate_env_report::{Event, EventRecord};

use crate::{context::Context, exit::Exit, failure::Failure};

/// What a command says of what it did.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventDetails {
    pub(crate) class: Option<Class>,
    pub(crate) branch_id: Option<String>,
    pub(crate) pull_request: Option<u64>,
    /// How many branches were deleted.
    pub(crate) count: Option<u64>,
}

/// The details of the one event of this command; clones are the same details.
pub(crate) type SharedDetails = Rc<RefCell<EventDetails>>;

/// Where the event of this command is recorded.
pub(crate) struct Recording {
    record: Option<EventRecord>,
    project: PathBuf,
    details: SharedDetails,
    environment: Option<Environment>,
    is_ci: bool,
    begin: Instant,
}

impl Recording {
    /// Before the command consumes its context.
    pub(crate) fn of(context: &Context) -> Self {
        Self {
            record: record(context),
            project: context.project(),
            details: Rc::clone(&context.details),
            environment: context.requested(),
            is_ci: context.is_ci(),
            begin: Instant::now(),
        }
    }

    /// Records how the command ended. A folder without a policy and without a record gets no file
    /// for what failed: it may be nobody's project.
    pub(crate) fn finish(&self, event: Option<&'static str>, result: &Result<Exit, Failure>) {
        let Some(record) = &self.record else { return };
        let name = match (result, event) {
            (Err(failure), _) if failure.exit == Exit::Refused => "refusal",
            (_, Some(name)) => name,
            (_, None) => return,
        };
        let is_project = self.project.join("skate-env.toml").exists() || record.files().exists();
        if result.is_err() && !is_project {
            return;
        }
        let EventDetails { class, branch_id, pull_request, count } = self.details.borrow().clone();
        let mut recorded = Event::new(name, self.is_ci).after(self.begin.elapsed());
        if let Some(class) = class.or(self.environment.map(Class::of_environment)) {
            recorded = recorded.class(class);
        }
        (recorded.branch_id, recorded.pr, recorded.count) = (branch_id, pull_request, count);
        if let Err(failure) = result {
            recorded = recorded.failed_as(failure.code);
        }
        record.append(&recorded);
    }
}

/// Records that a database was asked for its identity.
pub(crate) fn verified(
    context: &Context,
    environment: Environment,
    after: Duration,
    code: Option<Code>,
) {
    let Some(record) = record(context) else { return };
    let event = Event::new("verify", context.is_ci()).environment(environment).after(after);
    record.append(&match code {
        Some(code) => event.failed(code),
        None => event,
    });
}

/// Records that a branch is gone: a saving is counted from it.
pub(crate) fn deleted(context: &Context, class: Class, branch_id: &str) {
    let Some(record) = record(context) else { return };
    record.append(&Event::new("deleted", context.is_ci()).class(class).branch(branch_id));
}

/// The project's record. Root creates no folder for it: the servers of `skate-env local` run as
/// another user, who could not use one that root owns.
pub(crate) fn record(context: &Context) -> Option<EventRecord> {
    let project = context.project();
    let has_folder = project.join(".skate-env").exists();
    let record = EventRecord::of(&project, context.process());
    record.filter(|_| has_folder || !is_root())
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
