//! Reports findings, as text and as JSON.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_migrate::{
    Migration,
    lint::{
        Finding, Rule, Severity,
        folder::{EDITED, FolderChanges, OUT_OF_ORDER, REMOVED},
    },
    script::Position,
};

use super::{
    base::Base,
    script_path::{ScriptPath, ScriptPaths},
};
use crate::output::{Answer, BAD, DIM, GOOD, Styled, WARNING, escape_control};

/// How many characters of a line are shown.
const WIDTH: usize = 160;

/// The findings, and what was linted.
pub(super) struct Report<'b> {
    pub(super) base: &'b Base,
    /// How many migrations were linted.
    pub(super) migrations: usize,
    /// The names of migrations that were fixed.
    pub(super) fixed: Vec<String>,
    /// Whether fixes were only planned.
    pub(super) dry_run: bool,
    pub(super) findings: Vec<ReportedFinding>,
}

/// A finding and its file. All text is escaped.
pub(super) struct ReportedFinding {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) path: ScriptPath,
    pub(super) position: Option<Position>,
    excerpt: Option<String>,
    migration: String,
    fix: Option<&'static str>,
}

impl ReportedFinding {
    pub(super) fn in_script(migration: &Migration, finding: Finding, paths: &ScriptPaths) -> Self {
        let Finding { rule, severity, message, position, fix, .. } = finding;
        let line = migration.script.lines().nth(position.line - 1);
        let short = |line: &str| line.chars().take(WIDTH).collect::<String>();
        Self {
            rule,
            severity,
            message: escape_control(&message),
            path: paths.script(&migration.name),
            position: Some(position),
            excerpt: line.map(|line| escape_control(short(line).trim_end())),
            migration: escape_control(&migration.name),
            fix: fix.map(|fix| fix.title),
        }
    }

    fn of_folder(rule: &'static Rule, name: &str, message: &str, paths: &ScriptPaths) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: escape_control(message),
            path: paths.script(name),
            position: None,
            excerpt: None,
            migration: escape_control(name),
            fix: None,
        }
    }
}

/// Findings about the folder: migrations that are out of order, edited or removed.
pub(super) fn of_folder(changes: &FolderChanges, paths: &ScriptPaths) -> Vec<ReportedFinding> {
    let last = changes.last.as_deref().unwrap_or_default();
    let order = changes.out_of_order.iter().map(|name| {
        let message = format!("It sorts before {last}, which the base branch has already.");
        ReportedFinding::of_folder(&OUT_OF_ORDER, name, &message, paths)
    });
    let edited = changes.edited.iter().map(|name| {
        let message = "The base branch has this migration with another script.";
        ReportedFinding::of_folder(&EDITED, name, message, paths)
    });
    let removed = changes.removed.iter().map(|name| {
        let message = "The base branch has this migration, but this branch removed it.";
        ReportedFinding::of_folder(&REMOVED, name, message, paths)
    });
    order.chain(edited).chain(removed).collect()
}

impl Report<'_> {
    fn of(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.severity == severity).count()
    }

    fn compared(&self) -> String {
        match self.base {
            Base::All => "all of them".to_owned(),
            Base::NoGit => "all of them: there is no git repository to compare with".to_owned(),
            Base::NoBranch => {
                "all of them: no base branch was found; name one with --base".to_owned()
            }
            Base::Commit(it) => {
                let commit = it.commit.get(..10).unwrap_or(&it.commit);
                let name = escape_control(&it.name);
                if it.shallow {
                    format!(
                        "new compared with {name} ({commit}; the merge base is not in this clone)"
                    )
                } else {
                    format!("new since {name} ({commit})")
                }
            }
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        for found in &self.findings {
            found.write(page)?;
        }
        for name in &self.fixed {
            let done = if self.dry_run { "would be fixed" } else { "fixed" };
            writeln!(page, "{} {}", Styled(GOOD, done), escape_control(name))?;
        }
        let migrations = count(self.migrations, "migration");
        let compared = self.compared();
        writeln!(page, "{migrations} linted, {compared}.")?;
        if self.findings.is_empty() {
            return writeln!(page, "{}", Styled(GOOD, "Nothing found."));
        }
        let errors = count(self.of(Severity::Error), "error");
        let warnings = count(self.of(Severity::Warning), "warning");
        writeln!(page, "{errors}, {warnings}.")
    }
}

impl ReportedFinding {
    fn write(&self, page: &mut String) -> fmt::Result {
        let style = match self.severity {
            Severity::Error => BAD,
            Severity::Warning => WARNING,
            Severity::Information => DIM,
        };
        let severity = Styled(style, self.severity);
        let rule = Styled(DIM, format!("[{}]", self.rule.id));
        writeln!(page, "{severity}: {} {rule}", self.message)?;
        match self.position {
            Some(Position { line, column }) => {
                writeln!(page, "  at {}:{line}:{column}", self.path.here)?;
                if let Some(excerpt) = &self.excerpt {
                    writeln!(page, "  {} {excerpt}", Styled(DIM, format!("{line} |")))?;
                }
            }
            None => writeln!(page, "  at {}", self.path.here)?,
        }
        writeln!(page, "  why: {}\n  instead: {}", self.rule.why, self.rule.instead)?;
        if let Some(fix) = self.fix {
            writeln!(page, "  fix: {fix}: `skate-env migrate lint --fix`")?;
        }
        writeln!(page)
    }
}

/// `1 error`, `2 errors`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let many = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{many}")
}

#[derive(Serialize)]
struct Data<'r> {
    compared_with: Option<ComparedData<'r>>,
    linted: usize,
    errors: usize,
    warnings: usize,
    fixed: &'r [String],
    findings: Vec<FoundData<'r>>,
}

#[derive(Serialize)]
struct ComparedData<'r> {
    base: &'r str,
    commit: &'r str,
}

#[derive(Serialize)]
struct FoundData<'r> {
    rule: &'static str,
    severity: &'static str,
    message: &'r str,
    migration: &'r str,
    file: &'r str,
    line: Option<usize>,
    column: Option<usize>,
    excerpt: Option<&'r str>,
    why: &'static str,
    instead: &'static str,
    fix: Option<&'static str>,
}

impl Serialize for Report<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let compared_with = match self.base {
            Base::Commit(it) => Some(ComparedData { base: &it.name, commit: &it.commit }),
            _ => None,
        };
        Data {
            compared_with,
            linted: self.migrations,
            errors: self.of(Severity::Error),
            warnings: self.of(Severity::Warning),
            fixed: &self.fixed,
            findings: self.findings.iter().map(FoundData::of).collect(),
        }
        .serialize(serializer)
    }
}

impl<'r> FoundData<'r> {
    fn of(found: &'r ReportedFinding) -> Self {
        Self {
            rule: found.rule.id,
            severity: found.severity.as_str(),
            message: &found.message,
            migration: &found.migration,
            file: &found.path.here,
            line: found.position.map(|it| it.line),
            column: found.position.map(|it| it.column),
            excerpt: found.excerpt.as_deref(),
            why: found.rule.why,
            instead: found.rule.instead,
            fix: found.fix,
        }
    }
}
