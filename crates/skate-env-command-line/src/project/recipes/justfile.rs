//! Justfiles, as far as they are simple.

use super::{Recipe, Recipes};
use crate::shell::UNKNOWN;

/// Reads a justfile.
pub(crate) fn recipes_of_justfile(text: &str) -> Recipes {
    let mut recipes = Recipes::default();
    let mut variables: Vec<(String, String)> = Vec::new();
    let mut continued = String::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some(recipe) = recipes.recipes.last_mut() {
                let line = line.trim().trim_start_matches(['@', '-']);
                if let Some(part) = line.strip_suffix('\\') {
                    continued.push_str(part);
                } else {
                    let line = std::mem::take(&mut continued) + line;
                    recipe.lines.push(expand(&line, &variables));
                }
            }
            continue;
        }
        let line = line.trim();
        let word = line.split_whitespace().next().unwrap_or_default();
        if line.is_empty() || line.starts_with(['#', '[']) || word == "set" {
            continue;
        }
        if matches!(word, "import" | "import?" | "mod" | "mod?") {
            recipes.is_part = true;
        } else if let Some((name, value)) = line.split_once(":=") {
            let value = value.trim();
            let is_plain =
                value.len() > 1 && value.starts_with(['"', '\'']) && value.ends_with(['"', '\'']);
            let value =
                if is_plain { value[1..value.len() - 1].to_owned() } else { UNKNOWN.into() };
            let name = name.trim();
            if let Some(alias) = name.strip_prefix("alias ") {
                let needs = vec![line.split(":=").nth(1).unwrap_or_default().trim().to_owned()];
                recipes.recipes.push(Recipe {
                    name: alias.trim().to_owned(),
                    needs,
                    lines: Vec::new(),
                });
            } else {
                variables.push((name.trim_start_matches("export ").trim().to_owned(), value));
            }
        } else if let Some((head, needs)) = split_head(line) {
            let name = head.split_whitespace().next().unwrap_or_default().trim_start_matches('@');
            let needs = needs.split(['(', ')', ' ', '&']).filter(|it| !it.is_empty());
            let needs = needs.map(str::to_owned).collect();
            recipes.recipes.push(Recipe { name: name.to_owned(), needs, lines: Vec::new() });
        }
    }
    recipes
}

/// `name argument='default': needs`
fn split_head(line: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let at = line.char_indices().find(|(_, letter)| {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(*letter),
            (Some(open), letter) if open == *letter => quote = None,
            (None, ':') => return true,
            _ => {}
        }
        false
    });
    at.map(|(at, _)| (&line[..at], &line[at + 1..]))
}

/// Puts in variables; an argument or an expression is known only while it runs.
fn expand(text: &str, variables: &[(String, String)]) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        expanded.push_str(before);
        let (name, behind) = after.split_once("}}").unwrap_or((after, ""));
        let known = variables.iter().find(|(known, _)| known == name.trim());
        match known {
            Some((_, value)) => expanded.push_str(value),
            None => expanded.push(UNKNOWN),
        }
        rest = behind;
    }
    expanded + rest
}
