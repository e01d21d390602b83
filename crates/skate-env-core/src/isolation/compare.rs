//! Compares the environments: which of them share a database.

use super::{Inspection, State, database::Database};
use crate::{Code, Environment, Error, Problem, names};

/// Every environment, and whether any two share a database.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Isolation {
    /// The environments, in the order given.
    pub inspections: Vec<Inspection>,
    /// Every two environments that have a database here.
    pub pairs: Vec<Pair>,
    /// Why the running environment was not given what the general names hold.
    withheld: Vec<Problem>,
}

/// Two environments that have a database here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pair {
    /// The one named first.
    pub one: Environment,
    /// The other.
    pub other: Environment,
    /// Whether they share a database.
    pub shared: bool,
}

impl Isolation {
    /// Compares inspections; `running` is what the process runs as that asks
    /// ([`Environment::from_variables`]).
    ///
    /// A general name (`POSTGRES_PRISMA_URL`, `DATABASE_URL`) says not whose URL it holds. It
    /// counts for the running environment if the guards let it have it, or else for production;
    /// for any other it is as if it were not set, since the guards refuse it there.
    #[must_use]
    pub fn of(running: Environment, inspections: impl IntoIterator<Item = Inspection>) -> Self {
        let mut inspections: Vec<_> = inspections.into_iter().collect();
        let mut withheld = Vec::new();
        for inspection in &mut inspections {
            if is_anothers(running, inspection) {
                if inspection.environment == running {
                    withheld.clone_from(&inspection.problems);
                }
                inspection.clear();
            }
        }
        let here = inspections.iter().find(|inspection| inspection.environment == running).cloned();
        for inspection in &mut inspections {
            let production = inspection.environment.is_production() && inspection.general;
            if production && here.as_ref().is_some_and(|here| is_taken(inspection, here)) {
                inspection.clear();
            }
        }
        let pairs = pairs(&inspections);
        for inspection in &mut inspections {
            let environment = inspection.environment;
            let shares =
                |pair: &Pair| pair.shared && (pair.one == environment || pair.other == environment);
            inspection.shared = inspection.pinned_to.is_some() || pairs.iter().any(shares);
        }
        Self { inspections, pairs, withheld }
    }

    /// Why the environments are not isolated: every refusal and every shared database, worst
    /// first; where none of them has a database at all, why the running one has none.
    #[must_use]
    pub fn refusal(&self) -> Option<Error> {
        if self.inspections.iter().all(|inspection| inspection.state() == State::Absent) {
            let missing = Problem::new(
                Code::MissingUrl,
                "No environment has a database here.",
                "Set each one's own, such as POSTGRES_PRISMA_URL_DEV for development.",
            );
            let withheld = Error::from_problems(self.withheld.clone());
            return withheld.or_else(|| Some(Error::from_problem(missing)));
        }
        let refused = self.inspections.iter().flat_map(|inspection| inspection.problems.clone());
        let pinned = self.inspections.iter().filter_map(pinned_elsewhere);
        let shared = self.pairs.iter().filter(|pair| pair.shared).map(|pair| self.shared(*pair));
        Error::from_problems(refused.chain(pinned).chain(shared).collect())
    }

    fn shared(&self, pair: Pair) -> Problem {
        let of = |environment| {
            self.inspections.iter().find(|inspection| inspection.environment == environment)
        };
        let (one, other) = (of(pair.one), of(pair.other));
        let what = one.and_then(Inspection::database).unwrap_or_default();
        let problem = Problem::new(
            Code::SharedTarget,
            format!("{} and {} lead to the same database, {what}.", pair.one, pair.other),
            format!("Give {} a database of its own.", pair.other),
        );
        match other.and_then(|other| Some((other.variable.clone()?, other.place.clone()))) {
            Some((variable, place)) => problem.of_variable(variable, place),
            None => problem,
        }
    }
}

/// Whether a general name belongs to another environment, so that this one has no URL of its own.
fn is_anothers(running: Environment, inspection: &Inspection) -> bool {
    if !inspection.general {
        return false;
    }
    if inspection.environment.is_production() {
        return inspection.denied; // the platform filled the names for what it says it runs
    }
    let unproven =
        |problem: &Problem| matches!(problem.code, Code::ProductionTarget | Code::UnprovenFallback);
    inspection.environment != running || inspection.problems.iter().any(unproven)
}

/// Whether what production would find here is what the running environment uses: the very same
/// value, or a `DATABASE_URL` that repeats it for other tools.
fn is_taken(production: &Inspection, here: &Inspection) -> bool {
    if here.environment.is_production() || here.state() == State::Absent {
        return false;
    }
    let same_value = production.variable == here.variable && production.place == here.place;
    let repeats = [names::DATABASE_URL, names::DATABASE_URL_UNPOOLED]
        .map(Some)
        .contains(&production.variable.as_deref());
    same_value || (repeats && share(production, here))
}

fn pairs(inspections: &[Inspection]) -> Vec<Pair> {
    let present: Vec<_> =
        inspections.iter().filter(|inspection| inspection.state() != State::Absent).collect();
    let pair = |(index, one): (usize, &&Inspection)| {
        let one = *one;
        let others = present[index + 1..].iter();
        let pairs: Vec<_> = others
            .map(|other| Pair {
                one: one.environment,
                other: other.environment,
                shared: share(one, other),
            })
            .collect();
        pairs
    };
    present.iter().enumerate().flat_map(pair).collect()
}

fn share(one: &Inspection, other: &Inspection) -> bool {
    let same = |database: &Database| other.databases.iter().any(|it| database.is_same_as(it));
    one.databases.iter().any(same)
}

fn pinned_elsewhere(inspection: &Inspection) -> Option<Problem> {
    let (other, variable) = (inspection.pinned_to?, inspection.variable.as_ref()?);
    let Inspection { environment, place, .. } = inspection;
    let problem = Problem::new(
        Code::SharedTarget,
        format!("{variable} leads to a database that is pinned as {other}'s."),
        format!("Set {variable} to a database of {environment}'s own, or correct the pins."),
    );
    Some(problem.of_variable(variable.clone(), place.clone()))
}
