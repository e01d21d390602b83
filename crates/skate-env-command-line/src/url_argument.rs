//! A URL in a command line, with the name of what gives it.

use secrecy::SecretString;
use skate_env_core::{ResolvedDatabase, Variables};

#[cfg(feature = "shell")]
use crate::{child_variables::libpq_variables, libpq_connection::LibpqConnection};

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
    location: Location,
}

#[derive(Clone, Debug)]
enum Location {
    Url(SecretString),
    /// Parameters, completed by libpq's variables.
    #[cfg(feature = "shell")]
    Libpq(LibpqConnection),
}

impl UrlArgument {
    pub(crate) fn new(name: impl Into<String>, url: impl Into<SecretString>) -> Self {
        Self { name: name.into(), location: Location::Url(url.into()) }
    }

    /// A connection of one of libpq's programs.
    #[cfg(feature = "shell")]
    pub(crate) fn of_libpq(name: impl Into<String>, connection: LibpqConnection) -> Self {
        Self { name: name.into(), location: Location::Libpq(connection) }
    }

    /// A URL that an option gives. Only a plain option's name is kept: anything else may be a
    /// URL itself.
    pub(crate) fn of_option(option: &str, url: &str) -> Self {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_plain = option.len() < 40 && option.bytes().all(plain);
        Self::new(if is_plain { option } else { UNNAMED }, url)
    }

    /// The URL, where `own` is the database whose variables the command gets.
    #[cfg_attr(not(feature = "shell"), expect(unused_variables, reason = "libpq's programs alone"))]
    pub(crate) fn url(
        &self,
        own: Option<&ResolvedDatabase>,
        variables: &Variables,
    ) -> SecretString {
        match &self.location {
            Location::Url(url) => url.clone(),
            #[cfg(feature = "shell")]
            Location::Libpq(connection) => {
                let own = own.map(|own| libpq_variables(variables, own)).unwrap_or_default();
                connection.url(&own)
            }
        }
    }

    /// Whether it names another database on the server of the command's own, or the same.
    pub(crate) fn is_on_own_server(&self) -> bool {
        match &self.location {
            Location::Url(_) => false,
            #[cfg(feature = "shell")]
            Location::Libpq(connection) => connection.is_on_own_server(),
        }
    }
}
