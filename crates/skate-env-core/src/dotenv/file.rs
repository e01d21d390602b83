//! A dotenv file: its name and its decoded text.

use std::fmt;

use super::DamageKind;

/// A dotenv file: its name and its text, which may hold secrets and is never printed.
#[derive(Clone)]
pub struct File {
    path: String,
    pub(super) text: String,
    pub(super) damage: Option<DamageKind>,
}

impl File {
    /// Decodes as Node.js does: always UTF-8, with U+FFFD for whatever is not. Text in another
    /// encoding is reported as damage, not read better than the application will read it.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        Self { path: path.into(), text, damage: damage(bytes) }
    }

    /// The file, as it was named to us.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

fn damage(bytes: &[u8]) -> Option<DamageKind> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] if std::str::from_utf8(rest).is_ok() => {
            Some(DamageKind::ByteOrderMark)
        }
        // The marks of PowerShell's `>`, or an ASCII letter in 16 bits without one.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=0xFF, ..] | [1..=0xFF, 0, ..] => {
            Some(DamageKind::Utf16)
        }
        _ => std::str::from_utf8(bytes).is_err().then_some(DamageKind::NotUtf8),
    }
}

impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("File").field("path", &self.path).finish_non_exhaustive()
    }
}
