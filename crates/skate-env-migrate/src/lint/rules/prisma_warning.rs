//! What Prisma itself warned about when it wrote the migration.

use std::ops::Range;

use crate::lint::{Rule, Severity, finding::LintContext};

pub(super) static RULE: Rule = Rule {
    id: "prisma-data-loss",
    severity: Severity::Information,
    why: "Prisma wrote this when it made the migration: data will be lost.",
    instead: "Make sure that nobody needs the data any more, in production either.",
};

pub(super) fn check(context: &mut LintContext<'_>) {
    let text = context.parsed.text;
    let Some(block) = block(text) else { return };
    let mut at = block.start;
    for line in text[block].split_inclusive('\n') {
        let said = line.trim().trim_start_matches("- ");
        if said.contains("will be lost") || said.contains("data loss") {
            let start = at + (line.len() - line.trim_start().len());
            context.add(&RULE, said.replace('`', ""), start..start + line.trim().len());
        }
        at += line.len();
    }
}

/// The comment at a script's start that Prisma heads with `Warnings:`.
pub(super) fn block(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let inside = text[start..].strip_prefix("/*")?;
    let end = inside.find("*/")?;
    inside[..end].trim_start().starts_with("Warnings:").then_some(start..start + end + 4)
}
