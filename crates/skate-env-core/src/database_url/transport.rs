//! Whether a connection may travel unencrypted.

/// What `sslmode` (or node-postgres's `ssl`) asks for; the weakest of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Transport {
    /// Nothing is said: drivers have defaults, and they differ.
    #[default]
    Unsaid,
    /// Encrypted or not at all.
    Encrypted,
    /// Unencrypted, or encrypted only if the server likes.
    MayBePlain,
}

impl Transport {
    /// Adds one parameter's word. Modes of
    /// <https://www.postgresql.org/docs/current/libpq-ssl.html>, and node-postgres's
    /// `no-verify`, which encrypts; a word that nobody knows protects nothing.
    pub(super) fn take(&mut self, mode: &str) {
        *self = (*self).max(Self::of(mode));
    }

    pub(crate) fn of(mode: &str) -> Self {
        match mode {
            "require" | "verify-ca" | "verify-full" | "no-verify" | "true" | "1" => Self::Encrypted,
            _ => Self::MayBePlain,
        }
    }
}
