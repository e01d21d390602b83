//! What a server is told, in a file of its own beside PostgreSQL's `postgresql.conf`.

/// How much a commit is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// PostgreSQL's own: a commit survives a power cut.
    #[default]
    Full,
    /// Nothing is forced to disk: faster, and enough for a killed server, not for a power cut.
    Relaxed,
}

/// The name of our file in the data folder.
pub(crate) const FILE: &str = "skate-env.conf";

/// Appended once to `postgresql.conf`, so that its last word is ours.
pub(crate) const INCLUDE: &str = "\ninclude 'skate-env.conf'\n";

/// Everything that depends on the caller; a server that runs with the same text need not restart.
pub(crate) fn text(name: &str, port: u16, durability: Durability) -> String {
    let mut text = format!(
        "# Written at every start.\n\
         cluster_name = '{}'\n\
         listen_addresses = '127.0.0.1'\n\
         port = {port}\n\
         unix_socket_directories = ''\n\
         password_encryption = 'scram-sha-256'\n",
        name.replace('\'', "''").replace('\\', "\\\\"),
    );
    if durability == Durability::Relaxed {
        text.push_str("fsync = off\nfull_page_writes = off\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Durability, text};

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        let text = text(r"it's a \", 1, Durability::Full);
        assert!(text.contains(r"cluster_name = 'it''s a \\'"), "{text}");
        assert!(!text.contains("fsync"));
    }
}
