//! A URL in a command line, with the name of what gives it.

use secrecy::{ExposeSecret as _, SecretString};

/// What a URL is called that no option names.
pub(crate) const UNNAMED: &str = "a URL in the command line";
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Whether a text is meant as a connection string.
pub(crate) fn is_url(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// A URL with the name of what gives it: `--url`, `shadowDatabaseUrl`.
#[derive(Clone, Debug)]
pub(crate) struct UrlArgument {
    pub(crate) name: String,
    url: SecretString,
}

impl UrlArgument {
    pub(crate) fn new(name: impl Into<String>, url: impl Into<SecretString>) -> Self {
        Self { name: name.into(), url: url.into() }
    }

    /// A URL that an option gives. Only a plain option's name is kept: anything else may be a
    /// URL itself.
    pub(crate) fn of_option(option: &str, url: &str) -> Self {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_plain = option.len() < 40 && option.bytes().all(plain);
        Self::new(if is_plain { option } else { UNNAMED }, url)
    }

    pub(crate) fn expose_secret(&self) -> &str {
        self.url.expose_secret()
    }
}
