//! A candidate: the URL that a variable holds, and where it leads.

use crate::{
    DatabaseUrl, Place, Problem, Target,
    database_url::UrlError,
    lookup::{Lookup, Name},
};

/// A URL with where it came from and where it leads.
#[derive(Clone)]
pub(crate) struct Candidate {
    pub(crate) url: DatabaseUrl,
    /// `None` for SQLite.
    pub(crate) target: Option<Target>,
    pub(crate) variable: Name,
    pub(crate) place: Option<Place>,
    /// Derived from the pooled URL instead of set.
    pub(crate) derived: bool,
}

impl Candidate {
    /// Reads a variable; `None` where it is not set.
    pub(crate) fn read(lookup: &Lookup<'_>, variable: &Name) -> Option<Result<Self, Problem>> {
        let text = lookup.get_named(variable)?;
        Some(Self::of(lookup, variable, text))
    }

    pub(crate) fn of(lookup: &Lookup<'_>, variable: &Name, text: &str) -> Result<Self, Problem> {
        let place = lookup.place(variable);
        let read = || -> Result<_, UrlError> {
            let url = DatabaseUrl::read(text)?;
            let target = url.parts().map(|parts| Target::of(parts, lookup)).transpose()?;
            Ok((url, target))
        };
        match read() {
            Ok((url, target)) => {
                Ok(Self { url, target, variable: variable.clone(), place, derived: false })
            }
            Err(url_error) => {
                let url_error = match lookup.damage(variable) {
                    Some(damage) => url_error.after(damage),
                    None => url_error,
                };
                Err(Self::say(url_error, variable, place))
            }
        }
    }

    fn say(url_error: UrlError, variable: &Name, place: Option<Place>) -> Problem {
        url_error.into_problem(variable).of_variable(variable.clone(), place)
    }

    /// The direct URL beside a pooled one of Neon.
    pub(crate) fn to_direct(&self, lookup: &Lookup<'_>) -> Option<Self> {
        let url = self.url.to_direct()?;
        let target = Target::of(url.parts()?, lookup).ok()?;
        Some(Self { url, target: Some(target), derived: true, ..self.clone() })
    }

    pub(crate) fn is_pooled(&self) -> bool {
        self.target.as_ref().is_some_and(|target| target.pooled)
    }
}
