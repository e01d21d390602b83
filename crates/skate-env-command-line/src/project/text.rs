//! Files of settings as values, whatever their syntax.

use jsonc_parser::{ParseOptions, parse_to_serde_value};
use serde_json::{Map, Value};
use yaml_rust2::{Yaml, YamlLoader};

use crate::shell::depth;

/// The parsers recurse.
const MAX_DEPTH: usize = 100;

/// JSON as `JSON.parse` reads it. Package managers take a byte order mark away; of a key that
/// stands twice the last counts.
pub(super) fn json(text: &str) -> Option<Value> {
    serde_json::from_str(without_mark(text)).ok()
}

/// JSON with comments and trailing commas.
pub(super) fn json_with_comments(text: &str) -> Option<Value> {
    if depth(text) > MAX_DEPTH {
        return None;
    }
    parse_to_serde_value(without_mark(text), &ParseOptions::default()).ok()
}

/// The first document of a YAML file.
pub(super) fn yaml(text: &str) -> Option<Value> {
    let spaces = text.lines().map(|line| line.len() - line.trim_start().len());
    if depth(text) > MAX_DEPTH || spaces.max().unwrap_or_default() > 2 * MAX_DEPTH {
        return None;
    }
    let documents = YamlLoader::load_from_str(without_mark(text)).ok()?;
    documents.first().map_or(Some(Value::Null), of_yaml)
}

fn of_yaml(yaml: &Yaml) -> Option<Value> {
    Some(match yaml {
        Yaml::String(text) | Yaml::Real(text) => Value::String(text.clone()),
        Yaml::Integer(number) => Value::from(*number),
        Yaml::Boolean(is) => Value::Bool(*is),
        Yaml::Array(items) => Value::Array(items.iter().map(of_yaml).collect::<Option<_>>()?),
        Yaml::Hash(hash) => {
            let pairs = hash.iter().map(|(key, value)| {
                let key = key.as_str().map_or_else(|| format!("{key:?}"), str::to_owned);
                Some((key, of_yaml(value)?))
            });
            Value::Object(pairs.collect::<Option<Map<_, _>>>()?)
        }
        Yaml::Null => Value::Null,
        Yaml::Alias(_) | Yaml::BadValue => return None,
    })
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
