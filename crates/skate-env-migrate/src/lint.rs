//! What is dangerous about a migration, told from its script alone.
//!
//! - [`Finding`] and [`Rule`]: what is said.
//! - `squawk`: squawk's rules about locks, breaks and transactions; none about style.
//! - `rules`: our own, a file a rule.
//! - `ignore_comments`: the comments that silence a rule.
//! - `fix`: safe corrections, as a new text.
//! - [`folder`]: what concerns a folder of migrations: its order, and what was changed in it.

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

use self::finding::LintContext;

/// What is known of those who apply the scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether each statement is sent alone, as Prisma does from 7.4 on; before, and with others, a
    /// script is sent whole and succeeds or fails as a whole.
    pub statement_by_statement: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { statement_by_statement: true }
    }
}

/// The findings of each script, in the order of its lines. No script ends the others' judgement.
///
/// Scripts know nothing of each other, so each processor takes its share of them.
#[must_use]
pub fn lint(scripts: &[&str], settings: Settings) -> Vec<Vec<Finding>> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = scripts.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> = scripts
            .chunks(share)
            .map(|share| (share, spawn(scope, move || lint_all(share, settings))))
            .collect();
        let judged = shares.into_iter().flat_map(|(share, thread)| {
            // One of them was too much for the parser; the others are judged without it.
            join(thread)
                .unwrap_or_else(|| share.iter().map(|it| lint_alone(it, settings)).collect())
        });
        judged.collect()
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
    context.finish()
}

fn unreadable(script: &str, reason: Unreadable) -> Finding {
    let position = Position { line: reason.line(), column: 1 };
    let range = script.split_inclusive('\n').take(position.line - 1).map(str::len).sum();
    Finding::new(&rules::unreadable::RULE, reason.to_string(), range..range, position)
}
