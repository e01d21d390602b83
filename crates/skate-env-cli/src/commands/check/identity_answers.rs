//! Asks the databases of all environments for their identities, for `check --live`.

use std::collections::BTreeMap;

use skate_env_core::{
    Environment, Error, Problem,
    isolation::Isolation,
    verify::{self, Proof, VerifyOptions},
};
use tokio::task::JoinSet;

use crate::{
    context::Context,
    failure::Failure,
    output::{BAD, Cell, DIM, GOOD, Output, WARNING},
    verification::{self, Attempt, IdentityCheck, IdentityData},
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
        context: &Context,
        output: &Output,
    ) -> Result<Self, Failure> {
        let answers = verification::wait_for_answer(output, async {
            let mut asking = JoinSet::new();
            for inspection in isolation.inspections.clone() {
                let config = context.config.clone();
                let mut attempt = Attempt::of(context, inspection.environment);
                asking.spawn(async move {
                    let options = VerifyOptions::default();
                    let asked = verify::identify_inspected(&inspection, &options);
                    let check = IdentityCheck(attempt.time(asked).await?.map(|identity| {
                        let proof = Proof::of_inspected(&identity, &inspection, &config);
                        (identity, proof)
                    }));
                    attempt.end(check.error().map(Error::code));
                    Some((inspection.environment, check))
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
        let answers = self.by_environment.values().filter_map(|check| check.error().cloned());
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
