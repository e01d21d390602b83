//! Facts about the process besides its variables: a terminal, a coding agent's mark.

/// Facts about the process that are not variables. The caller supplies them; `facts_of_process` of
/// the feature `files` finds them out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facts {
    /// Standard input is a terminal, so a person uses the process.
    pub terminal: bool,
    /// `/opt/.devin` exists: the mark of the coding agent Devin, which sets no variable.
    pub devin: bool,
    /// A dotenv file assigns `SKATE_ENV_CONSENT`, though the value reached us as a variable
    /// of the process (a framework had loaded the file).
    pub consent_in_dotenv: bool,
}

impl Facts {
    /// Nothing known: no terminal, no agent's mark.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same facts, with or without a terminal on standard input.
    #[must_use]
    pub fn with_terminal(mut self, terminal: bool) -> Self {
        self.terminal = terminal;
        self
    }

    /// The same facts, with or without Devin's mark.
    #[must_use]
    pub fn with_devin(mut self, devin: bool) -> Self {
        self.devin = devin;
        self
    }

    /// The same facts, with or without a dotenv file that assigns consent.
    #[must_use]
    pub fn with_consent_in_dotenv(mut self, consent_in_dotenv: bool) -> Self {
        self.consent_in_dotenv = consent_in_dotenv;
        self
    }
}
