//! Letters that stand in a word for what the command line does not show.

/// What cannot be known: an unset variable, a command's output, a glob.
pub(crate) const UNKNOWN: char = '\u{E000}';
/// A URL that `run` itself hands to the command.
#[cfg(feature = "shell")]
pub(crate) const OWN_URL: char = '\u{E001}';
