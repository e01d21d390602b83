//! The same URL without the characters that readers of dotenv files do not read alike.

use std::borrow::Cow;

/// Percent-encodes `$` and the quotes. What the result means to drivers is for the caller to
/// compare: a host has no escapes.
pub(crate) fn escape_for_dotenv(url: &str) -> Cow<'_, str> {
    const ESCAPES: [(char, &str); 4] = [('$', "%24"), ('"', "%22"), ('\'', "%27"), ('`', "%60")];
    let mut escaped = Cow::Borrowed(url);
    for (character, escape) in ESCAPES {
        if escaped.contains(character) {
            escaped = escaped.replace(character, escape).into();
        }
    }
    escaped
}
