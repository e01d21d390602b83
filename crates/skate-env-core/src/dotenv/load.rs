//! Loads dotenv files in order, beside the variables that the process already has.

use std::collections::{HashMap, HashSet};

use secrecy::{ExposeSecret as _, SecretString};

use super::expand::{Budget, Endless, Expanded, expand};
use super::javascript::array_index;
use super::parse::{Entry, parse};
use super::{Damage, DamageKind, File};
use crate::{Place, Variables};

/// A variable that the files add to the process.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Assignment {
    /// The variable.
    pub name: String,
    /// Its value, as Next.js would set it.
    pub value: SecretString,
    /// The file and line that assign it.
    pub place: Place,
}

/// What the files add to the process, and the damage in them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Loaded {
    /// The variables to add, each once; never one that the process already has.
    pub assignments: Vec<Assignment>,
    /// Damage to the values that count: those above, and those the process hides.
    pub damage: Vec<Damage>,
}

impl Loaded {
    /// The variables of the process together with those of the files, each with its place and with
    /// the damage to it.
    #[must_use]
    pub fn variables(&self, process: &Variables) -> Variables {
        let mut variables = process.clone();
        for Assignment { name, value, place } in &self.assignments {
            variables.set_from(name.clone(), value.expose_secret(), place.clone());
        }
        for damage in &self.damage {
            if let Some(name) = &damage.name {
                variables.set_damage(name, damage.kind);
            }
        }
        variables
    }
}

/// Reads files, the one that wins first, for a process that answers what it has set.
#[must_use]
pub fn load(files: &[File], process: &dyn Fn(&str) -> Option<String>) -> Loaded {
    let mut loading = Loading::default();
    for file in files {
        loading.report(file, file.damage.map(|kind| (kind, None, 1)));
        let entries = parse(&file.text);
        let current = |name: &str| loading.written.get(name).cloned().or_else(|| process(name));
        match expand_file(&entries, &current) {
            Ok(expansions) => {
                for (entry, expanded) in entries.iter().zip(&expansions) {
                    loading.add(file, entry, expanded, process);
                }
            }
            Err(entry) => {
                let name = Some(entry.name.as_str());
                loading.report(file, [(DamageKind::Rejected, name, entry.line)]);
            }
        }
    }
    loading.loaded
}

#[derive(Default)]
struct Loading {
    loaded: Loaded,
    /// The variables about which nothing more is to be said.
    settled: HashSet<String>,
    /// Next.js puts each file into the process before it expands the next one, also the values
    /// that lose in the end.
    written: HashMap<String, String>,
}

impl Loading {
    fn add(
        &mut self,
        file: &File,
        entry: &Entry,
        expanded: &Expanded,
        process: &dyn Fn(&str) -> Option<String>,
    ) {
        let value = as_variable(&entry.name, &expanded.value);
        self.written.insert(entry.name.clone(), value.to_owned());
        if self.settled.contains(&entry.name) {
            return;
        }
        let mut damage = Vec::new();
        if let Some(original) = process(&entry.name) {
            damage.extend(hidden(&original, &entry.value, value));
            if damage.is_empty() {
                return;
            }
        } else {
            damage.extend(&entry.damage);
            damage.extend(expanded.lost.then_some(DamageKind::ReferenceLost));
            self.loaded.assignments.push(Assignment {
                name: entry.name.clone(),
                value: SecretString::from(value),
                place: Place::new(file.path(), entry.line),
            });
        }
        let name = Some(entry.name.as_str());
        self.report(file, damage.into_iter().map(|kind| (kind, name, entry.line)));
        self.settled.insert(entry.name.clone());
    }

    fn report<'name>(
        &mut self,
        file: &File,
        found: impl IntoIterator<Item = (DamageKind, Option<&'name str>, u32)>,
    ) {
        self.loaded.damage.extend(found.into_iter().map(|(kind, name, line)| Damage {
            kind,
            name: name.map(str::to_owned),
            place: Place::new(file.path(), line),
        }));
    }
}

/// The operating system ends a variable at NUL; Node.js keeps numbered ones away from it.
fn as_variable<'value>(name: &str, value: &'value str) -> &'value str {
    let end = value.find('\0').filter(|_| array_index(name).is_none());
    &value[..end.unwrap_or(value.len())]
}

/// Damage where the process has the variable, so that the file's value does not count.
fn hidden(original: &str, in_file: &str, expanded: &str) -> Option<DamageKind> {
    if original.is_empty() && !in_file.is_empty() {
        Some(DamageKind::EmptyShadow)
    } else {
        (original != expanded).then_some(DamageKind::ProcessRewritten)
    }
}

/// The value of each entry, in order; or the entry for which Next.js gives the file up.
fn expand_file<'entries>(
    entries: &'entries [Entry],
    process: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Expanded>, &'entries Entry> {
    let mut budget = Budget::of_one_file();
    let mut values: HashMap<&str, String> =
        entries.iter().map(|entry| (entry.name.as_str(), entry.value.clone())).collect();
    let mut expansions = Vec::with_capacity(entries.len());
    for entry in entries {
        let value = process(&entry.name).unwrap_or_else(|| entry.value.clone());
        let in_file = |name: &str| values.get(name).cloned();
        let expanded = expand(&value, process, &in_file, &mut budget).map_err(|Endless| entry)?;
        values.insert(&entry.name, expanded.value.clone());
        expansions.push(expanded);
    }
    Ok(expansions)
}
