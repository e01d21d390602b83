//! What a driver needs to connect, read from the text again: `Parts` holds no secrets.

use std::borrow::Cow;

use secrecy::SecretString;

use super::{DatabaseUrl, split, text};
use crate::target::Host;

/// The words of a URL, decoded as drivers decode them.
pub(crate) struct Login {
    /// A name, an address, or a socket's folder; `None` where the URL leaves it to the driver.
    pub(crate) host: Option<String>,
    pub(crate) port: Option<u16>,
    pub(crate) user: Option<String>,
    pub(crate) password: Option<SecretString>,
    pub(crate) database: String,
    pub(crate) options: Option<String>,
    pub(crate) ssl_mode: Option<String>,
    /// A file, or `system`.
    pub(crate) root_certificate: Option<String>,
    /// Whether a login without channel binding is refused.
    pub(crate) binds_channel: bool,
    /// Whether a connection may cross networks that others listen on.
    #[cfg(feature = "verify")]
    pub(crate) is_public: bool,
}

impl DatabaseUrl {
    /// How to connect; `None` for `SQLite`.
    pub(crate) fn login(&self) -> Option<Login> {
        let parts = self.parts()?;
        let split = split::split(self.expose_secret()).ok()?;
        let word = |key: &str| parameter(split.query, key);
        let password = split.password.and_then(|password| text::decode(password).ok());
        Some(Login {
            host: word("host").or_else(|| host(split.host, parts.host.as_ref()?)),
            port: parts.port,
            user: parts.user.clone(),
            password: password
                .filter(|password| !password.is_empty())
                .map(|password| password.into_owned().into()),
            database: parts.database.clone(),
            options: parts.parameters.options.clone(),
            ssl_mode: word("sslmode"),
            root_certificate: word("sslrootcert"),
            binds_channel: word("channel_binding").as_deref() == Some("require"),
            #[cfg(feature = "verify")]
            is_public: parts.host.as_ref().is_some_and(Host::is_public),
        })
    }
}

/// This machine as it is spelled, for it has many addresses; others in the form that is compared.
fn host(spelled: &str, host: &Host) -> Option<String> {
    if !host.is_loopback() {
        return Some(host.to_string());
    }
    let spelled = spelled.trim_start_matches('[').trim_end_matches(']');
    text::decode(spelled).ok().map(Cow::into_owned)
}

/// The last of its name, as libpq takes it.
fn parameter(query: &str, key: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.rfind(|(name, _)| text::decode(name).is_ok_and(|it| it == key))?;
    text::decode(value).ok().map(Cow::into_owned).filter(|value| !value.is_empty())
}
