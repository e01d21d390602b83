//! Lints migrations: finds what locks tables, loses data or breaks the application, from SQL alone.
//!
//! - [`Finding`] and [`Rule`]: the result.
//! - `squawk`: squawk's rules about locks, incompatible changes and transactions; none about style.
//! - `rules`: our own rules, one in each file.
//! - `ignore_comments`: comments that silence a rule.
//! - `fix`: applies safe fixes to a script.
//! - [`folder`]: compares the folder with the base branch: order, edited and removed migrations.

mod finding;
mod fix;
pub mod folder;
mod ignore_comments;
mod rules;
mod squawk;
mod statement_groups;

pub use self::{
    finding::{Finding, Rule, Severity},
    fix::{Fix, fixed},
    rules::all as rules,
};

use std::{num::NonZero, thread};

use crate::script::{ParsedScript, Position, Unreadable, join, spawn, with_deep_stack};

use self::{finding::LintContext, ignore_comments::IgnoreComments};

/// How the scripts will be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether each statement is sent on its own, as Prisma does since 7.4. Earlier versions and
    /// other tools send a script as a whole, which succeeds or fails as a whole.
    pub statement_by_statement: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { statement_by_statement: true }
    }
}

/// The findings of each script, ordered by line. A script that cannot be parsed does not affect the
/// others.
///
/// Scripts are independent of each other, so they are divided among the processors.
#[must_use]
pub fn lint(scripts: &[&str], settings: Settings) -> Vec<Vec<Finding>> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = scripts.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> = scripts
            .chunks(share)
            .map(|share| (share, spawn(scope, move || lint_all(share, settings))))
            .collect();
        let findings = shares.into_iter().flat_map(|(share, thread)| {
            // The parser panicked on one of them: lint each on its own.
            join(thread)
                .unwrap_or_else(|| share.iter().map(|it| lint_alone(it, settings)).collect())
        });
        findings.collect()
    })
}

fn lint_all(scripts: &[&str], settings: Settings) -> Vec<Vec<Finding>> {
    scripts.iter().map(|script| lint_one(script, settings)).collect()
}

fn lint_alone(script: &str, settings: Settings) -> Vec<Finding> {
    with_deep_stack(|| lint_one(script, settings))
        .unwrap_or_else(|| vec![unreadable("", Unreadable::ParserFailed)])
}

fn lint_one(script: &str, settings: Settings) -> Vec<Finding> {
    let parsed = match ParsedScript::read(script) {
        Ok(parsed) => parsed,
        Err(reason) => return vec![unreadable(script, reason)],
    };
    let mut context = LintContext::new(&parsed, settings);
    if !rules::syntax_error::check(&mut context) {
        squawk::check(&mut context);
    }
    rules::check(&mut context);
    let mut findings = context.finish();
    if !findings.is_empty() {
        let ignored = IgnoreComments::of(&parsed);
        findings.retain(|finding| !ignored.silence(finding));
        findings.sort_by_key(|finding| finding.range.start);
    }
    findings
}

fn unreadable(script: &str, reason: Unreadable) -> Finding {
    let position = Position { line: reason.line(), column: 1 };
    let range = script.split_inclusive('\n').take(position.line - 1).map(str::len).sum();
    Finding::new(&rules::unreadable::RULE, reason.to_string(), range..range, position)
}
