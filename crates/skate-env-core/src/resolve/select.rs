//! Which variables serve an environment: its own pair, then the general ones.

use super::Candidate;
use crate::{
    Code, Environment, Problem,
    guard::{Case, Findings},
    lookup::Name,
    names,
};

/// How the URLs in hand came to serve the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// By the environment's own names.
    Own,
    /// By a general name, which may be anybody's.
    Fallback,
    /// By `USE_SQLITE`.
    Sqlite,
}

/// The URLs that may serve: at most one pooled and one direct, of one level.
pub(crate) struct Selection {
    pub(crate) level: Level,
    pub(crate) pooled: Option<Candidate>,
    pub(crate) direct: Option<Candidate>,
}

impl Selection {
    pub(crate) fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.pooled.iter().chain(&self.direct)
    }
}

const SQLITE_VARIABLE: Name = Name::Borrowed(names::USE_SQLITE);

/// Tests wipe their database: they get a file of their own.
fn sqlite_url(environment: Environment) -> &'static str {
    if environment == Environment::Testing { "file:./test.db" } else { "file:./dev.db" }
}

pub(crate) fn select(case: &Case<'_>, findings: &mut Findings) -> Selection {
    let may_be_sqlite = matches!(case.environment, Environment::Development | Environment::Testing);
    if may_be_sqlite && matches!(case.lookup.get(names::USE_SQLITE), Some("1" | "true")) {
        let url = sqlite_url(case.environment);
        let file = Candidate::of(case.lookup, &SQLITE_VARIABLE, url).ok();
        return Selection { level: Level::Sqlite, pooled: file, direct: None };
    }
    let mut looked_at = Vec::new();
    for (level, pair) in levels(case) {
        let [pooled, direct] = &pair;
        let values = [pooled, direct].map(|name| Candidate::read(case.lookup, name));
        if values.iter().any(Option::is_some) {
            let [pooled, direct] = values.map(|value| accept(value?, may_be_sqlite, findings));
            return Selection { level, pooled, direct };
        }
        looked_at.extend(pair);
    }
    findings.refuse(missing(case, &looked_at));
    Selection { level: Level::Own, pooled: None, direct: None }
}

/// The pairs in the order in which they are asked, without repetition.
fn levels(case: &Case<'_>) -> Vec<(Level, [Name; 2])> {
    let own = case.config.url_variables(case.environment);
    // Production's own names are the general ones, and `run` gives them to its environment.
    let owned = case.environment.is_production() || case.run_as() == Some(case.environment);
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

fn missing(case: &Case<'_>, looked_at: &[Name]) -> Problem {
    let names: Vec<_> = looked_at
        .iter()
        .map(|name| {
            let blank = if case.lookup.is_blank(name) { " (set, but empty)" } else { "" };
            format!("{name}{blank}")
        })
        .collect();
    let own = &looked_at[0];
    Problem::new(
        Code::MissingUrl,
        format!("No database is set for {}: looked at {}.", case.environment, names.join(", ")),
        format!("Set {own} to {}'s own connection string.", case.environment),
    )
    .of_variable(own.clone(), case.lookup.place(own))
}
