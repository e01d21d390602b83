//! Facts about the runtime that a test passes in place of the real ones.

use napi_derive::napi;
use skate_env_core::Facts;

/// Facts in place of those of the process, for tests.
#[napi(object, object_to_js = false)]
pub struct TestFacts {
    /// Whether standard input is a terminal.
    pub terminal: Option<bool>,
    /// Whether `/opt/.devin` exists.
    pub devin: Option<bool>,
    /// Whether a dotenv file assigns `SKATE_ENV_CONSENT`.
    pub consent_in_dotenv: Option<bool>,
}

impl TestFacts {
    pub(crate) fn read(&self) -> Facts {
        Facts::new()
            .with_terminal(self.terminal.unwrap_or_default())
            .with_devin(self.devin.unwrap_or_default())
            .with_consent_in_dotenv(self.consent_in_dotenv.unwrap_or_default())
    }
}
