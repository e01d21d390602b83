//! Asks the databases of all environments for their identities, for `check --live`.

use std::collections::BTreeMap;

use skate_env_core::{
    Config, Environment, Error, Problem,
    isolation::Isolation,
    verify::{self, Proof, VerifyOptions},
};
use tokio::task::JoinSet;

use crate::{
    failure::Failure,
    output::{BAD, Cell, DIM, GOOD, Output, WARNING},
    verification::{self, IdentityCheck, IdentityData},
};

/// The identity of each environment's database, without files, which cannot be asked.
pub(super) struct IdentityAnswers {
    by_environment: BTreeMap<Environment, IdentityCheck>,
    shared: Vec<Problem>,
}

impl IdentityAnswers {
    /// Asks all databases at the same time, because computes may sleep.
    pub(super) fn ask(
        isolation: &Isolation,
        config: &Config,
        output: &Output,
    ) -> Result<Self, Failure> {
        let answers = verification::wait_for_answer(output, async {
            let mut asking = JoinSet::new();
            for inspection in isolation.inspections.clone() {
                let config = config.clone();
                asking.spawn(async move {
                    let answer =
                        verify::identify_inspected(&inspection, &VerifyOptions::default()).await?;
                    let judged = answer.map(|identity| {
                        let proof = Proof::of_inspected(&identity, &inspection, &config);
                        (identity, proof)
                    });
                    Some((inspection.environment, IdentityCheck(judged)))
                });
            }
            Ok(asking.join_all().await)
        })?;
        let by_environment: BTreeMap<_, _> = answers.into_iter().flatten().collect();
        let identity =
            |environment| by_environment.get(&environment).and_then(IdentityCheck::identity);
        let inspections = isolation.inspections.iter();
        let answered: Vec<_> =
            inspections.filter_map(|it| Some((it, identity(it.environment)?))).collect();
        let shared = verify::shared_databases(&answered);
        Ok(Self { by_environment, shared })
    }

    /// All problems, offline and live, worst first.
    pub(super) fn refusal(&self, isolation: &Isolation) -> Option<Error> {
        let answers = self.by_environment.values().filter_map(|check| match &check.0 {
            Ok((_, Proof::Contradicted(error))) | Err(error) => Some(error.clone()),
            Ok(_) => None,
        });
        let errors: Vec<_> = isolation.refusal().into_iter().chain(answers).collect();
        let problems = errors.iter().flat_map(Error::problems).chain(&self.shared);
        Error::from_problems(problems.cloned().collect())
    }

    /// Databases whose identity nothing proves: a warning, because `check` changes nothing.
    pub(super) fn warnings(&self) -> Vec<Problem> {
        let warning = |check: &IdentityCheck| match &check.0 {
            Ok((_, Proof::Unproven(problem))) => Some(problem.clone()),
            _ => None,
        };
        self.by_environment.values().filter_map(warning).collect()
    }

    /// The identity as JSON; `None` for a file.
    pub(super) fn data(&self, environment: Environment) -> Option<IdentityData<'_>> {
        self.by_environment.get(&environment).map(IdentityData::of)
    }

    /// The cells for the identity and what it proves.
    pub(super) fn cells(&self, environment: Environment) -> [Cell; 2] {
        let Some(check) = self.by_environment.get(&environment) else {
            return [Cell::none(), Cell::none()];
        };
        let identity = check.identity().map_or_else(Cell::none, |it| Cell::new(it.to_string()));
        let style = match &check.0 {
            Ok((_, Proof::Proven)) => GOOD,
            Ok((_, Proof::Unproven(_))) => WARNING,
            Ok((_, Proof::Contradicted(_))) | Err(_) => BAD,
            _ => DIM,
        };
        [identity, Cell::styled(check.proof(), style)]
    }
}
