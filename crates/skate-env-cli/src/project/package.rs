//! `package.json`: its dependencies, scripts and other fields.

use std::path::Path;

use serde_json::Value;
use skate_env_core::Error;

use super::{Version, read};

/// A package's file.
pub(crate) struct Package {
    pub(crate) text: String,
    /// `None` if the file is not a JSON object.
    json: Option<Value>,
}

impl Package {
    pub(super) fn read(directory: &Path) -> Result<Option<Self>, Error> {
        Ok(read(directory, "package.json")?.map(Self::new))
    }

    fn new(text: String) -> Self {
        let json = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
        Self { json: json.filter(Value::is_object), text }
    }

    /// A value by its keys, outermost first.
    pub(crate) fn value(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().try_fold(self.json.as_ref()?, |value, key| value.get(key))
    }

    pub(crate) fn string(&self, keys: &[&str]) -> Option<&str> {
        self.value(keys)?.as_str()
    }

    /// Every script: its name and its text.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = (&str, &str)> {
        let scripts = self.value(&["scripts"]).and_then(Value::as_object).into_iter().flatten();
        scripts.filter_map(|(name, script)| Some((name.as_str(), script.as_str()?)))
    }

    pub(crate) fn depends_on(&self, name: &str) -> bool {
        self.range(name).is_some()
    }

    /// The version in `node_modules`, or else the lowest that is allowed.
    pub(crate) fn version(&self, directory: &Path, name: &str) -> Option<Version> {
        installed(directory, name).or_else(|| Version::of_range(self.range(name)?))
    }

    fn range(&self, name: &str) -> Option<&str> {
        let of = |kind| self.string(&[kind, name]);
        of("dependencies").or_else(|| of("devDependencies"))
    }
}

/// The version in `node_modules`, in this folder or above, where Node.js looks.
fn installed(directory: &Path, name: &str) -> Option<Version> {
    let path = format!("node_modules/{name}/package.json");
    let text = directory.ancestors().find_map(|folder| read(folder, &path).ok().flatten())?;
    Version::of_range(Package::new(text).string(&["version"])?)
}
