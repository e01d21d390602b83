//! The few facts about the runtime that are not variables.

use std::{
    io::{IsTerminal, stdin},
    path::Path,
};

use napi_derive::napi;
use skate_env_core::{Facts, Variables, files, names};

/// Facts that a test gives in place of those of the process.
#[napi(object, object_to_js = false)]
pub struct GivenFacts {
    /// Standard input is a terminal.
    pub terminal: Option<bool>,
    /// `/opt/.devin` exists.
    pub devin: Option<bool>,
    /// A dotenv file assigns `SKATE_ENV_CONSENT`.
    pub consent_in_dotenv: Option<bool>,
}

impl GivenFacts {
    pub(crate) fn read(&self) -> Facts {
        Facts::new()
            .with_terminal(self.terminal.unwrap_or_default())
            .with_devin(self.devin.unwrap_or_default())
            .with_consent_in_dotenv(self.consent_in_dotenv.unwrap_or_default())
    }
}

/// Two system calls; dotenv files are only read where there is consent to doubt.
pub(crate) fn of_this_process(directory: &Path, variables: &Variables) -> Facts {
    let consents = variables.get(names::SKATE_ENV_CONSENT).is_some();
    Facts::new()
        .with_terminal(stdin().is_terminal())
        .with_devin(Path::new("/opt/.devin").exists())
        .with_consent_in_dotenv(consents && files::assigns_consent(directory))
}
