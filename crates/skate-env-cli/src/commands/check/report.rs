//! Reports the environments and their databases.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::{
    Environment, Error,
    isolation::{Inspection, Isolation, State},
};

use super::identity_answers::IdentityAnswers;
use crate::output::{Answer, BAD, Cell, DIM, GOOD, Origin, ProblemData, Styled, Table, TargetData};
use crate::verification::IdentityData;

/// The environments, their databases' identities with --live, and all problems.
pub(super) struct Report<'i> {
    pub(super) isolation: &'i Isolation,
    pub(super) answers: Option<&'i IdentityAnswers>,
    pub(super) refusal: &'i Option<Error>,
}

impl Serialize for Report<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Isolation { inspections, pairs, .. } = self.isolation;
        let pair = |one: Environment, other: Environment, shared| PairData {
            one: one.as_str(),
            other: other.as_str(),
            shared,
        };
        let live = |environment| self.answers.and_then(|answers| answers.data(environment));
        let environments = inspections.iter().map(|inspection| EnvironmentData {
            live: live(inspection.environment),
            ..EnvironmentData::of(inspection)
        });
        Data {
            isolated: self.refusal.is_none(),
            environments: environments.collect(),
            pairs: pairs.iter().map(|it| pair(it.one, it.other, it.shared)).collect(),
            problems: self.refusal.iter().flat_map(Error::problems).map(ProblemData::of).collect(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct Data<'i> {
    isolated: bool,
    environments: Vec<EnvironmentData<'i>>,
    /// Every pair of environments with a database here.
    pairs: Vec<PairData>,
    /// All problems, worst first.
    problems: Vec<ProblemData<'i>>,
}

#[derive(Serialize)]
struct PairData {
    one: &'static str,
    other: &'static str,
    shared: bool,
}

#[derive(Serialize)]
struct EnvironmentData<'i> {
    environment: &'static str,
    state: &'static str,
    source: Option<Origin>,
    target: Option<TargetData>,
    verdict: Option<String>,
    /// The database's identity, only with --live.
    #[serde(skip_serializing_if = "Option::is_none")]
    live: Option<IdentityData<'i>>,
    warnings: Vec<ProblemData<'i>>,
    problems: Vec<ProblemData<'i>>,
}

impl<'i> EnvironmentData<'i> {
    fn of(inspection: &'i Inspection) -> Self {
        Self {
            environment: inspection.environment.as_str(),
            state: inspection.state().as_str(),
            source: source(inspection),
            target: inspection.target.as_ref().map(TargetData::of),
            verdict: inspection.verdict.map(|verdict| verdict.to_string()),
            live: None,
            warnings: inspection.warnings.iter().map(ProblemData::of).collect(),
            problems: inspection.problems.iter().map(ProblemData::of).collect(),
        }
    }
}

fn source(inspection: &Inspection) -> Option<Origin> {
    let variable = inspection.variable.clone()?;
    Some(Origin::new(variable, inspection.place.as_ref()))
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut columns = vec!["environment", "state", "database", "verdict"];
        columns.extend(self.answers.map(|_| ["answered", "proof"]).into_iter().flatten());
        columns.push("from");
        let mut table = Table::new(&columns);
        for inspection in &self.isolation.inspections {
            let cell = |text: Option<String>| text.map_or_else(Cell::none, Cell::new);
            let mut row = vec![
                Cell::new(inspection.environment.as_str()),
                state(inspection),
                cell(inspection.database()),
                cell(inspection.verdict.map(|verdict| verdict.to_string())),
            ];
            row.extend(self.answers.into_iter().flat_map(|it| it.cells(inspection.environment)));
            row.push(cell(source(inspection).map(|source| source.to_string())));
            table.row(row);
        }
        table.write(page)?;
        writeln!(page, "\n{}", summary(self))
    }
}

fn state(inspection: &Inspection) -> Cell {
    let state = inspection.state();
    let style = match state {
        State::Ready => GOOD,
        State::Absent => DIM,
        State::Refused | State::Shared => BAD,
    };
    Cell::styled(state.as_str(), style)
}

fn summary(report: &Report<'_>) -> String {
    let present = report.isolation.inspections.iter().filter(|it| it.state() != State::Absent);
    let names: Vec<_> = present.map(|inspection| inspection.environment.as_str()).collect();
    if report.refusal.is_some() {
        return format!("{}: see the errors.", Styled(BAD, "Not isolated"));
    }
    let isolated = Styled(GOOD, "Isolated");
    match names.as_slice() {
        [only] => format!("{isolated}: only {only} has a database here."),
        _ => format!("{isolated}: {} environments, {} databases.", names.len(), names.len()),
    }
}
