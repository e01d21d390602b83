//! Keeps words that were given up from coming back: names that say nothing to a reader who does
//! not know them already. `CONTRIBUTING.md` says how things are named.

use std::fs;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::run::read;
use crate::workspace;

/// Nowhere: not in a name, a comment, a message or a document. A word in snake case or camel case
/// counts too.
const ANYWHERE: &[&str] = &[
    "deed", "deeds", "door", "doors", "fate", "garbage", "ground", "happy", "house", "knock",
    "knocks", "likeness", "patient", "unmade",
];

/// Not as the name of a type.
const TYPES: &[&str] = &[
    "Asked", "Begun", "Case", "Given", "Held", "Leading", "Left", "Lost", "Made", "Person", "Said",
    "Shown", "Tell", "Trouble", "Way",
];
const BEFORE_A_TYPE: &[&str] = &["class", "enum", "interface", "struct", "trait", "type", "union"];

/// Not as a file.
const FILES: &[&str] = &["mod.rs", "person.rs", "tell.rs"];

/// Phrases that have another form now.
const PHRASES: &[&str] = &["way out:"];

/// Where a word means something else, or is data.
const ALLOWED: &[(&str, &[&str])] = &[
    // A name in older state files.
    ("crates/skate-env-local/src/state/operation.rs", &["deed"]),
    ("xtask/src/test/words.rs", ANYWHERE),
    ("xtask/src/test/words.rs", PHRASES),
    ("xtask/src/test/words.rs", TYPES),
];

/// Not written by hand, or a record of the past.
const NOT_READ: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "crates/skate-env-node/js/binding.cjs",
    "package-lock.json",
];

pub(super) fn check() -> Result<()> {
    let mut git = Command::new("git");
    git.current_dir(workspace::root()).args(["ls-files", "-z"]);
    let paths = read(&mut git)?;
    let mut found = Vec::new();
    for path in paths.split_terminator('\0') {
        if NOT_READ.iter().any(|ending| path.ends_with(ending)) {
            continue;
        }
        found.extend(in_path(path).map(|word| format!("{path}: {word}")));
        // A binary has no words, and a deleted file nothing at all.
        let Ok(text) = fs::read_to_string(workspace::root().join(path)) else { continue };
        for (index, line) in text.lines().enumerate() {
            let words = in_line(line).into_iter().filter(|word| !is_allowed(path, word));
            found.extend(words.map(|word| format!("{path}:{}: {word}", index + 1)));
        }
    }
    for place in &found {
        println!("{place}");
    }
    ensure!(found.is_empty(), "{} given-up words; use the field's own", found.len());
    Ok(())
}

fn is_allowed(path: &str, word: &str) -> bool {
    ALLOWED.iter().any(|(allowed, words)| path.starts_with(allowed) && words.contains(&word))
}

fn in_path(path: &str) -> impl Iterator<Item = &'static str> {
    let name = path.rsplit('/').next().unwrap_or_default();
    // The helpers of an integration test are a folder that is no test.
    let files = FILES.iter().filter(move |file| **file == name && !path.contains("/tests/"));
    let words: Vec<_> = words(path).map(str::to_lowercase).collect();
    files.chain(ANYWHERE.iter().filter(move |word| words.iter().any(|it| it == *word))).copied()
}

fn in_line(line: &str) -> Vec<&'static str> {
    let mut found: Vec<_> = PHRASES.iter().copied().filter(|it| line.contains(it)).collect();
    let mut before = "";
    for word in line.split(|letter: char| !letter.is_alphanumeric() && letter != '_') {
        if BEFORE_A_TYPE.contains(&before) {
            found.extend(TYPES.iter().copied().filter(|name| *name == word));
        }
        if !word.is_empty() {
            before = word;
        }
    }
    for word in words(line) {
        found.extend(ANYWHERE.iter().copied().filter(|it| it.eq_ignore_ascii_case(word)));
    }
    found
}

/// The words of a text; `write_DeedOf` has three.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|letter: char| !letter.is_alphabetic());
    parts.flat_map(|part| {
        let bounds = part.char_indices().filter(|(index, letter)| {
            let before = part[..*index].chars().next_back();
            letter.is_uppercase() && before.is_some_and(char::is_lowercase)
        });
        let mut bounds: Vec<_> = bounds.map(|(index, _)| index).collect();
        bounds.insert(0, 0);
        bounds.push(part.len());
        let pieces: Vec<_> = bounds.windows(2).map(|pair| &part[pair[0]..pair[1]]).collect();
        pieces
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_alone_and_within_a_name() {
        assert_eq!(in_line("let deed_of = OpenDoor::new(); // a Fate"), ["deed", "door", "fate"]);
        assert!(in_line("in the background, with patience; a doorway, indeed").is_empty());
        assert_eq!(in_line("  way out: none"), ["way out:"]);
    }

    #[test]
    fn some_words_are_only_no_types() {
        assert_eq!(in_line("pub(crate) struct Held<T>(T);"), ["Held"]);
        assert!(in_line("the lock is held; Made today; in either case").is_empty());
    }

    #[test]
    fn a_path_is_made_of_words_too() {
        assert_eq!(in_path("crates/a/tests/real/ground.rs").collect::<Vec<_>>(), ["ground"]);
        assert_eq!(in_path("crates/a/src/b/mod.rs").collect::<Vec<_>>(), ["mod.rs"]);
        assert_eq!(in_path("crates/a/tests/vector/mod.rs").count(), 0);
    }
}
