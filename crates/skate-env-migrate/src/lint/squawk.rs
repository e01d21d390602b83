//! Runs squawk's rules about locks, incompatible changes and transactions. Its rules about style are
//! left out: they flag 95 of 100 real migrations.

mod false_positive;
mod rules;

use squawk_linter::{Linter, LinterSettings, Rule as Code};

use squawk_syntax::ast::Stmt;

use super::{Rule, finding::LintContext};

use self::rules::{RULES, SquawkRule};

/// The rules of squawk that run.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().map(|rule| &rule.rule)
}

pub(super) fn check(context: &mut LintContext<'_>) {
    // A table that the script creates is empty while the script runs, but squawk only assumes that
    // inside a transaction. Rules about transactions must see the real ones.
    if !context.parsed.statements.iter().all(|(_, tree)| is_irrelevant(tree)) {
        run(context, true, |rule| !rule.of_transactions);
    }
    if context.parsed.statements.iter().any(|(it, _)| it.kind.controls_transaction()) {
        run(context, false, |rule| rule.of_transactions);
    }
}

/// Whether no rule concerns such a statement.
fn is_irrelevant(tree: &Stmt) -> bool {
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

fn run(context: &mut LintContext<'_>, in_transaction: bool, asked: fn(&SquawkRule) -> bool) {
    let mut linter = Linter::from(RULES.iter().filter(|it| asked(it)).map(|it| it.code));
    linter.settings =
        LinterSettings { assume_in_transaction: in_transaction, ..LinterSettings::default() };
    let violations = linter.lint(&context.parsed.parse, context.parsed.text);
    for violation in &violations {
        let Some(rule) = RULES.iter().find(|it| it.code == violation.code) else { continue };
        if false_positive::is_false_positive(violation, &violations, context.parsed) {
            continue;
        }
        let message = match violation.code {
            // squawk's message is about generated columns only.
            Code::AddingFieldWithDefault => {
                "A column is added whose values are computed.".to_owned()
            }
            _ => violation.message.replace('\n', " "),
        };
        context.add(&rule.rule, message, violation.text_range.into());
    }
}
