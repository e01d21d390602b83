//! One table of a document, read key by key.

use std::{collections::BTreeMap, str::FromStr};

use toml::de::{DeTable, DeValue};

use super::Document;
use crate::{Place, nearest::nearest};

/// No team pays more; all of it is exact in a floating-point number.
const MOST_CENTS: f64 = 1e11;

/// One table of a document. A key that is never read is unknown.
pub(in crate::config) struct Section<'d, 't> {
    document: &'d mut Document<'t>,
    table: &'d DeTable<'d>,
    name: String,
    known: Vec<&'static str>,
}

/// The names that a table of tables may hold.
pub(in crate::config) trait Named: Copy + Ord {
    fn name(self) -> &'static str;
}

impl Named for crate::Environment {
    fn name(self) -> &'static str {
        self.as_str()
    }
}

impl Named for crate::Class {
    fn name(self) -> &'static str {
        self.as_str()
    }
}

impl<'d, 't> Section<'d, 't> {
    pub(super) fn new(
        document: &'d mut Document<'t>,
        table: &'d DeTable<'d>,
        name: String,
    ) -> Self {
        Self { document, table, name, known: Vec::new() }
    }

    fn value(&mut self, key: &'static str) -> Option<(usize, &'d DeValue<'d>)> {
        self.known.push(key);
        let value = self.table.get(key)?;
        Some((value.span().start, value.get_ref()))
    }

    /// Whether it is the table of this name, such as `classes.preview`.
    pub(in crate::config) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    fn wrong_type(&mut self, offset: usize, key: &str, expected: &str) {
        let what = format!("has `{}`, which must be {expected}", self.full(key));
        self.document.report(offset, &what, None);
    }

    fn full(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    pub(in crate::config) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let (offset, value) = self.value(key)?;
        if let DeValue::Boolean(boolean) = value {
            return Some(*boolean);
        }
        self.wrong_type(offset, key, "`true` or `false`");
        None
    }

    /// An amount of dollars, as cents.
    pub(in crate::config) fn cents(&mut self, key: &'static str) -> Option<u64> {
        let (offset, value) = self.value(key)?;
        let dollars = match value {
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok().map(|it| it.to_string())
            }
            DeValue::Float(number) => Some(number.as_str().to_owned()),
            _ => None,
        };
        let dollars = dollars.and_then(|text| text.parse::<f64>().ok()).map(|it| it * 100.0);
        let cents = dollars.map(f64::round).filter(|cents| (1.0..=MOST_CENTS).contains(cents));
        if cents.is_none() {
            self.wrong_type(offset, key, "an amount of dollars such as 60 or 1.50");
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the range above"
        )]
        cents.map(|cents| cents as u64)
    }

    pub(in crate::config) fn string(&mut self, key: &'static str) -> Option<String> {
        self.parsed(key, |text| {
            // A URL may hold a password, and the file is committed.
            if text.contains("://") {
                return Err("must not be a URL".to_owned());
            }
            Ok(text.to_owned())
        })
    }

    /// A string that means something; `parse` answers with a predicate such as "must be …".
    pub(in crate::config) fn parsed<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let (offset, value) = self.value(key)?;
        self.parse_one(offset, key, value, parse)
    }

    pub(in crate::config) fn parsed_list<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<T> {
        let Some((offset, value)) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.wrong_type(offset, key, "a list of strings");
            return Vec::new();
        };
        let parse = &parse;
        items
            .iter()
            .filter_map(|item| self.parse_one(item.span().start, key, item.get_ref(), parse))
            .collect()
    }

    fn parse_one<T>(
        &mut self,
        offset: usize,
        key: &str,
        value: &DeValue<'_>,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        match value {
            DeValue::String(text) if !text.trim().is_empty() => match parse(text) {
                Ok(parsed) => Some(parsed),
                Err(predicate) => {
                    let what = format!("has `{}`, which {predicate}", self.full(key));
                    self.document.report(offset, &what, None);
                    None
                }
            },
            _ => {
                self.wrong_type(offset, key, "a string that is not empty");
                None
            }
        }
    }

    pub(in crate::config) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Section<'_, 't>) -> T,
    ) -> Option<T> {
        let (offset, value) = self.value(key)?;
        let DeValue::Table(table) = value else {
            self.wrong_type(offset, key, "a table");
            return None;
        };
        let name = self.full(key);
        Some(self.document.section(table, name, read))
    }

    /// A table whose keys and values are texts that mean something; both say what is wrong with
    /// them by a predicate.
    pub(in crate::config) fn entries<K, V>(&mut self, key: &'static str) -> BTreeMap<K, (V, Place)>
    where
        K: Ord + FromStr<Err = String>,
        V: FromStr<Err = String>,
    {
        let Some((offset, value)) = self.value(key) else { return BTreeMap::new() };
        let DeValue::Table(table) = value else {
            self.wrong_type(offset, key, "a table");
            return BTreeMap::new();
        };
        let mut entries = BTreeMap::new();
        for (name, value) in table {
            let offset = name.span().start;
            match name.get_ref().parse::<K>() {
                Ok(name) => {
                    let parsed = self.parse_one(offset, key, value.get_ref(), str::parse);
                    let place = self.document.place(offset);
                    entries.extend(parsed.map(|value| (name, (value, place))));
                }
                Err(predicate) => {
                    let what = format!(
                        "names `{}` in `{}`, which {predicate}",
                        printable(name.get_ref()),
                        self.full(key)
                    );
                    self.document.report(offset, &what, None);
                }
            }
        }
        entries
    }

    /// A table of tables, one for each name.
    pub(in crate::config) fn tables<K: Named, T, const COUNT: usize>(
        &mut self,
        key: &'static str,
        names: [K; COUNT],
        read: impl Fn(&mut Section<'_, 't>) -> T,
    ) -> BTreeMap<K, T> {
        let each = |section: &mut Section<'_, 't>| {
            names
                .into_iter()
                .filter_map(|name| Some((name, section.table(name.name(), &read)?)))
                .collect()
        };
        self.table(key, each).unwrap_or_default()
    }

    pub(super) fn report_unknown(&mut self) {
        for key in self.table.keys() {
            let name = key.get_ref();
            if self.known.contains(&name.as_ref()) {
                continue;
            }
            let near = nearest(name, self.known.iter().copied());
            let hint = match near {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Known here: {}.", self.known.join(", ")),
            };
            let what = format!("has an unknown key `{}`", self.full(&printable(name)));
            self.document.report(key.span().start, &what, Some(hint));
        }
    }
}

/// A key as it may be printed: it may be a URL that was pasted where a key belongs.
fn printable(key: &str) -> String {
    let plain = key.len() <= 60 && key.chars().all(|c| c.is_alphanumeric() || "-_.*".contains(c));
    if plain { key.to_owned() } else { "…".to_owned() }
}
