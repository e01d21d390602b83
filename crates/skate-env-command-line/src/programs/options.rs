//! Splits the options in front of a command from the command.

/// What stands in front of a command, and the command.
#[derive(Default)]
pub(super) struct Split<'a> {
    /// Flags with their values, where they take one.
    pub(super) flags: Vec<(&'a str, Option<&'a str>)>,
    /// The rest, from the first word that is no flag.
    pub(super) rest: &'a [String],
}

/// Takes flags up to the first word that is none, or up to `--`.
pub(super) fn split<'a>(words: &'a [String], valued: &[&str]) -> Split<'a> {
    let mut flags = Vec::new();
    let mut index = 0;
    while let Some(word) = words.get(index).filter(|word| word.starts_with('-')) {
        index += 1;
        if word == "--" {
            break;
        }
        let flag = match word.split_once('=') {
            Some((flag, value)) => (flag, Some(value)),
            None if valued.contains(&word.as_str()) => {
                index += 1;
                (word.as_str(), words.get(index - 1).map(String::as_str))
            }
            None => (word.as_str(), None),
        };
        flags.push(flag);
    }
    Split { flags, rest: words.get(index..).unwrap_or_default() }
}

impl<'a> Split<'a> {
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.flags.iter().any(|(flag, _)| names.contains(flag))
    }

    pub(super) fn value(&self, names: &[&str]) -> Option<&'a str> {
        self.flags.iter().find(|(flag, _)| names.contains(flag))?.1
    }
}
