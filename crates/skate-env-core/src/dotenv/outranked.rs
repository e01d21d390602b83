//! Finds written variables that have no effect because a file or the process outranks them.

use secrecy::ExposeSecret;

use super::Change;
use crate::{Code, Place, Problem, Variables};

/// Why a change to a file does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outranked {
    /// The variable.
    pub variable: String,
    /// What decides its value instead.
    pub by: Outranker,
}

/// What decides a variable's value instead of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outranker {
    /// The process was started with the variable, perhaps empty.
    Process,
    /// Another file, or another line.
    File(Place),
    /// Nothing: the file is not read, as `.env.local` is not in tests.
    Nothing,
}

/// The changes to a file that do not count, for variables loaded again after they were written.
///
/// A variable that was taken out and still has a value is outranked too: by another file, say,
/// that holds another database's direct URL. One that has the wanted value anyway is not.
#[must_use]
pub fn outranked(changes: &[Change], variables: &Variables) -> Vec<Outranked> {
    let is_as_wanted = |change: &Change| match &change.value {
        Some(value) => variables.raw(&change.name) == Some(value.expose_secret()),
        None => variables.get(&change.name).is_none(),
    };
    let others = changes.iter().filter(|change| !is_as_wanted(change));
    others
        .map(|change| Outranked {
            variable: change.name.clone(),
            by: match (variables.raw(&change.name), variables.place(&change.name)) {
                (None, _) => Outranker::Nothing,
                (Some(_), None) => Outranker::Process,
                (Some(_), Some(place)) => Outranker::File(place.clone()),
            },
        })
        .collect()
}

impl Outranked {
    /// The same as a problem, said of the file that was written: `file_outranked`.
    #[must_use]
    pub fn to_problem(&self, written: &str) -> Problem {
        let name = &self.variable;
        let (message, hint, place) = match &self.by {
            Outranker::Process => (
                format!("{name} is set in the shell, which outranks {written}."),
                format!("Run `unset {name}` and start the command again."),
                None,
            ),
            Outranker::File(place) => (
                format!("{name} is set in {}, which outranks {written}.", place.path),
                format!("Remove {name} from {}.", place.path),
                Some(place.clone()),
            ),
            Outranker::Nothing => (
                format!("{name} is not loaded from {written}."),
                "Unset NODE_ENV: `.env.local` is not read in tests.".to_owned(),
                None,
            ),
        };
        Problem::new(Code::FileOutranked, message, hint).of_variable(name.clone(), place)
    }
}
