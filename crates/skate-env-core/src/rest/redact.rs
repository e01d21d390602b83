//! Redacts secrets in text that a server wrote.

use secrecy::{ExposeSecret, SecretString};

const LONGEST: usize = 500;
const MASK: &str = "***";

/// A server's words on one line: without the secrets, without any URL's password, not too long.
pub(super) fn redact(text: &str, secrets: &[SecretString]) -> String {
    let secrets = secrets.iter().map(ExposeSecret::expose_secret).filter(|it| !it.is_empty());
    let text = secrets.fold(text.to_owned(), |text, secret| text.replace(secret, MASK));
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut line = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&without_password(word));
        if line.len() > LONGEST {
            let end = (0..=LONGEST).rev().find(|end| line.is_char_boundary(*end)).unwrap_or(0);
            line.truncate(end);
            line.push('…');
            break;
        }
    }
    line
}

/// `scheme://user:password@host` without its user and password, and without its query.
fn without_password(word: &str) -> String {
    let Some((scheme, rest)) = word.split_once("://") else { return word.to_owned() };
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let (rest, query) = rest.split_once('?').map_or((rest, ""), |(rest, _)| (rest, "?***"));
    format!("{scheme}://{MASK}@{rest}{query}")
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn neither_key_nor_password_is_left() {
        let text = "key napi_k3y and\npostgres://app:p@ss@h/db?password=hunter2 refused";
        let shown = redact(text, &["napi_k3y".into()]);
        assert_eq!(shown, "key *** and postgres://***@h/db?*** refused");
    }

    #[test]
    fn words_are_cut_at_a_letter() {
        let shown = redact(&"ü".repeat(600), &["".into()]);
        assert!(shown.ends_with('…') && shown.len() <= 504, "{}", shown.len());
    }
}
