//! The settings of a server, in a file of our own beside `postgresql.conf`.

use std::fmt::Write;

/// Whether a commit survives a power cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// PostgreSQL's default: a commit survives a power cut.
    #[default]
    Full,
    /// Nothing is synced to disk: faster; a commit survives a killed server, but not a power cut.
    Relaxed,
}

/// The name of our file in the data folder.
pub(crate) const FILE: &str = "skate-env.conf";

/// Appended once to `postgresql.conf`, so that our settings override it.
pub(crate) const INCLUDE: &str = "\ninclude 'skate-env.conf'\n";

/// The text of the file. A server that runs with the same text need not be restarted.
pub(crate) fn text(
    name: &str,
    port: u16,
    durability: Durability,
    more: &[(String, String)],
) -> String {
    let mut text = "# Written at every start.\n".to_owned();
    let port = port.to_string();
    let own = [
        ("cluster_name", name),
        ("listen_addresses", "127.0.0.1"),
        ("port", &port),
        ("unix_socket_directories", ""),
        ("password_encryption", "scram-sha-256"),
    ];
    let relaxed: &[_] = match durability {
        Durability::Relaxed => &[("fsync", "off"), ("full_page_writes", "off")],
        Durability::Full => &[],
    };
    let more = more.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in own.into_iter().chain(relaxed.iter().copied()).chain(more) {
        let value = value.replace('\\', "\\\\").replace('\'', "''");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name} = '{value}'");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Durability, text};

    #[test]
    fn a_value_stays_in_its_quotes() {
        let more = [("log_line_prefix".to_owned(), r"'\".to_owned())];
        let text = text(r"it's a \", 1, Durability::Full, &more);
        assert!(text.contains(r"cluster_name = 'it''s a \\'"), "{text}");
        assert!(text.contains(r"log_line_prefix = '''\\'"), "{text}");
        assert!(!text.contains("fsync"));
    }
}
