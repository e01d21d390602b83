//! The statements of a script. Which branch would run is not asked: each might.

use std::rc::Rc;

use brush_parser::ast::{
    AndOr, AndOrList, Command, CompoundCommand, CompoundList, CompoundListItem, ExtendedTestExpr,
    ForClauseCommand, Pipeline, SeparatorOperator,
};

use super::{Analyzer, ENDLESS, MAX_COMMANDS, MAX_DEPTH};
use crate::{
    programs::Unread,
    shell::{self, Scope, Word},
    tools::Stdin,
};

/// A loop over more values is read once, with a value that nobody knows.
const MOST_VALUES: usize = 32;

impl Analyzer<'_> {
    /// Reads shell text.
    pub(super) fn script(&mut self, text: &str, stdin: &Stdin, scope: &mut Scope<'_>) {
        match shell::parse(text) {
            Ok(program) => {
                for list in &program.complete_commands {
                    self.list(list, stdin, scope);
                }
            }
            Err(reason) => self.unread(Unread::script(reason)),
        }
    }

    /// Reads the commands whose output a word holds. They start with the caller's variables and
    /// leave them alone.
    pub(super) fn commands_in(&mut self, word: &Word, scope: &Scope<'_>) {
        if word.is_unreadable() {
            self.unread(Unread {
                what: "a word",
                reason: "the grammar of shells does not know it",
            });
        }
        for text in word.commands() {
            let mut inner = scope.clone();
            self.deeper(|analyzer| analyzer.script(text, &Stdin::Inherited, &mut inner));
        }
    }

    pub(super) fn list(&mut self, list: &CompoundList, stdin: &Stdin, scope: &mut Scope<'_>) {
        for CompoundListItem(pipelines, separator) in &list.0 {
            match separator {
                SeparatorOperator::Async => self.and_or(pipelines, stdin, &mut scope.clone()),
                SeparatorOperator::Sequence => self.and_or(pipelines, stdin, scope),
            }
        }
    }

    /// Pipelines with `&&` and `||` between them. After the first, each may run or not.
    fn and_or(&mut self, pipelines: &AndOrList, stdin: &Stdin, scope: &mut Scope<'_>) {
        let start = scope.folders.clone();
        self.pipeline(&pipelines.first, stdin, scope);
        for next in &pipelines.additional {
            let before = scope.folders.clone();
            let (AndOr::And(pipeline) | AndOr::Or(pipeline)) = next;
            // What comes before `||` failed: a `cd`, too.
            if matches!(next, AndOr::Or(_)) && !leaves(pipeline) {
                scope.folders = scope.folders.or(&start);
            }
            self.pipeline(pipeline, stdin, scope);
            scope.folders = scope.folders.or(&before);
        }
    }

    /// Goes into a script, a group or a function: these may hold each other without end.
    pub(super) fn deeper(&mut self, read: impl FnOnce(&mut Self)) {
        self.commands += 1;
        if self.depth < MAX_DEPTH && self.commands < MAX_COMMANDS {
            self.depth += 1;
            read(self);
            self.depth -= 1;
        } else {
            self.unread(ENDLESS);
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline, stdin: &Stdin, scope: &mut Scope<'_>) {
        let stdin = if scope.has_other_stdin { &Stdin::Unknown } else { stdin };
        if let [command] = pipeline.seq.as_slice() {
            self.statement(command, stdin, scope);
            return;
        }
        let mut stdin = stdin.clone();
        for command in &pipeline.seq {
            // Each runs in a shell of its own.
            let output = self.statement(command, &stdin, &mut scope.clone());
            stdin = output.map_or(Stdin::Unknown, Stdin::Text);
        }
    }

    /// Reads a command; answers with what it writes, where the text shows it.
    fn statement(
        &mut self,
        command: &Command,
        stdin: &Stdin,
        scope: &mut Scope<'_>,
    ) -> Option<String> {
        match command {
            Command::Simple(simple) => return self.simple(simple, stdin, scope),
            Command::Compound(compound, redirections) => {
                let stdin = self.redirect_list(redirections.as_ref(), stdin, scope);
                self.deeper(|analyzer| analyzer.compound(compound, &stdin, scope));
            }
            Command::Function(function) => {
                let body = Rc::new(function.body.clone());
                scope.functions.insert(function.fname.value.clone(), body);
            }
            Command::ExtendedTest(test, redirections) => {
                self.redirect_list(redirections.as_ref(), stdin, scope);
                self.test(&test.expr, scope);
            }
        }
        None
    }

    /// A list that may run or not.
    fn branch(&mut self, list: &CompoundList, stdin: &Stdin, scope: &mut Scope<'_>) {
        let before = scope.folders.clone();
        self.list(list, stdin, scope);
        scope.folders = scope.folders.or(&before);
    }

    pub(super) fn compound(
        &mut self,
        compound: &CompoundCommand,
        stdin: &Stdin,
        scope: &mut Scope<'_>,
    ) {
        match compound {
            CompoundCommand::Arithmetic(arithmetic) => {
                self.text_in(&arithmetic.expr.value, scope);
            }
            CompoundCommand::ArithmeticForClause(clause) => {
                let parts = [&clause.initializer, &clause.condition, &clause.updater];
                for part in parts.into_iter().flatten() {
                    self.text_in(&part.value, scope);
                }
                self.list(&clause.body.list, stdin, scope);
            }
            CompoundCommand::BraceGroup(group) => self.list(&group.list, stdin, scope),
            CompoundCommand::Subshell(subshell) => {
                self.list(&subshell.list, stdin, &mut scope.clone());
            }
            CompoundCommand::ForClause(clause) => self.for_clause(clause, stdin, scope),
            CompoundCommand::CaseClause(clause) => {
                self.text_in(&clause.value.value, scope);
                for item in &clause.cases {
                    for pattern in &item.patterns {
                        self.text_in(&pattern.value, scope);
                    }
                    if let Some(list) = &item.cmd {
                        self.branch(list, stdin, scope);
                    }
                }
            }
            CompoundCommand::IfClause(clause) => {
                self.list(&clause.condition, stdin, scope);
                self.branch(&clause.then, stdin, scope);
                for branch in clause.elses.iter().flatten() {
                    if let Some(condition) = &branch.condition {
                        self.list(condition, stdin, scope);
                    }
                    self.branch(&branch.body, stdin, scope);
                }
            }
            CompoundCommand::WhileClause(clause) | CompoundCommand::UntilClause(clause) => {
                self.list(&clause.0, stdin, scope);
                self.branch(&clause.1.list, stdin, scope);
            }
            CompoundCommand::Coprocess(coprocess) => {
                self.statement(&coprocess.body, &Stdin::Unknown, &mut scope.clone());
            }
        }
    }

    fn for_clause(&mut self, clause: &ForClauseCommand, stdin: &Stdin, scope: &mut Scope<'_>) {
        let mut values = Vec::new();
        match &clause.values {
            Some(words) => {
                for word in words.iter().flat_map(|word| Word::read_all(&word.value)) {
                    self.commands_in(&word, scope);
                    values.extend(scope.expand(&word));
                }
            }
            None => values.extend(scope.positional.iter().skip(1).cloned()),
        }
        if values.len() > MOST_VALUES {
            values = vec![shell::UNKNOWN.into()];
        }
        for value in values {
            scope.assign(&clause.variable_name, value);
            self.branch(&clause.body.list, stdin, scope);
        }
    }

    fn test(&mut self, test: &ExtendedTestExpr, scope: &Scope<'_>) {
        match test {
            ExtendedTestExpr::And(left, right) | ExtendedTestExpr::Or(left, right) => {
                self.test(left, scope);
                self.test(right, scope);
            }
            ExtendedTestExpr::Not(inner) | ExtendedTestExpr::Parenthesized(inner) => {
                self.test(inner, scope);
            }
            ExtendedTestExpr::UnaryTest(_, word) => self.text_in(&word.value, scope),
            ExtendedTestExpr::BinaryTest(_, left, right) => {
                self.text_in(&left.value, scope);
                self.text_in(&right.value, scope);
            }
        }
    }

    fn text_in(&mut self, text: &str, scope: &Scope<'_>) {
        self.commands_in(&Word::read(text), scope);
    }
}

/// Whether nothing runs behind it: `cd app || exit 1`.
fn leaves(pipeline: &Pipeline) -> bool {
    let [Command::Simple(command)] = pipeline.seq.as_slice() else { return false };
    let name = command.word_or_name.as_ref().map(|word| word.value.as_str());
    matches!(name, Some("exit" | "return" | "break" | "continue"))
}
