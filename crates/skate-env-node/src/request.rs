//! The options of a call, converted to a request of the core.

use napi_derive::napi;
use skate_env_core::{Error, Request};

/// The options of a call.
#[napi(object, object_to_js = false)]
#[derive(Default)]
pub struct RequestOptions {
    /// The environment, by name.
    pub environment: Option<String>,
    /// The purpose, by name.
    pub purpose: Option<String>,
    /// Consent to production: its endpoint id, branch id or host.
    pub consent: Option<String>,
    /// Further production pins.
    pub production: Option<Vec<String>>,
}

impl RequestOptions {
    pub(crate) fn read(self) -> Result<Request, Error> {
        let mut request = Request::new();
        if let Some(environment) = self.environment {
            request = request.environment(environment.parse()?);
        }
        if let Some(purpose) = self.purpose {
            request = request.purpose(purpose.parse()?);
        }
        if let Some(consent) = self.consent {
            request = request.consent(consent);
        }
        for pin in self.production.unwrap_or_default() {
            request = request.production(&pin)?;
        }
        Ok(request)
    }
}
