//! Parses the options of a call from JSON.

use serde::de::DeserializeOwned;
use skate_env_core::{Code, Error, Problem};

/// Parses the options of a call.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    // The message of serde_json is left out: it may quote a value.
    serde_json::from_str(text).map_err(|_| {
        invalid_option(
            "The options of the call are not valid JSON.",
            "Pass strings without lone surrogates.",
        )
    })
}

pub(crate) fn invalid_option(message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::from_problem(Problem::new(Code::InvalidConfig, message, hint))
}
