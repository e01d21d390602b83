//! What the test reads of Neon's document.

use serde_json::Value;

#[derive(serde::Deserialize)]
pub(super) struct Operation {
    pub(super) method: String,
    pub(super) route: String,
    pub(super) query: Vec<String>,
    /// The names of the body's fields, each with those of its own; `true`: anything.
    pub(super) body: Option<Value>,
    pub(super) examples: Vec<Example>,
}

#[derive(serde::Deserialize)]
pub(super) struct Example {
    pub(super) status: String,
    pub(super) name: String,
    pub(super) value: Value,
}

/// The fields that the document does not know.
pub(super) fn unknown_fields(sent: &Value, known: &Value) -> Vec<String> {
    match (sent, known) {
        (Value::Array(items), known) => {
            items.iter().flat_map(|item| unknown_fields(item, known)).collect()
        }
        (Value::Object(sent), Value::Object(known)) => sent
            .iter()
            .flat_map(|(name, value)| match known.get(name) {
                Some(known) => unknown_fields(value, known),
                None => vec![name.clone()],
            })
            .collect(),
        (Value::Object(_), Value::Null) => vec!["a body".to_owned()],
        _ => Vec::new(),
    }
}

/// Equal but for what is no difference: a number's form, an absent `null`, a masked secret.
pub(super) fn same(place: &str, before: &Value, after: &Value) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for name in after.keys() {
                assert!(before.contains_key(name), "{place}.{name} was invented");
            }
            for (name, value) in before.iter().filter(|(_, value)| !value.is_null()) {
                let place = format!("{place}.{name}");
                let kept = after.get(name).unwrap_or_else(|| panic!("{place} was lost"));
                same(&place, value, kept);
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            assert_eq!(before.len(), after.len(), "{place}");
            for (before, after) in before.iter().zip(after) {
                same(place, before, after);
            }
        }
        (Value::Number(before), Value::Number(after)) => {
            assert_eq!(before.as_f64(), after.as_f64(), "{place}");
        }
        (Value::String(_), Value::String(masked)) if masked == "***" => {}
        _ => assert_eq!(before, after, "{place}"),
    }
}
