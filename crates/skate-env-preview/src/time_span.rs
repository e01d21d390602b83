//! Time spans and timestamps as text.

use jiff::{SignedDuration, Timestamp};

/// `3 d`, `5 h`, `12 min`, `8 s`.
#[must_use]
pub fn span(length: SignedDuration) -> String {
    let seconds = length.as_secs().max(0);
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// Parses a timestamp of Neon's.
#[must_use]
pub fn parse_timestamp(text: Option<&String>) -> Option<Timestamp> {
    text?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_one_unit() {
        let text = |seconds| span(SignedDuration::from_secs(seconds));
        let all = [-5, 59, 60, 3_599, 3_600, 172_799, 172_800].map(text);
        assert_eq!(all, ["0 s", "59 s", "1 min", "59 min", "1 h", "47 h", "2 d"]);
    }
}
