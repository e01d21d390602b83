//! `Taskfile.yml`.

use serde_json::Value;

use super::{Recipe, Recipes};
use crate::shell::UNKNOWN;

/// Reads a Taskfile.
pub(crate) fn recipes_of_taskfile(file: &Value) -> Recipes {
    let tasks = file["tasks"].as_object().into_iter().flatten();
    let recipes = tasks.map(|(name, task)| recipe(name, task)).collect();
    Recipes { recipes, is_part: !file["includes"].is_null() }
}

fn recipe(name: &str, task: &Value) -> Recipe {
    let mut recipe = Recipe { name: name.to_owned(), ..Recipe::default() };
    for item in items(&task["deps"]) {
        recipe.needs.extend(item.as_str().or_else(|| item["task"].as_str()).map(str::to_owned));
    }
    let lists = [task, &task["cmds"], &task["cmd"]];
    for item in lists.into_iter().filter(|it| it.is_string() || it.is_array()).flat_map(items) {
        let text = item.as_str().or_else(|| item["cmd"].as_str());
        recipe.lines.extend(text.or_else(|| item["defer"].as_str()).map(expand));
        recipe.needs.extend(item["task"].as_str().map(str::to_owned));
    }
    recipe
}

fn items(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => Vec::new(),
        value => vec![value],
    }
}

/// What a template puts in is known only while it runs.
fn expand(text: &str) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        expanded.push_str(before);
        expanded.push(UNKNOWN);
        rest = after.split_once("}}").map_or("", |(_, behind)| behind);
    }
    expanded + rest
}
