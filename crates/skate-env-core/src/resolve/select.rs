//! Selects the variables that serve an environment: its own pair, then the general ones.

use crate::{
    Code, Environment, Problem,
    candidate::Candidate,
    guard::{Findings, GuardContext},
    lookup::Name,
    names,
    selection::{Level, Selection},
};

const SQLITE_VARIABLE: Name = Name::Borrowed(names::USE_SQLITE);

/// Tests wipe their database: they get a file of their own.
fn sqlite_url(environment: Environment) -> &'static str {
    if environment == Environment::Testing { "file:./test.db" } else { "file:./dev.db" }
}

pub(crate) fn select(context: &GuardContext<'_>, findings: &mut Findings) -> Selection {
    let may_be_sqlite =
        matches!(context.environment, Environment::Development | Environment::Testing);
    if may_be_sqlite && matches!(context.lookup.get(names::USE_SQLITE), Some("1" | "true")) {
        let url = sqlite_url(context.environment);
        let file = Candidate::of(context.lookup, &SQLITE_VARIABLE, url).ok();
        return Selection { level: Level::Sqlite, pooled: file, direct: None };
    }
    let mut looked_at = Vec::new();
    for (level, pair) in levels(context) {
        let [pooled, direct] = &pair;
        let values = [pooled, direct].map(|name| Candidate::read(context.lookup, name));
        if values.iter().any(Option::is_some) {
            let [pooled, direct] = values.map(|value| accept(value?, may_be_sqlite, findings));
            return Selection { level, pooled, direct };
        }
        looked_at.extend(pair);
    }
    findings.refuse(missing(context, &looked_at));
    Selection { level: Level::Own, pooled: None, direct: None }
}

/// The pairs in the order in which they are asked, without repetition.
fn levels(context: &GuardContext<'_>) -> Vec<(Level, [Name; 2])> {
    let own = context.config.url_variables(context.environment);
    // Production's own names are the general ones, and `run` gives them to its environment.
    let owned =
        context.environment.is_production() || context.run_as() == Some(context.environment);
    let level = if owned { Level::Own } else { Level::Fallback };
    let general = names::GENERAL_PAIRS.map(|pair| (level, pair.map(Name::Borrowed)));
    let general: Vec<_> = general.into_iter().filter(|(_, pair)| *pair != own).collect();
    std::iter::once((Level::Own, own)).chain(general).collect()
}

fn accept(
    value: Result<Candidate, Problem>,
    may_be_sqlite: bool,
    findings: &mut Findings,
) -> Option<Candidate> {
    match value {
        Ok(candidate) if candidate.url.is_sqlite() && !may_be_sqlite => {
            let what = format!("{} names a SQLite file.", candidate.variable);
            let hint = "SQLite serves development and testing; set a PostgreSQL URL here.";
            let problem = Problem::new(Code::InvalidUrl, what, hint);
            findings.refuse(problem.of_variable(candidate.variable, candidate.place));
            None
        }
        Ok(candidate) => Some(candidate),
        Err(problem) => {
            findings.refuse(problem);
            None
        }
    }
}

fn missing(context: &GuardContext<'_>, looked_at: &[Name]) -> Problem {
    let names: Vec<_> = looked_at
        .iter()
        .map(|name| {
            let blank = if context.lookup.is_blank(name) { " (set, but empty)" } else { "" };
            format!("{name}{blank}")
        })
        .collect();
    let own = &looked_at[0];
    Problem::new(
        Code::MissingUrl,
        format!("No database is set for {}: looked at {}.", context.environment, names.join(", ")),
        format!("Set {own} to {}'s own connection string.", context.environment),
    )
    .of_variable(own.clone(), context.lookup.place(own))
}
