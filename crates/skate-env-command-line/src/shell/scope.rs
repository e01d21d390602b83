//! What variables stand for, as far as a script and its surroundings tell.

use std::collections::BTreeMap;

use super::{OWN_URL, UNKNOWN, Word, WordPart};
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
    pub(crate) fn new(variables: &'a Variables, config: &Config) -> Self {
        let pairs =
            Environment::ALL.into_iter().flat_map(|environment| config.url_variables(environment));
        let general = names::GENERAL_PAIRS.as_flattened().iter().map(|name| (*name).to_owned());
        let own = pairs.map(std::borrow::Cow::into_owned).chain(general).collect();
        Self { variables, own, assigned: BTreeMap::new(), positional: Vec::new(), ambiguity: None }
    }

    pub(crate) fn assign(&mut self, name: &str, value: impl Into<String>) {
        self.assigned.insert(name.to_owned(), Some(value.into()));
    }

    /// Whether `run` gives this variable a URL of the environment.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// A word as a program would get it: one argument, several, or none.
    pub(crate) fn expand(&self, word: &Word) -> Vec<String> {
        let mut fields = vec![String::new()];
        let mut is_there = false; // an unquoted variable that is empty leaves no word
        for part in word {
            let (values, splits) = match part {
                WordPart::Text(text) => (vec![text.clone()], false),
                WordPart::Unknown => (vec![UNKNOWN.into()], false),
                WordPart::Substitution { text } => (vec![output(text)], true),
                WordPart::Variable { name, .. } if matches!(name.as_str(), "@" | "*") => {
                    (self.positional.iter().skip(1).cloned().collect(), false)
                }
                WordPart::Variable { name, quoted } => (vec![self.value(name)], !quoted),
            };
            let values: Vec<String> = if splits {
                values.iter().flat_map(|it| it.split_whitespace()).map(str::to_owned).collect()
            } else {
                values
            };
            is_there |= !values.is_empty();
            let mut values = values.into_iter();
            if let (Some(last), Some(first)) = (fields.last_mut(), values.next()) {
                last.push_str(&first);
            }
            fields.extend(values);
        }
        match fields.iter().map(String::len).sum::<usize>() {
            length if length > LARGEST => vec![UNKNOWN.into()],
            _ if is_there => fields,
            _ => Vec::new(),
        }
    }

    /// A word as the value of an assignment.
    pub(crate) fn expand_whole(&self, word: &Word) -> String {
        self.expand(word).join(" ")
    }

    fn value(&self, name: &str) -> String {
        if let Ok(index) = name.parse::<usize>() {
            return self.positional.get(index).cloned().unwrap_or_else(|| UNKNOWN.into());
        }
        match self.assigned.get(name) {
            Some(value) => value.clone().unwrap_or_else(|| UNKNOWN.into()),
            None if self.is_own(name) => OWN_URL.into(),
            None => self.variables.get(name).map_or_else(|| UNKNOWN.into(), str::to_owned),
        }
    }
}

fn output(command: &str) -> String {
    let program = command.split_whitespace().next().unwrap_or_default();
    if HOOKS.contains(&program) { String::new() } else { UNKNOWN.into() }
}
