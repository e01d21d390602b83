//! Findings of the linter, and their rules.

use std::{fmt, ops::Range};

use super::{Fix, Settings};
use crate::script::{ParsedScript, Position};

/// A lint rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in comments and in output.
    pub id: &'static str,
    /// The severity of its findings.
    pub severity: Severity,
    /// Why it is dangerous.
    pub why: &'static str,
    /// What to do instead.
    pub instead: &'static str,
}

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A note.
    Information,
    /// The danger depends on data and traffic: measure it on a copy.
    Warning,
    /// It fails, loses data, or breaks the running version of the application.
    Error,
}

/// A place in a script that violates a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The violated rule.
    pub rule: &'static Rule,
    /// The rule's severity, unless the rule determined another one here.
    pub severity: Severity,
    /// What is wrong here, in one sentence.
    pub message: String,
    /// The bytes of the script.
    pub range: Range<usize>,
    /// The line and column of the first byte.
    pub position: Position,
    /// A fix that changes nothing else.
    pub fix: Option<Fix>,
}

impl Severity {
    /// `error`, `warning`, `information`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Finding {
    pub(super) fn new(
        rule: &'static Rule,
        message: impl Into<String>,
        range: Range<usize>,
        position: Position,
    ) -> Self {
        let (severity, message) = (rule.severity, message.into());
        Self { rule, severity, message, range, position, fix: None }
    }
}

/// The script that is linted, and its findings so far.
pub(super) struct LintContext<'p> {
    pub(super) parsed: &'p ParsedScript<'p>,
    pub(super) settings: Settings,
    findings: Vec<Finding>,
}

impl<'p> LintContext<'p> {
    pub(super) fn new(parsed: &'p ParsedScript<'p>, settings: Settings) -> Self {
        Self { parsed, settings, findings: Vec::new() }
    }

    /// Adds a finding, and returns it for changes.
    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        message: impl Into<String>,
        range: Range<usize>,
    ) -> &mut Finding {
        let position = self.parsed.lines.position(range.start);
        self.findings.push(Finding::new(rule, message, range, position));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Whether a rule has a finding.
    pub(super) fn has(&self, rule: &'static Rule) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule)
    }

    pub(super) fn finish(self) -> Vec<Finding> {
        self.findings
    }
}
