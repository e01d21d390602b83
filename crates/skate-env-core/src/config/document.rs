//! Reads a TOML document, and reports every problem with its line.

mod section;

use toml::de::DeTable;

use crate::{Code, Error, Place, Problem};

pub(super) use section::Section;

/// A document and what was found wrong in it so far.
pub(super) struct Document<'t> {
    path: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

impl<'t> Document<'t> {
    pub(super) fn parse<T>(
        path: &'t str,
        text: &'t str,
        read: impl FnOnce(&mut Section<'_, 't>) -> T,
    ) -> Result<T, Error> {
        let mut document = Document { path, text, problems: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let start = error.span().map_or(0, |span| span.start);
            document.report(
                start,
                &format!("is not valid TOML: {}", first_line(error.message())),
                None,
            );
        }
        // A broken document would report keys that are merely out of place as unknown.
        let value = document
            .problems
            .is_empty()
            .then(|| document.section(table.get_ref(), String::new(), read));
        match (document.into_error(), value) {
            (None, Some(value)) => Ok(value),
            (Some(error), _) => Err(error),
            (None, None) => unreachable!("no value is made only where there are problems"),
        }
    }

    fn section<'d, T>(
        &'d mut self,
        table: &'d DeTable<'d>,
        name: String,
        read: impl FnOnce(&mut Section<'d, 't>) -> T,
    ) -> T {
        let mut section = Section::new(self, table, name);
        let value = read(&mut section);
        section.report_unknown();
        value
    }

    fn place(&self, offset: usize) -> Place {
        let line = self.text.as_bytes()[..offset.min(self.text.len())]
            .split(|byte| *byte == b'\n')
            .count();
        Place::new(self.path, u32::try_from(line).unwrap_or(u32::MAX))
    }

    fn report(&mut self, offset: usize, what: &str, hint: Option<String>) {
        let place = self.place(offset);
        let hint =
            hint.unwrap_or_else(|| "Correct the line; docs/policy.md lists every key.".to_owned());
        let message = format!("{} {what}.", self.path);
        self.problems.push(Problem::new(Code::InvalidConfig, message, hint).at(place));
    }

    fn into_error(self) -> Option<Error> {
        Error::from_problems(self.problems)
    }
}

/// The parser may quote the line it stumbled over; a config that holds a URL holds a secret.
fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
