//! How a command's statements reach the database.

/// How a command's statements reach the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// As the driver sends them. Where production is reached, a command that cannot be read is
    /// refused.
    Direct,
    /// Through a gateway that judges each of them. A command that cannot be read may be started
    /// with consent; only what is certain to destroy is refused beforehand.
    Guarded,
}
