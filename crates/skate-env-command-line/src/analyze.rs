//! Follows a command line to the tools it runs.

use skate_env_core::{Code, Config, DatabaseUrl, Variables};

use crate::{
    CommandAnalysis, DatabaseAction, Effect, program_name, programs,
    shell::{self, Input, OWN, Scope, UNKNOWN, WordPart},
    spelled_out,
    tools::{self, Stdin},
    url_argument::{UNNAMED, UrlArgument, is_url},
};

/// The scripts of `package.json`, by name.
pub type Scripts<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Scripts may call each other, themselves too.
const DEEPEST: usize = 24;
const LONGEST: usize = 2000;
/// In bytes: every shell inside a shell may quote, and so multiply, its text.
const LARGEST: usize = 1 << 18;
const ENDLESS: &str = "scripts that call each other without end";

/// Reads a command line, program first. Pure: what variables and scripts hold is handed in.
#[must_use]
pub fn analyze(
    command_line: &[String],
    variables: &Variables,
    config: &Config,
    scripts: Scripts<'_>,
) -> CommandAnalysis {
    let mut analyzer =
        Analyzer { scripts, analysis: CommandAnalysis::default(), depth: 0, length: 0 };
    analyzer.command(command_line, &Stdin::Inherited, &mut Scope::new(variables, config));
    analyzer.analysis
}

pub(super) struct Analyzer<'a> {
    pub(super) scripts: Scripts<'a>,
    pub(super) analysis: CommandAnalysis,
    depth: usize,
    length: usize,
}

impl Analyzer<'_> {
    /// Reads one program with its arguments.
    pub(super) fn command(&mut self, words: &[String], stdin: &Stdin, scope: &mut Scope<'_>) {
        let Some((first, arguments)) = words.split_first() else { return };
        self.length += 1;
        if self.depth >= DEEPEST || self.length >= LONGEST {
            if self.length <= LONGEST || self.analysis.actions.is_empty() {
                self.unclear(ENDLESS);
            }
            return;
        }
        let name = program_name::program(first);
        if name.contains([UNKNOWN, OWN]) || (name.contains(['*', '?']) && name.len() > 1) {
            return self.unclear("a program that is named only while it runs");
        }
        self.depth += 1;
        match tools::action(&name, arguments, stdin, scope) {
            Some(action) => self.push(action, scope),
            None => programs::read(self, &name, arguments, stdin, scope),
        }
        self.depth -= 1;
    }

    /// Reads shell text.
    pub(super) fn script(&mut self, text: &str, stdin: &Stdin, scope: &mut Scope<'_>) {
        if text.len() > LARGEST {
            return self.unclear("a script too long to read");
        }
        let mut written = None;
        for simple in shell::split(text) {
            let stdin = match &simple.input {
                Some(Input::Text(text)) => Stdin::Text(text.clone()),
                Some(Input::Word(word)) => Stdin::Text(scope.expand_whole(word)),
                Some(Input::File) => Stdin::Unknown,
                None if simple.is_piped => written.take().map_or(Stdin::Unknown, Stdin::Text),
                None => stdin.clone(),
            };
            for part in simple.words.iter().flatten() {
                if let WordPart::Substitution { text } = part {
                    self.within(text, scope);
                }
            }
            let mut inner = scope.clone();
            let mut words = simple.words.iter().peekable();
            while let Some(word) = words.next_if(|word| assignment(word).is_some()) {
                let Some(name) = assignment(word) else { continue };
                let value = inner.expand_whole(word);
                inner.assign(name, value.get(name.len() + 1..).unwrap_or_default());
            }
            let is_plain = words.len() == simple.words.len();
            let words: Vec<String> = words.flat_map(|word| inner.expand(word)).collect();
            if words.is_empty() {
                *scope = inner;
            } else {
                self.command(&words, &stdin, if is_plain { scope } else { &mut inner });
            }
            written = printed(&words);
        }
    }

    /// Reads shell text that starts with these variables and leaves them alone.
    pub(super) fn within(&mut self, text: &str, scope: &Scope<'_>) {
        if self.depth < DEEPEST {
            self.depth += 1;
            self.script(text, &Stdin::Inherited, &mut scope.clone());
            self.depth -= 1;
        } else {
            self.unclear(ENDLESS);
        }
    }

    /// Reads a part of a command line by itself.
    pub(super) fn apart(&mut self, read: impl FnOnce(&mut Self)) -> CommandAnalysis {
        let whole = std::mem::take(&mut self.analysis);
        read(self);
        std::mem::replace(&mut self.analysis, whole)
    }

    /// A database tool, with what stands around it.
    pub(super) fn push(&mut self, mut action: DatabaseAction, scope: &Scope<'_>) {
        if action.effect.needs_database() && !action.replaces_variables {
            action.ambiguity = action.ambiguity.or(scope.ambiguity);
            for (variable, value) in &scope.assigned {
                match value.as_deref() {
                    Some(url) if is_url(url) && !url.contains(UNKNOWN) => {
                        action.urls.push(given(variable, url));
                    }
                    value if !scope.is_own(variable) || value == Some("") => {}
                    Some(own) if own.starts_with(OWN) && !own.contains("host") => {}
                    Some(text) if !text.contains(UNKNOWN) => {
                        action.urls.push(given(variable, text));
                    }
                    _ => action.ambiguity = Some("the command line takes its URL from elsewhere"),
                }
            }
        }
        self.analysis.actions.push(action);
    }

    /// A program that is no database tool: the URLs it is handed are judged all the same.
    pub(super) fn other(&mut self, arguments: &[String], scope: &Scope<'_>) {
        self.analysis.runs_other_programs = true;
        let mut action = DatabaseAction::new("a program", Effect::Offline);
        let values = arguments.iter().map(|it| it.split_once('=').map_or(it.as_str(), |at| at.1));
        let whole = arguments.iter().map(String::as_str);
        let urls = whole.chain(values).filter(|url| is_judged(url));
        action.urls.extend(urls.map(|url| UrlArgument::new(UNNAMED, url)));
        let assigned =
            scope.assigned.iter().filter_map(|(name, url)| Some((name, url.as_deref()?)));
        action.urls.extend(assigned.filter(|it| is_judged(it.1)).map(|it| given(it.0, it.1)));
        if !action.urls.is_empty() {
            self.analysis.actions.push(action);
        }
    }

    /// Code in a language that is not read: only what it spells out counts.
    pub(super) fn code(&mut self, text: &str, scope: &Scope<'_>) {
        if let Some(action) = spelled_out::destructive_command(text, scope) {
            let name = format!("code that spells `{}`", action.name);
            self.push(DatabaseAction::new(name, Effect::Arbitrary), scope);
        }
    }

    /// What the line shows and hides at once.
    pub(super) fn unclear(&mut self, what: &str) {
        self.analysis.actions.push(DatabaseAction::new(what, Effect::Arbitrary));
    }
}

fn given(variable: &str, url: &str) -> UrlArgument {
    UrlArgument::new(format!("the command line's {variable}"), url)
}

/// A dummy for a build (`postgresql://user:password@…`) is no database.
fn is_judged(url: &str) -> bool {
    let usable = || match DatabaseUrl::parse(url) {
        Ok(_) => true,
        Err(error) => error.code() != Code::InvalidUrl || !url.starts_with("postgres"),
    };
    is_url(url) && !url.contains(UNKNOWN) && usable()
}

/// The variable that a word assigns.
fn assignment(word: &shell::Word) -> Option<&str> {
    let Some(WordPart::Text(text)) = word.first() else { return None };
    let (name, _) = text.split_once('=')?;
    programs::is_variable(name).then_some(name)
}

/// What a command writes, where the line shows it.
fn printed(words: &[String]) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let texts = rest.iter().filter(|word| !word.starts_with('-'));
    matches!(first.as_str(), "echo" | "printf")
        .then(|| texts.cloned().collect::<Vec<_>>().join(" "))
}
