//! `[masking]`: which columns hold personal data, and what takes its place on a masked branch.

use std::{collections::BTreeMap, fmt, str::FromStr};

use super::document::Section;
use crate::{Place, nearest::nearest};

/// The policy of masking.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MaskingPolicy {
    /// The engine that masks.
    pub engine: MaskingEngine,
    /// Whether a column that could hold personal data needs a rule. It is so unless the policy
    /// says `strict = false`.
    pub strict: bool,
    /// What is done with large objects, which belong to no column.
    pub large_objects: Option<LargeObjects>,
    /// A rule for each column, and where it stands.
    pub columns: BTreeMap<ColumnName, (Mask, Place)>,
    pub(super) is_written: Written,
}

/// Which keys the file has; the others have their default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) engine: bool,
    pub(super) strict: bool,
}

/// The engine that masks a branch, the stricter first. You choose it: the two do not guarantee the
/// same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MaskingEngine {
    /// skate-env, by SQL on the branch: foreign keys change with their keys, equal values stay
    /// equal, unique ones unique, and the branch is searched for what was missed.
    #[default]
    Sql,
    /// Neon's anonymized branches, on plans that have them: nothing connects to the branch
    /// meanwhile, and large tables are rewritten beside their data. Neon does not mask
    /// foreign-key columns, does not keep every constraint, and searches for nothing; every value
    /// is replaced by a random one, `NULL` and the empty text too.
    Neon,
}

/// What is done with large objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LargeObjects {
    /// Keeps them: none holds personal data.
    Keep,
    /// Deletes all of them.
    Unlink,
}

/// A column by its full name: `public.User.email`, or `public.*.id` in every table of a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnName {
    /// The schema.
    pub schema: String,
    /// The table; `*` for each.
    pub table: String,
    /// The column.
    pub column: String,
}

/// What takes the place of a column's values. `NULL` stays `NULL`, and an empty text empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mask {
    /// An address that delivers nowhere, a different one for each value.
    Email,
    /// A name of made-up syllables; two values may share one.
    Name,
    /// A number that is not in use; two values may share one.
    Phone,
    /// Letters without a meaning, as long as the text was; short texts may share one.
    Text,
    /// 32 hexadecimal digits, others for each value.
    Token,
    /// A UUID, another for each value.
    Uuid,
    /// Nothing.
    Null,
    /// The same value everywhere.
    Fixed(String),
    /// Its values stay: they are no personal data.
    Keep,
}

impl Default for MaskingPolicy {
    fn default() -> Self {
        Self {
            engine: MaskingEngine::Sql,
            strict: true,
            large_objects: None,
            columns: BTreeMap::new(),
            is_written: Written::default(),
        }
    }
}

impl MaskingPolicy {
    pub(super) fn read(section: &mut Section<'_, '_>) -> Self {
        let engine = section.parsed("engine", |text| match text {
            "sql" => Ok(MaskingEngine::Sql),
            "neon" => Ok(MaskingEngine::Neon),
            _ => Err("must be `sql` or `neon`".to_owned()),
        });
        let strict = section.boolean("strict");
        Self {
            is_written: Written { engine: engine.is_some(), strict: strict.is_some() },
            engine: engine.unwrap_or_default(),
            strict: strict.unwrap_or(true),
            large_objects: section.parsed("large_objects", |text| match text {
                "keep" => Ok(LargeObjects::Keep),
                "unlink" => Ok(LargeObjects::Unlink),
                _ => Err("must be `keep` or `unlink`".to_owned()),
            }),
            columns: section.entries("columns"),
        }
    }
}

impl FromStr for ColumnName {
    type Err = String;

    /// The error is a predicate: `must be …`.
    fn from_str(text: &str) -> Result<Self, String> {
        let names: Vec<&str> = text.split('.').collect();
        match names[..] {
            [schema, table, column] if names.iter().all(|name| !name.is_empty()) => Ok(Self {
                schema: schema.to_owned(),
                table: table.to_owned(),
                column: column.to_owned(),
            }),
            _ => Err("must be a schema, a table and a column: `public.User.email`".to_owned()),
        }
    }
}

impl fmt::Display for ColumnName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.schema, self.table, self.column)
    }
}

impl Mask {
    /// The words that may be written, without `fixed:…`.
    const WORDS: [(&str, Self); 8] = [
        ("email", Self::Email),
        ("name", Self::Name),
        ("phone", Self::Phone),
        ("text", Self::Text),
        ("token", Self::Token),
        ("uuid", Self::Uuid),
        ("null", Self::Null),
        ("keep", Self::Keep),
    ];

    /// Whether two values never become the same one: what unique columns and keys need.
    #[must_use]
    pub fn is_injective(&self) -> bool {
        matches!(self, Self::Email | Self::Token | Self::Uuid | Self::Keep)
    }
}

impl FromStr for Mask {
    type Err = String;

    /// The error is a predicate: `must be …`.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(value) = text.strip_prefix("fixed:") {
            return Ok(Self::Fixed(value.to_owned()));
        }
        let found = Self::WORDS.into_iter().find(|(word, _)| *word == text);
        found.map(|(_, mask)| mask).ok_or_else(|| {
            let near = nearest(text, Self::WORDS.iter().map(|(word, _)| *word));
            let near = near.map_or(String::new(), |near| format!(" (did you mean `{near}`?)"));
            let words: Vec<_> = Self::WORDS.iter().map(|(word, _)| *word).collect();
            format!("must be one of {} or fixed:VALUE{near}", words.join(", "))
        })
    }
}

impl fmt::Display for Mask {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Fixed(value) = self {
            return write!(formatter, "fixed:{value}");
        }
        let found = Self::WORDS.iter().find(|(_, mask)| mask == self);
        formatter.write_str(found.map_or("", |(word, _)| *word))
    }
}
