//! The values of variables around a command, as far as they are known.

use std::{collections::BTreeMap, path::Path, rc::Rc};

use brush_parser::ast::FunctionBody;

use super::{Folders, OWN_URL, UNKNOWN, Word, WordPart};
use skate_env_core::{Config, Environment, Variables, names};

/// The variables around a command.
#[derive(Clone)]
pub(crate) struct Scope<'a> {
    variables: &'a Variables,
    own: Vec<String>,
    /// Set by the command line itself; `None` where it takes a variable away.
    pub(crate) assigned: BTreeMap<String, Option<String>>,
    /// `$0`, `$1`, …
    pub(crate) positional: Vec<String>,
    /// Why the command does not see the variables that `run` gives it.
    pub(crate) ambiguity: Option<&'static str>,
    pub(crate) functions: BTreeMap<String, Rc<FunctionBody>>,
    pub(crate) folders: Folders,
    /// Those that `popd` goes back to.
    pub(crate) pushed: Vec<Folders>,
    /// Whether `exec` gave the shell another standard input.
    pub(crate) has_other_stdin: bool,
}

/// Programs that print shell code which sets up a session and touches no database.
const HOOKS: [&str; 14] = [
    "asdf",
    "brew",
    "direnv",
    "fnm",
    "keychain",
    "mise",
    "nodenv",
    "opam",
    "pyenv",
    "rbenv",
    "ssh-agent",
    "starship",
    "volta",
    "zoxide",
];

/// In bytes: variables may hold each other many times over.
const LARGEST: usize = 1 << 16;

impl<'a> Scope<'a> {
    pub(crate) fn new(variables: &'a Variables, config: &Config, folder: &Path) -> Self {
        let pairs =
            Environment::ALL.into_iter().flat_map(|environment| config.url_variables(environment));
        let general = names::GENERAL_PAIRS.as_flattened().iter().map(|name| (*name).to_owned());
        let own = pairs.map(std::borrow::Cow::into_owned).chain(general).collect();
        Self {
            variables,
            own,
            assigned: BTreeMap::new(),
            positional: Vec::new(),
            ambiguity: None,
            functions: BTreeMap::new(),
            folders: Folders::one(folder),
            pushed: Vec::new(),
            has_other_stdin: false,
        }
    }

    pub(crate) fn assign(&mut self, name: &str, value: impl Into<String>) {
        self.assigned.insert(name.to_owned(), Some(value.into()));
    }

    /// Whether `run` gives this variable a URL of the environment.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// The same in other folders.
    pub(crate) fn within(&self, folders: Folders) -> Self {
        Self { folders, ..self.clone() }
    }

    /// Whether a variable is set, by the command line or before it.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.value(name).is_some_and(|value| !value.is_empty())
    }

    /// A word as a program would get it: one argument, several, or none.
    pub(crate) fn expand(&self, word: &Word) -> Vec<String> {
        let mut fields = Fields::default();
        self.put(word, &mut fields);
        match fields.texts.iter().map(String::len).sum::<usize>() {
            length if length > LARGEST => vec![UNKNOWN.into()],
            _ if fields.is_there => fields.texts,
            _ => Vec::new(),
        }
    }

    /// A word as the value of an assignment.
    pub(crate) fn expand_whole(&self, word: &Word) -> String {
        self.expand(word).join(" ")
    }

    fn put(&self, word: &Word, fields: &mut Fields) {
        for part in &word.0 {
            match part {
                WordPart::Text(text) => fields.push(text),
                WordPart::Space => fields.is_split = true,
                WordPart::Unknown(_) | WordPart::Unreadable => fields.push(&UNKNOWN.to_string()),
                WordPart::Output { text, quoted } => fields.push_split(&output(text), *quoted),
                WordPart::Variable { name, .. } if name == "@" => {
                    fields.push_each(self.positional.iter().skip(1));
                }
                WordPart::Variable { name, quoted } => {
                    let value = self.value(name).unwrap_or_else(|| UNKNOWN.into());
                    fields.push_split(&value, *quoted);
                }
                WordPart::Default { name, quoted, replaces_empty, default } => {
                    match self.value(name).filter(|value| !(*replaces_empty && value.is_empty())) {
                        Some(value) => fields.push_split(&value, *quoted),
                        None => self.put(default, fields),
                    }
                }
            }
        }
    }

    /// What a variable holds; `None` where nothing seen so far sets it.
    fn value(&self, name: &str) -> Option<String> {
        if let Ok(index) = name.parse::<usize>() {
            return self.positional.get(index).cloned();
        }
        match self.assigned.get(name) {
            Some(value) => value.clone(),
            None if self.is_own(name) => Some(OWN_URL.into()),
            None => self.variables.get(name).map(str::to_owned),
        }
    }
}

/// A word that grows into arguments.
#[derive(Default)]
struct Fields {
    texts: Vec<String>,
    /// An unquoted variable that is empty leaves no argument.
    is_there: bool,
    /// Whether what comes next is an argument of its own.
    is_split: bool,
}

impl Fields {
    fn push(&mut self, text: &str) {
        self.is_there = true;
        let is_split = std::mem::take(&mut self.is_split);
        match self.texts.last_mut().filter(|_| !is_split) {
            Some(last) => last.push_str(text),
            None => self.texts.push(text.to_owned()),
        }
    }

    fn push_split(&mut self, text: &str, quoted: bool) {
        if quoted {
            self.push(text);
        } else {
            self.push_each(text.split_whitespace());
        }
    }

    /// Several arguments, the first of which goes on where the word stands.
    fn push_each(&mut self, texts: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut texts = texts.into_iter();
        if let Some(first) = texts.next() {
            self.push(first.as_ref());
        }
        self.texts.extend(texts.map(|text| text.as_ref().to_owned()));
    }
}

fn output(command: &str) -> String {
    let program = command.split_whitespace().next().unwrap_or_default();
    if HOOKS.contains(&program) { String::new() } else { UNKNOWN.into() }
}
