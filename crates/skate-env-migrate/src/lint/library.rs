//! squawk's rules: locks, breaks and transactions. Its rules about style are left out: of real
//! migrations they flag 95 in 100.

mod danger;
mod false_alarm;

use squawk_linter::{Linter, LinterSettings, Rule as Code};

use squawk_syntax::ast::Stmt;

use super::{Rule, finding::Report};

use self::danger::{DANGER, Danger};

/// The rules of the library that are asked for.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    DANGER.iter().map(|danger| &danger.rule)
}

pub(super) fn check(report: &mut Report<'_>) {
    // A table that a script creates is empty as long as the script runs: the library believes
    // that in a transaction alone. Of a transaction itself it has to see what is there.
    if !report.parsed.statements.iter().all(|(_, tree)| is_nothing_to(tree)) {
        run(report, true, |danger| !danger.of_transactions);
    }
    if report.parsed.statements.iter().any(|(it, _)| it.kind.controls()) {
        run(report, false, |danger| danger.of_transactions);
    }
}

/// Whether none of the rules that are asked for looks at such a statement.
fn is_nothing_to(tree: &Stmt) -> bool {
    matches!(
        tree,
        Stmt::CreateTable(_)
            | Stmt::CreateType(_)
            | Stmt::CreateFunction(_)
            | Stmt::AlterType(_)
            | Stmt::Insert(_)
            | Stmt::Update(_)
            | Stmt::Delete(_)
            | Stmt::Select(_)
            | Stmt::Set(_)
            | Stmt::Begin(_)
            | Stmt::Commit(_)
    )
}

fn run(report: &mut Report<'_>, in_transaction: bool, asked: fn(&Danger) -> bool) {
    let mut linter = Linter::from(DANGER.iter().filter(|it| asked(it)).map(|it| it.code));
    linter.settings =
        LinterSettings { assume_in_transaction: in_transaction, ..LinterSettings::default() };
    let violations = linter.lint(&report.parsed.parse, report.parsed.text);
    for violation in &violations {
        let Some(danger) = DANGER.iter().find(|it| it.code == violation.code) else { continue };
        if false_alarm::is_one(violation, &violations, report.parsed) {
            continue;
        }
        let message = match violation.code {
            // The library speaks of generated columns only.
            Code::AddingFieldWithDefault => {
                "A column is added whose values are computed.".to_owned()
            }
            _ => violation.message.replace('\n', " "),
        };
        report.add(&danger.rule, message, violation.text_range.into());
    }
}
