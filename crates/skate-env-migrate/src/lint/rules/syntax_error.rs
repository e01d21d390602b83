//! A script that is no SQL.

use crate::lint::{Rule, Severity, finding::LintContext};

pub(in crate::lint) static RULE: Rule = Rule {
    id: "syntax-error",
    severity: Severity::Error,
    why: "PostgreSQL would stop here, and leave what was applied before it.",
    instead: "Mend the statement; nothing after it was judged by squawk's rules.",
};

/// Reports the first error alone: what follows is mostly its echo.
pub(in crate::lint) fn check(context: &mut LintContext<'_>) -> bool {
    let errors = context.parsed.errors();
    let Some(first) = errors.first() else { return false };
    let more = match errors.len() - 1 {
        0 => String::new(),
        1 => " (and one more)".to_owned(),
        more => format!(" (and {more} more)"),
    };
    let message = first.message.trim_end_matches('.');
    context.add(&RULE, format!("Syntax error: {message}{more}."), first.range.clone());
    true
}
