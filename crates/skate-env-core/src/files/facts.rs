//! Finds out the facts of this process: terminal, coding agent, consent in a dotenv file.

use std::{
    io::{IsTerminal as _, stdin},
    path::Path,
};

use super::assigns_consent;
use crate::{Facts, Variables, names};

/// The facts of this process, which works in `directory` with these variables. Two system calls;
/// dotenv files are only read where there is consent to doubt.
#[must_use]
pub fn facts_of_process(directory: &Path, variables: &Variables) -> Facts {
    let consents = variables.get(names::SKATE_ENV_CONSENT).is_some();
    Facts::new()
        .with_terminal(stdin().is_terminal())
        .with_devin(Path::new("/opt/.devin").exists())
        .with_consent_in_dotenv(consents && assigns_consent(directory))
}
