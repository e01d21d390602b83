//! A project that exists only in a test.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use skate_env_command_line::{FileText, ProjectFiles};

pub(crate) struct Files {
    texts: BTreeMap<PathBuf, String>,
}

impl Files {
    /// Paths from the folder in which the command starts.
    pub(crate) fn new(texts: &BTreeMap<String, String>) -> Self {
        let texts = texts.iter().map(|(path, text)| (Self::start().join(path), text.clone()));
        Self { texts: texts.collect() }
    }

    fn start() -> &'static Path {
        Path::new("/app")
    }
}

impl ProjectFiles for Files {
    fn folder(&self) -> &Path {
        Self::start()
    }

    fn read(&self, path: &Path) -> FileText {
        self.texts.get(path).map_or(FileText::Missing, |text| FileText::Text(text.clone()))
    }

    fn folders(&self, path: &Path) -> Vec<String> {
        let inside = self.texts.keys().filter_map(|file| file.strip_prefix(path).ok());
        let folders = inside.filter(|rest| rest.components().count() > 1);
        let names = folders.filter_map(|rest| rest.components().next());
        let names: BTreeSet<_> =
            names.map(|name| name.as_os_str().to_string_lossy().into_owned()).collect();
        names.into_iter().collect()
    }
}
