//! Words of the command line that no message may repeat: a URL typed in the wrong place is a secret.

use std::{ffi::OsString, sync::OnceLock};

const CONCEALED: &str = "***";
/// A shorter part of a URL may be any word of a message.
const SHORTEST_PART: usize = 5;

static SECRETS: OnceLock<Vec<String>> = OnceLock::new();

/// Remembers the words of this process, once.
pub(crate) fn remember(words: &[OsString]) {
    let mut secrets: Vec<_> = values(words).iter().flat_map(|word| secrets_in(word)).collect();
    longest_first(&mut secrets);
    let _ = SECRETS.set(secrets);
}

/// The text without any connection string that was typed, or a part of one.
pub(super) fn conceal_secrets(text: &str) -> String {
    replace(text, SECRETS.get().map_or(&[], Vec::as_slice))
}

/// The text without any word that was typed, but for plain ones: those in small letters, as commands
/// and options are called.
pub(crate) fn conceal_values(text: &str, words: &[OsString]) -> String {
    let is_plain = |word: &str| {
        let name = word.trim_start_matches('-');
        name.len() <= 24 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let mut hidden = values(words);
    hidden.retain(|word| !is_plain(word));
    longest_first(&mut hidden);
    let (short, long): (Vec<_>, Vec<_>) = hidden.into_iter().partition(|word| word.len() < 3);
    // A short one stands in anything, but the parser quotes what it repeats.
    let quoted: Vec<_> = short.iter().map(|word| format!("'{word}'")).collect();
    let text = replace(text, &long);
    quoted.iter().fold(text, |text, word| text.replace(word, &format!("'{CONCEALED}'")))
}

/// The words without the program's name, and the values behind `=` and behind an option's letter.
fn values(words: &[OsString]) -> Vec<String> {
    let mut values = Vec::new();
    for word in words.iter().skip(1) {
        let word = word.to_string_lossy().into_owned();
        values.extend(word.split_once('=').map(|(_, value)| value.to_owned()));
        values.extend(word.strip_prefix('-').and_then(|rest| rest.get(1..)).map(str::to_owned));
        values.push(word);
    }
    values.retain(|value| !value.is_empty());
    values
}

/// Connection strings in a word, and their parts: a message may name a part.
fn secrets_in(word: &str) -> Vec<String> {
    let mut secrets = Vec::new();
    for piece in word.split(|c: char| c.is_whitespace() || "\"'`".contains(c)) {
        let Some((_, rest)) = piece.split_once("://") else {
            secrets.extend(piece.contains('@').then(|| piece.to_owned()));
            continue;
        };
        let parts = rest.split([':', '@', '/', '?', '&', '=']);
        secrets.extend(parts.filter(|part| part.len() >= SHORTEST_PART).map(str::to_owned));
        secrets.extend([piece.to_owned(), rest.to_owned()]);
    }
    secrets
}

fn longest_first(words: &mut Vec<String>) {
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
}

fn replace(text: &str, words: &[String]) -> String {
    let mut text = text.to_owned();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if text.contains(word.as_str()) {
            text = text.replace(word.as_str(), CONCEALED);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<OsString> {
        ["skate-env"].iter().chain(words).map(OsString::from).collect()
    }

    #[test]
    fn what_the_parser_repeats_is_hidden_unless_it_is_a_plain_word() {
        let page =
            "unexpected argument 'postgres://app:canary@host/db' found, a similar one: '--live'";
        let hidden = conceal_values(page, &words(&["status", "postgres://app:canary@host/db"]));
        assert_eq!(hidden, "unexpected argument '***' found, a similar one: '--live'");
        let page = "unrecognized subcommand 'stauts'";
        assert_eq!(conceal_values(page, &words(&["stauts"])), page);
        let page = "invalid value 'c4n4ry' for '--output <text|json>'";
        let hidden = conceal_values(page, &words(&["--output=c4n4ry"]));
        assert_eq!(hidden, "invalid value '***' for '--output <text|json>'");
        let page = "invalid value 'X1' for '-e', X1";
        assert_eq!(conceal_values(page, &words(&["-eX1"])), "invalid value '***' for '-e', X1");
    }

    #[test]
    fn every_part_of_a_url_is_a_secret() {
        let secrets = secrets_in("--url='postgres://app:c4n4ry@db.example.com/shop?x=1'");
        for part in ["c4n4ry", "db.example.com", "postgres://app:c4n4ry@db.example.com/shop?x=1"] {
            assert!(secrets.iter().any(|it| it.ends_with(part)), "{part} in {secrets:?}");
        }
        assert!(secrets_in("feature/orders").is_empty());
    }
}
