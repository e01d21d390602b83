//! What the databases themselves say.

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

/// What each environment's database answered; those that nobody could answer for are not here.
pub(super) struct Answers {
    by_environment: BTreeMap<Environment, IdentityCheck>,
    shared: Vec<Problem>,
}

impl Answers {
    /// Asks all of them at once: computes may sleep.
    pub(super) fn of(
        isolation: &Isolation,
        config: &Config,
        output: &Output,
    ) -> Result<Self, Failure> {
        let asked = verification::wait_for_answer(output, async {
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
        let by_environment: BTreeMap<_, _> = asked.into_iter().flatten().collect();
        let identity =
            |environment| by_environment.get(&environment).and_then(IdentityCheck::identity);
        let inspections = isolation.inspections.iter();
        let answered: Vec<_> =
            inspections.filter_map(|it| Some((it, identity(it.environment)?))).collect();
        let shared = verify::shared_databases(&answered);
        Ok(Self { by_environment, shared })
    }

    /// Everything that is wrong, offline and live, worst first.
    pub(super) fn refusal(&self, isolation: &Isolation) -> Option<Error> {
        let answers = self.by_environment.values().filter_map(|asked| match &asked.0 {
            Ok((_, Proof::Contradicted(error))) | Err(error) => Some(error.clone()),
            Ok(_) => None,
        });
        let errors: Vec<_> = isolation.refusal().into_iter().chain(answers).collect();
        let problems = errors.iter().flat_map(Error::problems).chain(&self.shared);
        Error::from_problems(problems.cloned().collect())
    }

    /// What nothing proves: nothing is written here, so it is no failure.
    pub(super) fn doubts(&self) -> Vec<Problem> {
        let doubt = |asked: &IdentityCheck| match &asked.0 {
            Ok((_, Proof::Unproven(problem))) => Some(problem.clone()),
            _ => None,
        };
        self.by_environment.values().filter_map(doubt).collect()
    }

    /// `None` where nobody could answer.
    pub(super) fn data(&self, environment: Environment) -> Option<IdentityData<'_>> {
        self.by_environment.get(&environment).map(IdentityData::of)
    }

    /// Who answered, and what that proves.
    pub(super) fn cells(&self, environment: Environment) -> [Cell; 2] {
        let Some(asked) = self.by_environment.get(&environment) else {
            return [Cell::none(), Cell::none()];
        };
        let who = asked.identity().map_or_else(Cell::none, |it| Cell::new(it.to_string()));
        let style = match &asked.0 {
            Ok((_, Proof::Proven)) => GOOD,
            Ok((_, Proof::Unproven(_))) => WARNING,
            Ok((_, Proof::Contradicted(_))) | Err(_) => BAD,
            _ => DIM,
        };
        [who, Cell::styled(asked.proof(), style)]
    }
}
