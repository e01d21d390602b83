//! What a text that is refused as a URL most likely is, and what to do about it.
//!
//! One table: the first shape that the text has gives the sentence and the next step. It is
//! consulted only after a refusal, so that it can change words and never a decision. No sentence
//! holds a part of the text, and each next step, taken literally, leads to a value that works.

mod inside;
mod other_scheme;
mod other_text;
mod wrapped;

pub(super) use inside::has_invisible;

use super::UrlError;

/// A shape of texts, with what it is and what to do.
struct Shape {
    fits: fn(&Text<'_>) -> bool,
    /// A predicate that follows the name of the variable.
    what: &'static str,
    hint: &'static str,
}

/// What is no URL at all comes first; then what stands around a URL, what begins like another
/// one, and what is wrong within one.
const GROUPS: [&[Shape]; 4] =
    [other_text::SHAPES, wrapped::SHAPES, other_scheme::SHAPES, inside::SHAPES];

/// The same refusal in the words that fit the mistake.
pub(super) fn explain(text: &str, refusal: UrlError) -> UrlError {
    let text = Text::of(text);
    let [no_url, others @ ..] = GROUPS;
    let find = |shapes: &[Shape]| shapes.iter().position(|shape| (shape.fits)(&text));
    if let Some(found) = find(no_url) {
        return UrlError::invalid(no_url[found].what, no_url[found].hint);
    }
    match others.into_iter().find_map(|shapes| Some(&shapes[find(shapes)?])) {
        Some(Shape { what, hint, .. }) => refusal.in_words(what, hint),
        None => refusal,
    }
}

/// A text as the shapes look at it.
struct Text<'t> {
    raw: &'t str,
    /// Without spaces and quotes at its ends.
    inner: &'t str,
    /// What stands before and behind the first `postgresql://` or `postgres://`, if there is one.
    around: Option<(&'t str, &'t str)>,
}

/// What word processors and chats make of the quotes `"`, `'` and `` ` ``.
const CURLY_QUOTES: [char; 10] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»'];
const PLAIN_QUOTES: [char; 3] = ['"', '\'', '`'];

impl<'t> Text<'t> {
    fn of(raw: &'t str) -> Self {
        let edge = |c: char| c.is_whitespace() || is_quote(c);
        let around = ["postgresql://", "postgres://"]
            .into_iter()
            .filter_map(|scheme| Some((raw.find(scheme)?, scheme.len())))
            .min()
            .map(|(start, length)| (&raw[..start], &raw[start + length..]));
        Self { raw, inner: raw.trim_matches(edge), around }
    }

    /// What follows the scheme, where the text starts with PostgreSQL's.
    fn body(&self) -> Option<&'t str> {
        self.around.filter(|(before, _)| before.is_empty()).map(|(_, body)| body)
    }

    /// The scheme, in small letters.
    fn scheme(&self) -> Option<String> {
        let (scheme, _) = self.inner.split_once(':')?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte);
        let starts = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
        (starts && scheme.bytes().all(plain)).then(|| scheme.to_ascii_lowercase())
    }

    fn starts_with(&self, starts: &[&str]) -> bool {
        let is_start = |start: &&str| {
            self.inner.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
        };
        starts.iter().any(is_start)
    }
}

fn is_quote(c: char) -> bool {
    PLAIN_QUOTES.contains(&c) || CURLY_QUOTES.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DatabaseUrl;

    /// Whoever reads a hint sees no part of the value, whatever it was.
    #[test]
    fn no_sentence_holds_a_part_of_the_text() {
        let values = [
            "CANARY",
            "$CANARY",
            "@canary",
            "op://CANARY/x",
            "napi_CANARY",
            "{\"a\":\"CANARY\"}",
            "psql 'postgresql://CANARY:CANARY@CANARY/CANARY'",
            "CANARY=postgres://CANARY",
            "canary://CANARY:CANARY@CANARY/CANARY",
            "postgresql://CANARY",
            "CANARY.example.com:5432",
            "postgresql://app:CANARY\\n",
            "postgresql://app:CANA\u{200b}RY@CANARY/CANARY",
            "postgresql://CANARY:CANARY[@CANARY:CANARY/CANARY",
            "/CANARY",
            "YOUR_CANARY",
        ];
        for value in values {
            let error = DatabaseUrl::parse(value).unwrap_err().to_string();
            assert!(!error.to_lowercase().contains("canary"), "{error}");
        }
    }

    #[test]
    fn every_shape_has_a_sentence_of_its_own() {
        let mut all: Vec<_> = GROUPS.into_iter().flatten().map(|shape| shape.what).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
