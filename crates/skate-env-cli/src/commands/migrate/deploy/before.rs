//! What is gathered before a deployment is judged: the environment before it, and the test.

use jiff::Timestamp;
use skate_env_core::{Environment, Variables};
use skate_env_migrate::{
    Folder, History, TestRecord,
    chain::{Deployment, TestRequirement, Upstream},
};

use super::Arguments;
use crate::{
    commands::migrate::{asked, record_path},
    context::Context,
    failure::Failure,
};

/// What else a deployment is judged by.
pub(super) struct Before {
    environment: Environment,
    /// The environment before, with its history or why that is not known.
    pub(super) upstream: Option<(Environment, Result<History, String>)>,
    pub(super) untested: Option<String>,
    pub(super) record: Option<TestRecord>,
    now: Timestamp,
    max_age: std::time::Duration,
}

impl Before {
    pub(super) async fn gather(
        arguments: &Arguments,
        context: &Context,
        variables: &Variables,
        environment: Environment,
    ) -> Result<Self, Failure> {
        let policy = &context.config.migrations;
        let upstream = match policy.before(environment) {
            None => None,
            Some(before) => {
                let history = asked::history(context, variables, before).await;
                Some((before, history.map_err(|failure| failure.message)))
            }
        };
        let untested = arguments.untested.clone();
        let wants_test = environment.is_production() && untested.is_none();
        let record = if wants_test {
            TestRecord::read(&record_path(context, arguments.record.as_deref()))?
        } else {
            None
        };
        let (now, max_age) = (Timestamp::now(), policy.tested_within);
        Ok(Self { environment, upstream, untested, record, now, max_age })
    }

    pub(super) fn deployment<'a>(
        &'a self,
        folder: &'a Folder,
        history: &'a History,
    ) -> Deployment<'a> {
        let upstream = match &self.upstream {
            None => Upstream::None,
            Some((environment, Ok(history))) => Upstream::Known(*environment, history),
            Some((environment, Err(why))) => Upstream::Unknown(*environment, why),
        };
        let (record, now, max_age) = (self.record.as_ref(), self.now, self.max_age);
        let test = match self.untested {
            Some(_) => TestRequirement::Waived,
            None => TestRequirement::Required { record, now, max_age },
        };
        Deployment { environment: self.environment, folder, history, upstream, test }
    }
}
