//! Rule `prisma-data-loss`: the warning about lost data that Prisma wrote into the migration.

use std::ops::Range;

use crate::lint::{Rule, Severity, finding::LintContext};

pub(super) static RULE: Rule = Rule {
    id: "prisma-data-loss",
    severity: Severity::Information,
    why: "Prisma wrote this warning when it created the migration: data will be lost.",
    instead: "Check that the data is no longer needed, also in production.",
};

pub(super) fn check(context: &mut LintContext<'_>) {
    let text = context.parsed.text;
    let Some(block) = block(text) else { return };
    let mut at = block.start;
    for line in text[block].split_inclusive('\n') {
        let warning = line.trim().trim_start_matches("- ");
        if warning.contains("will be lost") || warning.contains("data loss") {
            let start = at + (line.len() - line.trim_start().len());
            context.add(&RULE, warning.replace('`', ""), start..start + line.trim().len());
        }
        at += line.len();
    }
}

/// The comment at the start of a script that begins with `Warnings:`.
pub(super) fn block(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let inside = text[start..].strip_prefix("/*")?;
    let end = inside.find("*/")?;
    inside[..end].trim_start().starts_with("Warnings:").then_some(start..start + end + 4)
}
