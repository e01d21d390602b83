//! `seal_unavailable`: why the command cannot be sealed here.

use skate_env_core::{Code, Error, Problem};

/// The refusal, with what is missing as the end of its sentence.
pub(crate) fn unavailable(what: impl std::fmt::Display) -> Error {
    Error::from_problem(Problem::new(
        Code::SealUnavailable,
        format!("Cannot seal the command: {what}."),
        "Use Linux 6.7 or later with Landlock enabled, or macOS. Leave out the seal only if \
         nothing that the command starts may find production's URL.",
    ))
}
