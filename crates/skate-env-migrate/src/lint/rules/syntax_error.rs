//! Rule `syntax-error`: a script with a syntax error.

use crate::lint::{Rule, Severity, finding::LintContext};

pub(in crate::lint) static RULE: Rule = Rule {
    id: "syntax-error",
    severity: Severity::Error,
    why: "PostgreSQL stops here, and the statements before it may stay applied.",
    instead: "Fix the statement. squawk's rules did not check the file.",
};

/// Reports the first error only: the others are usually its consequences.
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
