//! A finding, and the rule that it is of.

use std::{fmt, ops::Range};

use super::{Fix, Settings, ignore_comments::IgnoreComments};
use crate::script::{ParsedScript, Position};

/// What a rule is about, the same at every place.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in comments and in answers.
    pub id: &'static str,
    /// How bad it is, as a rule.
    pub severity: Severity,
    /// Why it is bad.
    pub why: &'static str,
    /// What to do instead.
    pub instead: &'static str,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Information,
    /// It depends on the data and on the traffic: to be measured on a copy.
    Warning,
    /// It fails, loses data, or breaks the version of the application that is running.
    Error,
}

/// Something that a rule has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The rule's severity, or another where the rule knows more.
    pub severity: Severity,
    /// What is so here; one sentence.
    pub message: String,
    /// The bytes of the script.
    pub range: Range<usize>,
    /// Where they begin.
    pub position: Position,
    /// A correction that changes nothing but what was found.
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

/// A script and what was found in it so far.
pub(super) struct LintContext<'p> {
    pub(super) parsed: &'p ParsedScript<'p>,
    pub(super) settings: Settings,
    findings: Vec<Finding>,
}

impl<'p> LintContext<'p> {
    pub(super) fn new(parsed: &'p ParsedScript<'p>, settings: Settings) -> Self {
        Self { parsed, settings, findings: Vec::new() }
    }

    /// Adds a finding; what is said of it further is said to what is returned.
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

    /// Whether a rule has found something.
    pub(super) fn has(&self, rule: &'static Rule) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule)
    }

    pub(super) fn finish(self) -> Vec<Finding> {
        let Self { parsed, mut findings, .. } = self;
        if !findings.is_empty() {
            let ignores = IgnoreComments::of(parsed);
            findings.retain(|finding| !ignores.silence(finding));
            findings.sort_by_key(|finding| finding.range.start);
        }
        findings
    }
}
