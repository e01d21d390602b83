//! What is answered, and whether it is what was demanded.

use std::fmt;

use skate_env_core::{Error, Problem, ResolvedDatabase};

use super::fields::Fields;

/// The demanded answer, or the one given. What a demand leaves out is `None`.
pub(crate) enum Answer {
    Served(Box<Served>),
    Refused(Refused),
}

pub(crate) struct Served {
    environment: Option<String>,
    purpose: Option<String>,
    url: Option<String>,
    direct_url: Option<String>,
    verdict: Option<String>,
    variable: Option<String>,
    derived: Option<bool>,
    warnings: Vec<String>,
    /// Demanded: parts of the warnings. Given: all of them.
    says: Vec<String>,
}

pub(crate) struct Refused {
    codes: Vec<String>,
    variable: Option<String>,
    /// Demanded: parts of messages and hints. Given: all messages and hints.
    says: Vec<String>,
}

impl Answer {
    pub(crate) fn read(mut fields: Fields) -> Self {
        let answer = match fields.string("error") {
            Some(worst) => {
                let codes = fields.strings("codes").unwrap_or_else(|| vec![worst.clone()]);
                assert_eq!(codes.first(), Some(&worst), "the first code is the worst");
                let variable = fields.string("variable");
                let says = fields.strings("says").unwrap_or_default();
                Self::Refused(Refused { codes, variable, says })
            }
            None => Self::Served(Box::new(Served {
                environment: fields.string("environment"),
                purpose: fields.string("purpose"),
                url: fields.string("url"),
                direct_url: fields.string("direct_url"),
                verdict: fields.string("verdict"),
                variable: fields.string("variable"),
                derived: fields.boolean("derived"),
                warnings: fields.strings("warnings").unwrap_or_default(),
                says: fields.strings("says").unwrap_or_default(),
            })),
        };
        fields.finish();
        answer
    }

    pub(crate) fn of(answer: Result<ResolvedDatabase, Error>) -> Self {
        match answer {
            Ok(resolved) => Self::Served(Box::new(Served {
                environment: Some(resolved.environment.to_string()),
                purpose: Some(resolved.purpose.to_string()),
                url: Some(resolved.url.expose_secret().to_owned()),
                direct_url: resolved.direct_url.map(|url| url.expose_secret().to_owned()),
                verdict: Some(resolved.verdict.to_string()),
                variable: resolved.provenance.as_ref().map(|from| from.variable.to_string()),
                derived: resolved.provenance.map(|from| from.derived),
                warnings: codes(resolved.warnings.iter()),
                says: sentences(resolved.warnings.iter()),
            })),
            Err(error) => Self::Refused(Refused {
                codes: codes(error.problems()),
                variable: error.variable().map(str::to_owned),
                says: sentences(error.problems()),
            }),
        }
    }

    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_))
    }

    /// Served, and without a warning.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Served(served) if served.warnings.is_empty())
    }

    pub(crate) fn warns_less_than(&self, other: &Self) -> bool {
        let count = |answer: &Self| match answer {
            Self::Served(served) => served.warnings.len(),
            Self::Refused(_) => 0,
        };
        count(self) < count(other)
    }

    /// Whether a given answer is the one demanded.
    pub(crate) fn accepts(&self, given: &Self) -> bool {
        match (self, given) {
            (Self::Served(demanded), Self::Served(given)) => demanded.accepts(given),
            (Self::Refused(demanded), Self::Refused(given)) => demanded.accepts(given),
            _ => false,
        }
    }
}

fn codes<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<String> {
    problems.map(|problem| problem.code.to_string()).collect()
}

fn sentences<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<String> {
    problems.flat_map(|problem| [problem.to_string(), problem.hint.clone()]).collect()
}

/// Whether each demanded part stands in some sentence.
fn are_said(parts: &[String], sentences: &[String]) -> bool {
    parts.iter().all(|part| sentences.iter().any(|sentence| sentence.contains(part.as_str())))
}

fn agrees<T: PartialEq>(demanded: Option<&T>, given: Option<&T>) -> bool {
    demanded.is_none() || demanded == given
}

impl Served {
    fn accepts(&self, given: &Self) -> bool {
        agrees(self.environment.as_ref(), given.environment.as_ref())
            && agrees(self.purpose.as_ref(), given.purpose.as_ref())
            && agrees(self.url.as_ref(), given.url.as_ref())
            && agrees(self.direct_url.as_ref(), given.direct_url.as_ref())
            && agrees(self.verdict.as_ref(), given.verdict.as_ref())
            && agrees(self.variable.as_ref(), given.variable.as_ref())
            && agrees(self.derived.as_ref(), given.derived.as_ref())
            && self.warnings == given.warnings
            && are_said(&self.says, &given.says)
    }
}

impl Refused {
    fn accepts(&self, given: &Self) -> bool {
        self.codes == given.codes
            && agrees(self.variable.as_ref(), given.variable.as_ref())
            && are_said(&self.says, &given.says)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Served(served) => {
                let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
                write!(
                    formatter,
                    "{}/{} {} (direct {}) verdict {} from {} derived {:?}, warnings {:?}",
                    text(&served.environment),
                    text(&served.purpose),
                    text(&served.url),
                    text(&served.direct_url),
                    text(&served.verdict),
                    text(&served.variable),
                    served.derived,
                    served.warnings
                )
            }
            Self::Refused(refused) => write!(
                formatter,
                "refusal {:?} of {:?}, saying {:?}",
                refused.codes, refused.variable, refused.says
            ),
        }
    }
}
