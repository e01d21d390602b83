//! A branch of the demo, and how to connect to it.

pub(super) const DATABASE: &str = "neondb";
pub(super) const LOOPBACK: &str = "127.0.0.1";

/// An environment's branch, and how to connect to it.
pub(super) struct Branch {
    /// Of the environment.
    pub(super) name: &'static str,
    /// Its id: a new one, and its database was never migrated.
    pub(super) id: String,
    /// Holds the password.
    pub(super) url: String,
    pub(super) port: u16,
}

impl Branch {
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The URL with another host and port, as somebody might write it.
    pub(super) fn url_at(&self, address: &str) -> String {
        self.url.replacen(&format!("{LOOPBACK}:{}", self.port), address, 1)
    }

    pub(super) fn url(&self) -> String {
        self.url.clone()
    }
}
