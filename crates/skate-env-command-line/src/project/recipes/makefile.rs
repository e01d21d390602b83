//! Makefiles, as far as they are simple: variables, rules and their recipes.

use std::collections::BTreeMap;

use super::{Recipe, Recipes};
use crate::shell::UNKNOWN;

/// Variables may hold each other.
const MAX_DEPTH: usize = 8;

/// Reads a makefile. `given` are the variables of the command line, which win.
pub(crate) fn recipes_of_makefile(text: &str, given: &[(String, String)]) -> Recipes {
    let text = text.replace("\r\n", "\n");
    let mut variables: BTreeMap<String, String> =
        [("MAKE", "make"), ("SHELL", "sh")].map(|(name, it)| (name.into(), it.into())).into();
    let mut rules: Vec<(Vec<String>, Recipe)> = Vec::new();
    let mut recipes = Recipes::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(line) = line.strip_prefix('\t') {
            let mut line = line.to_owned();
            while line.ends_with('\\') {
                let Some(more) = lines.next() else { break };
                line = format!("{line}\n{}", more.strip_prefix('\t').unwrap_or(more));
            }
            if let Some((_, recipe)) = rules.last_mut() {
                recipe.lines.push(line);
            }
            continue;
        }
        let mut line = line.split(" #").next().unwrap_or_default().to_owned();
        while let Some(whole) = line.strip_suffix('\\') {
            line = format!("{whole} {}", lines.next().unwrap_or_default().trim());
        }
        let line = line.trim();
        let word = line.split_whitespace().next().unwrap_or_default();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if matches!(word, "include" | "-include" | "sinclude" | "define" | "load" | "vpath")
            || line.starts_with("$(")
        {
            recipes.is_part = true;
        } else if let Some((name, value)) = assignment(line) {
            variables.insert(name.to_owned(), value.to_owned());
        } else if let Some((targets, needs)) = line.split_once(':') {
            let (needs, inline) = needs.split_once(';').unwrap_or((needs, ""));
            let needs = expand(needs.trim_start_matches(':'), &variables, 0);
            let needs = needs.split_whitespace().filter(|it| *it != "|").map(str::to_owned);
            let recipe = Recipe {
                needs: needs.collect(),
                lines: Some(inline.trim().to_owned())
                    .filter(|it| !it.is_empty())
                    .into_iter()
                    .collect(),
                ..Recipe::default()
            };
            let targets = expand(targets, &variables, 0);
            rules.push((targets.split_whitespace().map(str::to_owned).collect(), recipe));
        }
    }
    variables.extend(given.iter().cloned());
    for (targets, recipe) in rules {
        let lines = recipe
            .lines
            .iter()
            .map(|line| expand(line.trim_start_matches(['@', '-', '+', ' ']), &variables, 0));
        let lines: Vec<_> = lines.collect();
        for name in targets {
            recipes.is_part |= name.contains(['%', UNKNOWN]);
            recipes.recipes.push(Recipe {
                name,
                lines: lines.clone(),
                needs: recipe.needs.clone(),
            });
        }
    }
    recipes
}

/// `NAME = value`, with each of make's operators.
fn assignment(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix("export ").or(line.strip_prefix("override ")).unwrap_or(line);
    let (name, value) = line.split_once('=')?;
    let name = name.trim_end_matches(['?', ':', '+', '!', ' ', '\t']).trim();
    (!name.contains(char::is_whitespace) && !name.contains(':')).then_some((name, value.trim()))
}

/// Puts in variables. What make works out (`$(shell …)`, `$@`) nobody knows.
fn expand(text: &str, variables: &BTreeMap<String, String>, depth: usize) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        expanded.push_str(before);
        if let Some(after) = after.strip_prefix('$') {
            expanded.push('$');
            rest = after;
            continue;
        }
        let close = match after.chars().next() {
            Some('(') => ')',
            Some('{') => '}',
            other => {
                expanded.push(UNKNOWN);
                rest = &after[other.map_or(0, char::len_utf8)..];
                continue;
            }
        };
        let end = closing(after, close).unwrap_or(after.len());
        let name = after.get(1..end).unwrap_or_default();
        match variables.get(name).filter(|_| depth < MAX_DEPTH) {
            Some(value) => expanded.push_str(&expand(value, variables, depth + 1)),
            None => expanded.push(UNKNOWN),
        }
        rest = after.get(end + 1..).unwrap_or_default();
    }
    expanded + rest
}

/// Where the bracket at the beginning is closed.
fn closing(text: &str, close: char) -> Option<usize> {
    let open = text.chars().next()?;
    let mut depth = 0_usize;
    text.char_indices().find_map(|(index, letter)| {
        depth += usize::from(letter == open);
        depth -= usize::from(letter == close && depth > 0);
        (letter == close && depth == 0).then_some(index)
    })
}
