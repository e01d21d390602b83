//! Reads the fields of a case. A field that nobody asked for is a typing error, and a test
//! that silently says less than it seems to.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub(crate) struct Fields {
    case: String,
    map: Map<String, Value>,
}

impl Fields {
    pub(crate) fn new(case: &str, value: Value) -> Self {
        let Value::Object(map) = value else { panic!("{case}: not an object") };
        Self { case: case.to_owned(), map }
    }

    fn take<T>(&mut self, key: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.map.remove(key)?;
        Some(read(&value).unwrap_or_else(|| panic!("{}: `{key}` has the wrong type", self.case)))
    }

    pub(crate) fn string(&mut self, key: &str) -> Option<String> {
        self.take(key, |value| value.as_str().map(str::to_owned))
    }

    pub(crate) fn boolean(&mut self, key: &str) -> Option<bool> {
        self.take(key, Value::as_bool)
    }

    pub(crate) fn strings(&mut self, key: &str) -> Option<Vec<String>> {
        self.take(key, |value| {
            value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
        })
    }

    pub(crate) fn table(&mut self, key: &str) -> BTreeMap<String, String> {
        self.take(key, |value| {
            let entries = value.as_object()?.iter();
            entries.map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
        })
        .unwrap_or_default()
    }

    pub(crate) fn object(&mut self, key: &str) -> Option<Self> {
        let value = self.map.remove(key)?;
        Some(Self::new(&self.case, value))
    }

    pub(crate) fn finish(self) {
        let left: Vec<_> = self.map.keys().collect();
        assert!(left.is_empty(), "{}: unknown fields {left:?}", self.case);
    }
}
