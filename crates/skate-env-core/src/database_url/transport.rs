//! Whether a URL lets a connection be unencrypted, by `sslmode`.

/// What `sslmode` (or node-postgres's `ssl`) asks for; the weakest of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Transport {
    /// Nothing is said: drivers have defaults, and they differ.
    #[default]
    Unspecified,
    /// Encrypted or not at all.
    Encrypted,
    /// Unencrypted, or encrypted only if the server likes.
    MayBeUnencrypted,
}

const ENCRYPTED: [&str; 4] = ["require", "verify-ca", "verify-full", "no-verify"];
const MAY_BE_PLAIN: [&str; 3] = ["disable", "allow", "prefer"];

impl Transport {
    /// The modes of <https://www.postgresql.org/docs/current/libpq-ssl.html>, and
    /// node-postgres's `no-verify`, which encrypts.
    pub(super) fn is_mode(mode: &str) -> bool {
        ENCRYPTED.contains(&mode) || MAY_BE_PLAIN.contains(&mode)
    }

    /// Adds one parameter's value; an unknown value protects nothing.
    pub(super) fn take(&mut self, mode: &str) {
        *self = (*self).max(Self::of(mode));
    }

    pub(crate) fn of(mode: &str) -> Self {
        if ENCRYPTED.contains(&mode) || matches!(mode, "true" | "1") {
            Self::Encrypted
        } else {
            Self::MayBeUnencrypted
        }
    }
}
