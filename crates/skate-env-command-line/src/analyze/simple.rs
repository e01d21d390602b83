//! Simple commands: assignments, redirections, and a name with its arguments.

use brush_parser::ast::{
    Assignment, AssignmentName, AssignmentValue, CommandPrefixOrSuffixItem as Item, SimpleCommand,
};

use super::Analyzer;
use crate::{
    shell::{self, Scope, Word},
    tools::{self, Stdin},
};

impl Analyzer<'_> {
    /// Reads a simple command; answers with what it writes, where the text shows it.
    pub(super) fn simple(
        &mut self,
        simple: &SimpleCommand,
        stdin: &Stdin,
        scope: &mut Scope<'_>,
    ) -> Option<String> {
        let prefix = simple.prefix.iter().flat_map(|prefix| &prefix.0);
        let suffix = simple.suffix.iter().flat_map(|suffix| &suffix.0);
        let assignments: Vec<_> = prefix
            .clone()
            .filter_map(|item| if let Item::AssignmentWord(it, _) = item { Some(it) } else { None })
            .collect();
        let mut redirections = Vec::new();
        for item in prefix.chain(suffix) {
            match item {
                Item::IoRedirect(redirection) => redirections.push(redirection),
                Item::ProcessSubstitution(_, subshell) => {
                    self.list(&subshell.list, &Stdin::Unknown, &mut scope.clone());
                }
                Item::AssignmentWord(..) | Item::Word(_) => {}
            }
        }
        let redirected = self.redirect(redirections, scope);
        let words = self.words(simple, scope);
        let mut inner = scope.clone();
        for assignment in &assignments {
            self.assign(assignment, &mut inner);
        }
        let stdin = redirected.clone().unwrap_or_else(|| stdin.clone());
        match words.split_first() {
            None => *scope = inner,
            Some((name, [])) if name == "exec" => scope.has_other_stdin |= redirected.is_some(),
            Some((name, arguments)) => {
                let scope = if assignments.is_empty() { scope } else { &mut inner };
                let is_function = self.call(name, arguments, &stdin, scope);
                // A function may be defined in a branch that does not run.
                if !is_function || tools::is_tool(name) {
                    self.command(&words, &stdin, scope);
                }
            }
        }
        printed(&words, &stdin)
    }

    /// The words of a command, its name first.
    fn words(&mut self, simple: &SimpleCommand, scope: &Scope<'_>) -> Vec<String> {
        let mut words: Vec<Word> =
            simple.word_or_name.iter().flat_map(|word| Word::read_all(&word.value)).collect();
        for item in simple.suffix.iter().flat_map(|suffix| &suffix.0) {
            match item {
                Item::Word(word) | Item::AssignmentWord(_, word) => {
                    words.extend(Word::read_all(&word.value));
                }
                // It stands for a file.
                Item::ProcessSubstitution(..) => words.push(Word::unknown()),
                Item::IoRedirect(_) => {}
            }
        }
        for word in &words {
            self.commands_in(word, scope);
        }
        words.iter().flat_map(|word| scope.expand(word)).collect()
    }

    fn assign(&mut self, assignment: &Assignment, scope: &mut Scope<'_>) {
        let AssignmentName::VariableName(name) = &assignment.name else { return };
        match &assignment.value {
            AssignmentValue::Scalar(word) => {
                let word = Word::read(&word.value);
                self.commands_in(&word, scope);
                let value = scope.expand_whole(&word);
                let value = if assignment.append { shell::UNKNOWN.into() } else { value };
                scope.assign(name, value);
            }
            AssignmentValue::Array(elements) => {
                for (_, element) in elements {
                    self.commands_in(&Word::read(&element.value), scope);
                }
                scope.assign(name, shell::UNKNOWN);
            }
        }
    }

    /// Runs a function of the script. Says whether there is one.
    fn call(
        &mut self,
        name: &str,
        arguments: &[String],
        stdin: &Stdin,
        scope: &mut Scope<'_>,
    ) -> bool {
        let Some(body) = scope.functions.get(name).cloned() else { return false };
        let mut inner = scope.clone();
        inner.positional.resize(1, String::new());
        inner.positional.extend(arguments.iter().cloned());
        let stdin = self.redirect_list(body.1.as_ref(), stdin, &inner);
        self.deeper(|analyzer| analyzer.compound(&body.0, &stdin, &mut inner));
        scope.assigned = inner.assigned;
        scope.functions = inner.functions;
        scope.folders = inner.folders;
        true
    }
}

/// What a command writes, where the text shows it.
fn printed(words: &[String], stdin: &Stdin) -> Option<String> {
    let (first, rest) = words.split_first()?;
    match (first.as_str(), stdin) {
        ("echo" | "printf", _) => {
            let texts = rest.iter().filter(|word| !word.starts_with('-'));
            Some(texts.cloned().collect::<Vec<_>>().join(" "))
        }
        ("cat", Stdin::Text(text)) if rest.is_empty() => Some(text.clone()),
        _ => None,
    }
}
