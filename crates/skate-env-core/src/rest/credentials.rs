//! What a client proves itself with: headers that are never printed.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::redact::redact;

/// Headers of every request, whose values are secrets.
#[derive(Clone, Default)]
pub struct Credentials {
    headers: Vec<(String, SecretString)>,
    /// What a server might repeat.
    secrets: Vec<SecretString>,
}

impl Credentials {
    /// A key, as `Authorization: Bearer KEY`.
    #[must_use]
    pub fn bearer(key: SecretString) -> Self {
        let value = SecretString::from(format!("Bearer {}", key.expose_secret().trim()));
        Self { headers: vec![("authorization".to_owned(), value)], secrets: vec![key] }
    }

    /// Headers by their names. None is right for a server that asks for none.
    #[must_use]
    pub fn headers(headers: Vec<(String, SecretString)>) -> Self {
        let secrets = headers.iter().flat_map(|(_, value)| {
            // `Basic …` is repeated without its first word, too.
            let value = value.expose_secret().trim();
            let last = value.rsplit(' ').next().filter(|last| *last != value);
            std::iter::once(value).chain(last).map(SecretString::from).collect::<Vec<_>>()
        });
        let secrets = secrets.collect();
        Self { headers, secrets }
    }

    /// Names and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &SecretString)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// A server's words without these.
    pub(super) fn redact(&self, text: &str) -> String {
        redact(text, &self.secrets)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credentials").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_a_key_nor_a_header_is_repeated() {
        let header = ("authorization".to_owned(), "Basic YzRuNHJ5".into());
        let of_header = Credentials::headers(vec![header]);
        assert_eq!(of_header.redact("got Basic YzRuNHJ5, or YzRuNHJ5"), "got ***, or ***");
        let of_key = Credentials::bearer("c4n4ry".into());
        assert_eq!(of_key.redact("wrong key c4n4ry"), "wrong key ***");
        assert_eq!(format!("{of_key:?}"), "Credentials { .. }");
    }
}
