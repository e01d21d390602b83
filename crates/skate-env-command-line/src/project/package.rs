//! `package.json`.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::text;

/// A package: its folder, and what its `package.json` says.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
    manifest: Map<String, Value>,
}

impl Package {
    /// `None` where the text is no JSON object.
    pub(super) fn parse(folder: &Path, text: &str) -> Option<Self> {
        let Value::Object(manifest) = text::json(text)? else { return None };
        Some(Self { folder: folder.to_owned(), manifest })
    }

    pub(crate) fn name(&self) -> &str {
        self.value("name").as_str().unwrap_or_default()
    }

    /// A script's text. One that is no text is none.
    pub(crate) fn script(&self, name: &str) -> Option<&str> {
        self.value("scripts").get(name)?.as_str()
    }

    /// The names of all scripts.
    pub(crate) fn script_names(&self) -> impl Iterator<Item = &str> {
        let scripts = self.value("scripts").as_object().into_iter().flatten();
        scripts.filter(|(_, text)| text.is_string()).map(|(name, _)| name.as_str())
    }

    /// What stands under a key, `null` where nothing does.
    pub(crate) fn value(&self, key: &str) -> &Value {
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
