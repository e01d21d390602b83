//! `skate-env check`: the isolation table.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::{
    Environment, Error,
    dotenv::Mode,
    isolation::{Inspection, Isolation, State, inspect},
};

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{
        Answer, BAD, Cell, DIM, GOOD, Origin, Output, Painted, ProblemData, Table, TargetData,
    },
};

/// Compare the databases of all environments; exit 3 unless each has its own
///
/// Looks at every environment as a process of it would be served here, dotenv files included.
/// Nothing is connected to and no URL is printed, so production needs no consent. An environment
/// that has no database here is absent, which is no failure.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env check
  skate-env check --output json | jq -r '.environments[] | select(.state == \"refused\")'")]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments, context: &Context, output: &Output) -> Result<Exit, Failure> {
    if context.requested().is_some() {
        return Err(Failure::usage(
            "`check` looks at every environment: --environment has no meaning here.",
            "Leave it out; `skate-env status -e ENV` shows one.",
        ));
    }
    let isolation = isolation(context)?;
    output.answer(&Report(&isolation))?;
    for inspection in &isolation.inspections {
        output.warn(&inspection.warnings);
    }
    isolation.refusal().map_or(Ok(Exit::Done), |error| Err(error.into()))
}

/// Every environment, as a process of it would be served here.
pub(crate) fn isolation(context: &Context) -> Result<Isolation, Error> {
    let (running, _) = Environment::from_variables(&context.variables()?)?;
    let inspections: Result<Vec<_>, Error> =
        Environment::ALL.into_iter().map(|environment| look(context, environment)).collect();
    Ok(Isolation::of(running, inspections?))
}

/// With the dotenv files that a process of the environment reads. A test run reads its own;
/// `-e testing`, outside of one, reads those of development.
fn look(context: &Context, environment: Environment) -> Result<Inspection, Error> {
    let request = context.request(None);
    let look = |mode| -> Result<Inspection, Error> {
        let variables = context.variables_in(mode)?;
        Ok(inspect(environment, &variables, &context.config, &request))
    };
    match environment {
        Environment::Production => look(Mode::Production),
        Environment::Testing => {
            let (run, outside) = (look(Mode::Test)?, look(Mode::Development)?);
            Ok(if !run.has_own() && outside.has_own() { outside } else { run })
        }
        _ => look(Mode::Development),
    }
}

struct Report<'i>(&'i Isolation);

impl Serialize for Report<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Isolation { inspections, pairs, .. } = self.0;
        let pair = |one: Environment, other: Environment, shared| PairData {
            one: one.as_str(),
            other: other.as_str(),
            shared,
        };
        let refusal = self.0.refusal();
        Data {
            isolated: refusal.is_none(),
            environments: inspections.iter().map(EnvironmentData::of).collect(),
            pairs: pairs.iter().map(|it| pair(it.one, it.other, it.shared)).collect(),
            problems: refusal.iter().flat_map(Error::problems).map(ProblemData::of).collect(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct Data<'i> {
    isolated: bool,
    environments: Vec<EnvironmentData<'i>>,
    /// Every two that have a database here.
    pairs: Vec<PairData>,
    /// All that is wrong, worst first.
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
        let mut table = Table::new(&["environment", "state", "database", "verdict", "from"]);
        for inspection in &self.0.inspections {
            let cell = |text: Option<String>| text.map_or_else(Cell::none, Cell::new);
            table.row(vec![
                Cell::new(inspection.environment.as_str()),
                state(inspection),
                cell(inspection.database()),
                cell(inspection.verdict.map(|verdict| verdict.to_string())),
                cell(source(inspection).map(|source| source.to_string())),
            ]);
        }
        table.write(page)?;
        writeln!(page, "\n{}", summary(self.0))
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

fn summary(isolation: &Isolation) -> String {
    let present = isolation.inspections.iter().filter(|it| it.state() != State::Absent);
    let names: Vec<_> = present.map(|inspection| inspection.environment.as_str()).collect();
    if isolation.refusal().is_some() {
        return format!("{}: see the errors.", Painted(BAD, "Not isolated"));
    }
    let isolated = Painted(GOOD, "Isolated");
    match names.as_slice() {
        [only] => format!("{isolated}: only {only} has a database here."),
        _ => format!("{isolated}: {} environments, {} databases.", names.len(), names.len()),
    }
}
