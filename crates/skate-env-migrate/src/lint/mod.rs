//! What is dangerous about a migration, told from its script alone.
//!
//! - [`Finding`] and [`Rule`]: what is said.
//! - `library`: squawk's rules about locks, breaks and transactions; none about style.
//! - `rules`: our own, a file a rule.
//! - `ignore`: the comments that silence a rule.
//! - `fix`: safe corrections, as a new text.
//! - [`folder`]: what concerns a folder of migrations: its order, and what was changed in it.

mod finding;
mod fix;
pub mod folder;
mod ignore;
mod library;
mod rules;
mod transactions;

pub use self::{
    finding::{Finding, Rule, Severity},
    fix::{Fix, fixed},
    rules::all as rules,
};

use crate::script::{Parsed, Position, Unreadable, with_room};

use self::finding::Report;

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
#[must_use]
pub fn lint(scripts: &[&str], settings: Settings) -> Vec<Vec<Finding>> {
    let all = || scripts.iter().map(|script| lint_one(script, settings)).collect();
    with_room(all).unwrap_or_else(|| {
        // One of them was too much for the parser; the others are judged without it.
        let alone = |script| with_room(|| lint_one(script, settings));
        let fallen = || vec![unreadable("", Unreadable::Misread)];
        scripts.iter().map(|script| alone(script).unwrap_or_else(fallen)).collect()
    })
}

fn lint_one(script: &str, settings: Settings) -> Vec<Finding> {
    let parsed = match Parsed::read(script) {
        Ok(parsed) => parsed,
        Err(reason) => return vec![unreadable(script, reason)],
    };
    let mut report = Report::new(&parsed, settings);
    if !rules::syntax_error::check(&mut report) {
        library::check(&mut report);
    }
    rules::check(&mut report);
    report.finish()
}

fn unreadable(script: &str, reason: Unreadable) -> Finding {
    let position = Position { line: reason.line(), column: 1 };
    let range = script.split_inclusive('\n').take(position.line - 1).map(str::len).sum();
    Finding::new(&rules::unreadable::RULE, reason.to_string(), range..range, position)
}
