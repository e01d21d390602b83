//! The keys of `[classes.preview]` alone: which pull requests get a database, and when its data is
//! reset.

use std::str::FromStr;

use super::document::Section;

/// The policy of databases of pull requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreviewPolicy {
    /// Which pull requests get a database.
    pub when: PreviewWhen,
    /// Patterns of changed files, for [`PreviewWhen::Paths`].
    pub paths: Vec<String>,
    /// When a push resets the data.
    pub reset: PreviewReset,
}

/// Which pull requests get a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PreviewWhen {
    /// All of them.
    #[default]
    Always,
    /// Those that change a file of `paths`.
    Paths,
    /// Those with this label.
    Label(String),
}

/// When a push resets the data of a pull request's database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PreviewReset {
    /// Never: what its testers wrote stays.
    Never,
    /// When a migration that was applied there was edited, removed, or failed.
    #[default]
    Changed,
    /// With every push.
    Always,
}

impl PreviewPolicy {
    pub(super) fn read(section: &mut Section<'_, '_>) -> Self {
        // Elsewhere the keys are unknown.
        if !section.is("classes.preview") {
            return Self::default();
        }
        Self {
            when: section.parsed("when", str::parse).unwrap_or_default(),
            paths: section.parsed_list("paths", pattern),
            reset: section.parsed("reset", str::parse).unwrap_or_default(),
        }
    }
}

impl FromStr for PreviewWhen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("label:").map(str::trim)) {
            ("always", _) => Ok(Self::Always),
            ("paths", _) => Ok(Self::Paths),
            (_, Some(label)) if !label.is_empty() => Ok(Self::Label(label.to_owned())),
            _ => Err("must be \"always\", \"paths\" or \"label:NAME\"".to_owned()),
        }
    }
}

impl PreviewReset {
    /// Every value, as it is written.
    pub const NAMES: [&'static str; 3] = ["never", "changed", "always"];
}

impl FromStr for PreviewReset {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "never" => Ok(Self::Never),
            "changed" => Ok(Self::Changed),
            "always" => Ok(Self::Always),
            _ => Err("must be \"never\", \"changed\" or \"always\"".to_owned()),
        }
    }
}

fn pattern(text: &str) -> Result<String, String> {
    let relative = !text.starts_with('/') && !text.contains('\\') && !text.contains("..");
    if relative {
        Ok(text.to_owned())
    } else {
        Err("must be a path from the repository's root, such as \"prisma/**\"".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Class, Config};

    fn parsed(text: &str) -> Result<PreviewPolicy, String> {
        let config = Config::parse("skate-env.toml", text).map_err(|error| error.to_string())?;
        Ok(config.classes[&Class::Preview].preview.clone())
    }

    #[test]
    fn every_key_has_a_default_and_its_values() {
        assert_eq!(parsed("[classes.preview]\ncu = \"0.25\"\n"), Ok(PreviewPolicy::default()));
        let text =
            "[classes.preview]\nwhen = \"label: db\"\npaths = [\"prisma/**\"]\nreset = \"never\"\n";
        let policy = parsed(text).unwrap();
        assert_eq!(policy.when, PreviewWhen::Label("db".to_owned()));
        assert_eq!((policy.paths.len(), policy.reset), (1, PreviewReset::Never));
        assert_eq!(
            parsed("[classes.preview]\nwhen = \"paths\"\n").unwrap().when,
            PreviewWhen::Paths
        );
    }

    #[test]
    fn other_values_and_other_classes_are_errors_with_their_line() {
        let wrong = "[classes.preview]\nwhen = \"label:\"\npaths = [\"/etc\"]\nreset = \"no\"\n\
                     [classes.feature]\nreset = \"never\"\n";
        let error = parsed(wrong).unwrap_err();
        for line in ["toml:2", "toml:3", "toml:4", "toml:6"] {
            assert!(error.contains(line), "{line} in {error}");
        }
    }
}
