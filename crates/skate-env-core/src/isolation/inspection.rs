//! Inspects one environment: which database it would get here.

use std::{borrow::Cow, fmt};

use super::database::Database;
use crate::{
    Code, Config, Environment, Facts, Place, Problem, Purpose, Request, Target, Variables, Verdict,
    config::Pins,
    environment,
    guard::{self, Findings, GuardContext},
    lookup::Lookup,
    names::GENERAL_PAIRS,
    resolve::select,
    selection::Selection,
};

/// How an environment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has a database, and no guard objects.
    Ready,
    /// It has no database of its own here.
    Absent,
    /// It has one, and a guard refuses it.
    Refused,
    /// It has one, and so has another environment.
    Shared,
}

impl State {
    /// The name that is printed: `ready`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Absent => "absent",
            Self::Refused => "refused",
            Self::Shared => "shared",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What an environment would be given here. Prints no secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Inspection {
    /// The environment.
    pub environment: Environment,
    /// The variable that holds its URL; `None` where it is absent.
    pub variable: Option<Cow<'static, str>>,
    /// The file and line that assign the variable, where they are known.
    pub place: Option<Place>,
    /// Where it leads; `None` for `SQLite`, and for a value that cannot be read.
    pub target: Option<Target>,
    /// What the target is; `None` where the value cannot be read.
    pub verdict: Option<Verdict>,
    /// What a guard refuses.
    pub problems: Vec<Problem>,
    /// What is not wrong enough to refuse.
    pub warnings: Vec<Problem>,
    /// The direct URL, or the only one: who is there is asked with it.
    #[cfg(feature = "verify")]
    pub(crate) url: Option<crate::DatabaseUrl>,
    /// Pins of production beside those of the policy.
    #[cfg(feature = "verify")]
    pub(crate) production: Vec<crate::Pin>,
    /// Every database that the pair leads to.
    pub(super) databases: Vec<Database>,
    /// Another environment, whose pin the target matches.
    pub(super) pinned_to: Option<Environment>,
    /// Another environment leads there, too.
    pub(super) shared: bool,
    /// The variable is a general one, which may hold any environment's URL.
    pub(super) general: bool,
    /// The platform says that nothing here runs as production.
    pub(super) denied: bool,
}

/// Looks at an environment with the variables that a process of it would have.
///
/// All guards are asked but those about who asks: it takes no consent, and hands out no URL.
/// Of the request only the pins count.
#[must_use]
pub fn inspect(
    environment: Environment,
    variables: &Variables,
    config: &Config,
    request: &Request,
) -> Inspection {
    let lookup = Lookup::new(variables);
    let (pins, no_pin) = Pins::collect(&lookup, config, request);
    let mut findings = Findings::new(no_pin.into_iter());
    let purpose = Purpose::default_in(environment);
    let facts = Facts::new();
    let context =
        GuardContext { lookup: &lookup, facts, config, request, pins: &pins, environment, purpose };
    let selection = select(&context, &mut findings);
    guard::check_database(&context, &selection, &mut findings);

    let (problems, warnings) = findings.into_parts();
    let mut inspection = Inspection::of(&context, &selection, problems, warnings);
    if inspection.problems.iter().any(|problem| problem.code == Code::MissingUrl) {
        inspection.clear();
    }
    inspection
}

impl Inspection {
    /// How the environment stands.
    #[must_use]
    pub fn state(&self) -> State {
        match self.variable {
            None => State::Absent,
            Some(_) if !self.problems.is_empty() => State::Refused,
            Some(_) if self.shared => State::Shared,
            Some(_) => State::Ready,
        }
    }

    /// The database in a few words, without secrets: `localhost:5432/shop`, `file:dev.db`.
    #[must_use]
    pub fn database(&self) -> Option<String> {
        self.databases.first().map(ToString::to_string)
    }

    /// Whether a variable that is this environment's alone holds its URL.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.variable.is_some() && !self.general
    }

    fn of(
        context: &GuardContext<'_>,
        selection: &Selection,
        problems: Vec<Problem>,
        warnings: Vec<Problem>,
    ) -> Self {
        let first = selection.candidates().next();
        let (variable, place) = match first {
            Some(candidate) => (Some(candidate.variable.clone()), candidate.place.clone()),
            None => said_of(&problems),
        };
        let target = first.and_then(|candidate| candidate.target.clone());
        let verdict = first.map(|candidate| match &candidate.target {
            Some(target) => Verdict::of(target, context.pins),
            None => Verdict::Local,
        });
        Self {
            environment: context.environment,
            general: variable.as_ref().is_some_and(|variable| is_general(context, variable)),
            denied: environment::platform_denial(context.lookup).is_some(),
            #[cfg(feature = "verify")]
            url: selection.candidates().last().map(|candidate| candidate.url.clone()),
            #[cfg(feature = "verify")]
            production: context.pins.given().to_vec(),
            databases: selection.candidates().map(Database::of).collect(),
            shared: false,
            pinned_to: pinned_to(context, target.as_ref(), verdict),
            variable,
            place,
            target,
            verdict,
            problems,
            warnings,
        }
    }

    /// It has no database of its own here, after all.
    pub(super) fn clear(&mut self) {
        self.variable = None;
        self.place = None;
        self.target = None;
        self.verdict = None;
        self.problems.clear();
        self.warnings.clear();
        #[cfg(feature = "verify")]
        {
            self.url = None;
        }
        self.databases.clear();
        self.pinned_to = None;
    }
}

/// The variable whose value could not be read.
fn said_of(problems: &[Problem]) -> (Option<Cow<'static, str>>, Option<Place>) {
    let problem = problems
        .iter()
        .find(|problem| matches!(problem.code, Code::InvalidUrl | Code::AmbiguousTarget));
    problem.map_or((None, None), |problem| {
        (problem.variable.clone().map(Cow::Owned), problem.place.clone())
    })
}

/// Whether the name may hold any environment's URL, and the policy did not choose it for this environment.
fn is_general(context: &GuardContext<'_>, variable: &str) -> bool {
    let policy = context.config.environments.get(&context.environment);
    let chosen = policy.is_some_and(|policy| {
        [&policy.url, &policy.direct_url].into_iter().flatten().any(|chosen| chosen == variable)
    });
    !chosen && GENERAL_PAIRS.as_flattened().contains(&variable)
}

fn pinned_to(
    context: &GuardContext<'_>,
    target: Option<&Target>,
    verdict: Option<Verdict>,
) -> Option<Environment> {
    let Some(Verdict::Branch(other)) = verdict else { return None };
    let own =
        context.pins.of(context.environment).any(|pin| target.is_some_and(|it| pin.matches(it)));
    (!own).then_some(other)
}
