//! Rule `non-atomic-file`: a file without a transaction, which may be applied partly.

use super::{concurrently_mixed, enum_value_used_at_once};
use crate::{
    lint::{Fix, Rule, Severity, finding::LintContext, statement_groups},
    script::ParsedScript,
};

pub(super) static RULE: Rule = Rule {
    id: "non-atomic-file",
    severity: Severity::Warning,
    why: "Prisma 7.4 and later sends one statement at a time: if one fails, those before it stay \
          applied, and the migration can neither be finished nor applied again.",
    instead: "Put the statements between BEGIN and COMMIT.",
};

pub(super) fn check(context: &mut LintContext<'_>) {
    if !context.settings.statement_by_statement || context.has(&concurrently_mixed::RULE) {
        return;
    }
    let statement_groups = statement_groups::statement_groups(context.parsed);
    let [_, second, ..] = &*statement_groups else { return };
    let own = statement_groups.iter().any(|unit| unit.transaction);
    let count = statement_groups.len();
    let message = if own {
        format!("{count} parts are applied one by one: they do not share a transaction.")
    } else {
        format!("{count} statements are applied one by one, without a transaction.")
    };
    let controls_transaction =
        context.parsed.statements.iter().any(|(it, _)| it.kind.controls_transaction());
    let used = context.has(&enum_value_used_at_once::RULE);
    let broken = context.has(&super::syntax_error::RULE);
    let fix = (!controls_transaction && !used && !broken).then(|| wrap(context.parsed));
    let range = second.first.range.clone();
    context.add(&RULE, message, range).fix = fix;
}

/// Puts `BEGIN` at the start of the file, but below the block of warnings that Prisma writes first:
/// it must stay at the top.
fn wrap(parsed: &ParsedScript<'_>) -> Fix {
    let text = parsed.text;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let heading = super::prisma_warning::block(text).map_or(0, |block| block.end);
    let blank = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    let skipped = text[heading..].len() - text[heading..].trim_start_matches(blank).len();
    let start = heading + skipped;
    let last = text.trim_end().len();
    // The last statement may lack its semicolon, and a comment may follow it.
    let complete = parsed
        .statements
        .last()
        .is_some_and(|(it, _)| parsed.text[it.range.clone()].ends_with(';'));
    let semicolon = parsed.statements.last().filter(|_| !complete);
    let mut edits = vec![(start..start, format!("BEGIN;{end}{end}"))];
    edits.extend(semicolon.map(|(it, _)| (it.range.end..it.range.end, ";".to_owned())));
    edits.push((last..text.len(), format!("{end}{end}COMMIT;{end}")));
    Fix { title: "Put it between BEGIN and COMMIT", edits }
}
