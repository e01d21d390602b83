//! Identifies the databases of inspected environments, and finds shared ones.

use super::{Identity, Proof, Session, VerifyOptions, identify, judge::Expectation};
use crate::{Code, Config, Error, Problem, isolation::Inspection};

/// Asks the database of an environment for its identity; `None` where that is impossible: the
/// environment is absent, its URL cannot be used, or its database is a file.
///
/// Nothing is written and no URL is given out, so no consent is needed.
///
/// # Errors
/// Those of [`Session::open`] and [`identify`].
pub async fn identify_inspected(
    inspection: &Inspection,
    options: &VerifyOptions,
) -> Option<Result<Identity, Error>> {
    let url = inspection.url.as_ref().filter(|url| !url.is_sqlite())?;
    let asked = async {
        let session = Session::open_at(url, inspection.target.as_ref(), options).await?;
        identify(session.client()).await
    };
    Some(asked.await.map_err(|error| error.in_environment(inspection.environment)))
}

impl Proof {
    /// What an answer proves about an environment that was inspected.
    #[must_use]
    pub fn of_inspected(identity: &Identity, inspection: &Inspection, config: &Config) -> Self {
        let Some(verdict) = inspection.verdict else { return Self::Unpinned };
        let expectation = Expectation {
            environment: inspection.environment,
            target: inspection.target.as_ref(),
            verdict,
            production: &inspection.production,
            is_guarded: false,
        };
        expectation.check(identity, config)
    }
}

/// Every two environments whose answers came from one database, though their URLs differ.
#[must_use]
pub fn shared_databases(asked: &[(&Inspection, &Identity)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, (one, first)) in asked.iter().enumerate() {
        for (other, second) in &asked[index + 1..] {
            if first.is_same_as(second) {
                problems.push(shared_by(one, other));
            }
        }
    }
    problems
}

fn shared_by(one: &Inspection, other: &Inspection) -> Problem {
    let problem = Problem::new(
        Code::SharedTarget,
        format!(
            "{} and {} are answered by the same database, whatever their URLs say.",
            one.environment, other.environment
        ),
        format!("Give {} a database of its own; look for a tunnel.", other.environment),
    );
    match &other.variable {
        Some(variable) => problem.of_variable(variable.clone(), other.place.clone()),
        None => problem,
    }
}
