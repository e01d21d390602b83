//! The refusal: every problem at once, worst first.

use std::fmt;

use crate::{Code, Environment, Problem};

/// Why a request is refused: one problem or more, worst first. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Error(Box<Refusal>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    environment: Option<Environment>,
    worst: Problem,
    others: Vec<Problem>,
}

impl Error {
    /// One problem, before any environment was decided.
    #[must_use]
    pub fn from_problem(problem: Problem) -> Self {
        Self(Box::new(Refusal { environment: None, worst: problem, others: Vec::new() }))
    }

    /// Many problems; `None` when there are none.
    #[must_use]
    pub fn from_problems(mut problems: Vec<Problem>) -> Option<Self> {
        problems.sort_by_key(|problem| problem.code); // stable: equal codes keep the order found
        problems.dedup();
        let mut problems = problems.into_iter();
        let worst = problems.next()?;
        Some(Self(Box::new(Refusal { environment: None, worst, others: problems.collect() })))
    }

    /// The same error, for an environment.
    #[must_use]
    pub fn in_environment(mut self, environment: Environment) -> Self {
        self.0.environment = Some(environment);
        self
    }

    /// The same error, with each problem changed: its place among the others stays.
    #[must_use]
    pub fn map_problems(self, change: impl Fn(Problem) -> Problem) -> Self {
        let Refusal { environment, worst, others } = *self.0;
        let others = others.into_iter().map(&change).collect();
        Self(Box::new(Refusal { environment, worst: change(worst), others }))
    }

    /// The code of the worst problem.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.worst.code
    }

    /// What to do about the worst problem.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.0.worst.hint
    }

    /// What is wrong: the message of the worst problem.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.worst.message
    }

    /// The environment that was asked for, once it is known.
    #[must_use]
    pub fn environment(&self) -> Option<Environment> {
        self.0.environment
    }

    /// The variable of the worst problem.
    #[must_use]
    pub fn variable(&self) -> Option<&str> {
        self.0.worst.variable.as_deref()
    }

    /// Every problem, worst first.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        std::iter::once(&self.0.worst).chain(&self.0.others)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}\n  help: {}", self.worst, self.worst.hint)?;
        for problem in &self.others {
            write!(formatter, "\nalso: {problem}\n  help: {}", problem.hint)?;
        }
        Ok(())
    }
}
