//! What `skate-env doctor` prints.

use std::fmt::{self, Write as _};

use serde::Serialize;

use super::{
    dotenv_readers::DotenvReader,
    finding::{Finding, Level},
};
use crate::output::{Answer, BAD, DIM, Fields, GOOD, Styled, WARNING};

#[derive(Serialize)]
pub(super) struct Report {
    pub(super) healthy: bool,
    pub(super) checks: Vec<CheckData>,
    /// The files of the policy, the nearest first.
    pub(super) policies: Vec<String>,
    /// Which tool reads which dotenv file.
    pub(super) dotenv: Vec<DotenvReader>,
    /// The worst first.
    pub(super) findings: Vec<Finding>,
}

#[derive(Serialize)]
pub(super) struct CheckData {
    name: &'static str,
    state: &'static str,
}

impl CheckData {
    pub(super) fn of(name: &'static str, findings: &[Finding]) -> Self {
        let state = match findings.iter().map(|finding| finding.level).min() {
            None => "ok",
            Some(Level::Warning) => "warning",
            Some(Level::Error) => "error",
        };
        Self { name, state }
    }
}

impl Answer for Report {
    fn text(&self, page: &mut String) -> fmt::Result {
        for finding in &self.findings {
            let kind = match finding.level {
                Level::Error => Styled(BAD, "error"),
                Level::Warning => Styled(WARNING, "warning"),
            };
            let place = match (&finding.file, finding.line) {
                (Some(file), Some(line)) => format!("({file}:{line}) "),
                (Some(file), None) => format!("({file}) "),
                (None, _) => String::new(),
            };
            let code = Styled(DIM, format!("{place}[{}]", finding.code));
            writeln!(page, "{kind}: {} {code}\n  help: {}", finding.message, finding.help)?;
        }
        if self.policies.len() > 1 {
            let files = self.policies.join(", ");
            writeln!(page, "{} {files}", Styled(DIM, "policy of these files together:"))?;
        }
        if self.dotenv.iter().flat_map(|reader| &reader.files).any(|file| file.contains("../")) {
            writeln!(page, "{}", Styled(DIM, "dotenv files, and who reads them:"))?;
            let mut fields = Fields::default();
            for DotenvReader { tool, files } in &self.dotenv {
                fields.add(tool, if files.is_empty() { "–".to_owned() } else { files.join(", ") });
            }
            fields.write(page)?;
        }
        let count = |level| self.findings.iter().filter(|it| it.level == level).count();
        let (errors, warnings) = (count(Level::Error), count(Level::Warning));
        let checks = self.checks.len();
        if self.findings.is_empty() {
            return writeln!(page, "{}: {checks} checks.", Styled(GOOD, "Nothing is wrong"));
        }
        let passed = self.checks.iter().filter(|check| check.state == "ok").count();
        writeln!(
            page,
            "\n{}, {}; {passed} of {checks} checks found nothing.",
            plural(errors, "error"),
            plural(warnings, "warning")
        )
    }
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
