//! `package.json`, as `JSON.parse` reads it.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// A package: its folder, and what its `package.json` says.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
    manifest: Map<String, Value>,
}

impl Package {
    /// `None` where the text is no JSON object. Package managers take a byte order mark away; of
    /// a key that stands twice the last counts.
    pub(super) fn parse(folder: &Path, text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Value::Object(manifest) = serde_json::from_str(text).ok()? else { return None };
        Some(Self { folder: folder.to_owned(), manifest })
    }

    /// A script's text. One that is no text is none.
    pub(crate) fn script(&self, name: &str) -> Option<&str> {
        self.value("scripts").get(name)?.as_str()
    }

    fn value(&self, key: &str) -> &Value {
        self.manifest.get(key).unwrap_or(&Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Package;

    fn script(text: &str, name: &str) -> Option<String> {
        Package::parse(Path::new("/app"), text)?.script(name).map(str::to_owned)
    }

    #[test]
    fn package_json_is_read_as_javascript_reads_it() {
        assert_eq!(script("\u{feff}{\"scripts\":{\"a\":\"b\"}}", "a").as_deref(), Some("b"));
        let doubled = r#"{"scripts":{"a":"first"},"scripts":{"a":"b","a":"last"}}"#;
        assert_eq!(script(doubled, "a").as_deref(), Some("last"));
        assert_eq!(script(r#"{"scripts":{"a":1,"b":"c"}}"#, "b").as_deref(), Some("c"));
        assert_eq!(script(r#"{"scripts":{"a":1}}"#, "a"), None);
        assert_eq!(script(r#"{"scripts":[]}"#, "a"), None);
        assert!(Package::parse(Path::new("/app"), "{'scripts':{}}").is_none());
        assert!(Package::parse(Path::new("/app"), "[]").is_none());
    }
}
