//! Records how a command ended: one event for each command that changes or proves something, and one
//! for each refusal.

use std::{cell::RefCell, path::PathBuf, rc::Rc, time::Instant};

use skate_env_core::{Class, Environment};
use skate_env_report::{Event, EventKind, EventRecord};

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

/// The record of this project, as commands write it.
#[derive(Clone)]
pub(crate) struct Recorder {
    record: Option<EventRecord>,
    project: PathBuf,
    is_ci: bool,
}

impl Recorder {
    pub(crate) fn of(context: &Context) -> Self {
        Self { record: record(context), project: context.project(), is_ci: context.is_ci() }
    }

    /// An event of now that went well.
    pub(crate) fn event(&self, kind: EventKind) -> Event {
        Event::new(kind, self.is_ci)
    }

    /// Records an event. A folder without a policy and without a record gets no file for what
    /// failed: it may be nobody's project.
    pub(crate) fn append(&self, event: &Event) {
        let Some(record) = &self.record else { return };
        let is_project = || self.project.join("skate-env.toml").exists() || record.files().exists();
        if event.ok || is_project() {
            record.append(event);
        }
    }
}

/// Where the event of this command is recorded.
pub(crate) struct Recording {
    recorder: Recorder,
    details: SharedDetails,
    environment: Option<Environment>,
    begin: Instant,
}

impl Recording {
    /// Before the command consumes its context.
    pub(crate) fn of(context: &Context) -> Self {
        Self {
            recorder: Recorder::of(context),
            details: Rc::clone(&context.details),
            environment: context.requested(),
            begin: Instant::now(),
        }
    }

    /// Records how the command ended.
    pub(crate) fn finish(&self, event: Option<EventKind>, result: &Result<Exit, Failure>) {
        let kind = match (result, event) {
            (Err(failure), _) if failure.exit == Exit::Refused => EventKind::Refusal,
            (_, Some(kind)) => kind,
            (_, None) => return,
        };
        let EventDetails { class, branch_id, pull_request, count } = self.details.borrow().clone();
        let mut recorded = self.recorder.event(kind).after(self.begin.elapsed());
        if let Some(class) = class.or(self.environment.map(Class::of_environment)) {
            recorded = recorded.class(class);
        }
        (recorded.branch_id, recorded.pr, recorded.count) = (branch_id, pull_request, count);
        if let Err(failure) = result {
            recorded = recorded.failed_as(failure.code);
        }
        self.recorder.append(&recorded);
    }
}

/// Records that a branch is gone: a saving is counted from it.
pub(crate) fn deleted(context: &Context, class: Class, branch_id: &str) {
    let recorder = Recorder::of(context);
    recorder.append(&recorder.event(EventKind::Deleted).class(class).branch(branch_id));
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
