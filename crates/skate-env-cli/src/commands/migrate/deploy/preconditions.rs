//! What a deployment is checked against: the environment before it in the chain, and the record of
//! `migrate test`.

use std::{path::Path, time::Duration};

use jiff::Timestamp;
use skate_env_core::{Environment, Variables};
use skate_env_migrate::{
    Folder, History, TestRecord,
    chain::{Deployment, TestRequirement, Upstream},
};

use super::super::{environment_history, record_path::record_path};
use crate::{context::Context, failure::Failure};

/// The facts that are gathered before a deployment.
pub(super) struct Preconditions {
    environment: Environment,
    /// The environment before this one, with its history or why that cannot be read.
    pub(super) upstream: Option<(Environment, Result<History, String>)>,
    /// Why no test is needed.
    pub(super) untested: Option<String>,
    pub(super) record: Option<TestRecord>,
    now: Timestamp,
    max_age: Duration,
}

impl Preconditions {
    pub(super) async fn gather(
        untested: Option<&str>,
        record: Option<&Path>,
        context: &Context,
        variables: &Variables,
        environment: Environment,
    ) -> Result<Self, Failure> {
        let policy = &context.config.migrations;
        let upstream = match policy.before(environment) {
            None => None,
            Some(before) => {
                let history = environment_history::read(context, variables, before).await;
                Some((before, history.map_err(|failure| failure.message)))
            }
        };
        let untested = untested.map(str::to_owned);
        let needs_test = environment.is_production() && untested.is_none();
        let record =
            if needs_test { TestRecord::read(&record_path(context, record))? } else { None };
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
