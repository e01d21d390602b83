//! The request: environment, purpose, consent and pins of production.

use std::fmt;

use crate::{Code, Environment, Error, Pin, Problem, Purpose, Variables};

/// Which database is requested; by default that of the environment that the variables name, for the
/// application.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Request {
    pub(crate) environment: Option<Environment>,
    pub(crate) purpose: Option<Purpose>,
    pub(crate) consent: Option<String>,
    pub(crate) production: Vec<Pin>,
}

impl Request {
    /// The default request.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Requests this environment, whatever the variables say.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Requests a URL for this purpose.
    #[must_use]
    pub fn purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// Adds consent to production, which names it: an endpoint id, a branch id or a host.
    #[must_use]
    pub fn consent(mut self, consent: impl Into<String>) -> Self {
        self.consent = Some(consent.into());
        self
    }

    /// Adds one more pin of production.
    ///
    /// # Errors
    /// `invalid_config` for a text that is no pin.
    pub fn production(mut self, pin: &str) -> Result<Self, Error> {
        let pin = Pin::parse(pin).map_err(|_| {
            Error::from_problem(Problem::new(
                Code::InvalidConfig,
                "The pin of production is not valid.",
                "Give an endpoint id (`ep-…`), a branch id (`br-…`) or `host[:port][/database]`.",
            ))
        })?;
        self.production.push(pin);
        Ok(self)
    }

    /// The environment that is asked for: the request's own, or the one that the variables name.
    ///
    /// # Errors
    /// `unknown_environment` where a variable holds no environment's name.
    pub fn environment_in(&self, variables: &Variables) -> Result<Environment, Error> {
        self.environment.map_or_else(|| Ok(Environment::from_variables(variables)?.0), Ok)
    }

    /// The environment that is requested, whatever the variables say.
    #[must_use]
    pub fn requested_environment(&self) -> Option<Environment> {
        self.environment
    }

    /// The purpose that is asked for; `None` where the environment's default is meant.
    #[must_use]
    pub fn requested_purpose(&self) -> Option<Purpose> {
        self.purpose
    }
}

impl fmt::Debug for Request {
    /// Shows only whether there is consent: its text may be a URL.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("environment", &self.environment)
            .field("purpose", &self.purpose)
            .field("consent", &self.consent.as_ref().map(|_| "***"))
            .field("production", &self.production)
            .finish()
    }
}
