//! Splits the options of a program from its command.

/// Options, each with its value if it has one.
#[derive(Clone, Default)]
pub(super) struct Flags<'a>(Vec<(&'a str, Option<&'a str>)>);

impl<'a> Flags<'a> {
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.0.iter().any(|(flag, _)| names.contains(flag))
    }

    pub(super) fn value(&self, names: &[&str]) -> Option<&'a str> {
        self.0.iter().find(|(flag, _)| names.contains(flag))?.1
    }

    pub(super) fn values(&self, names: &[&str]) -> Vec<&'a str> {
        let given = self.0.iter().filter(|(flag, _)| names.contains(flag));
        given.filter_map(|(_, value)| *value).collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        self.0.iter().copied()
    }

    pub(super) fn and(mut self, others: &Self) -> Self {
        self.0.extend(&others.0);
        self
    }

    /// Takes the option at an index; answers with the index behind it.
    fn take(&mut self, words: &'a [String], index: usize, valued: &[&str]) -> usize {
        let word = words[index].as_str();
        match word.split_once('=') {
            Some((flag, value)) => self.0.push((flag, Some(value))),
            None if valued.contains(&word) => {
                self.0.push((word, words.get(index + 1).map(String::as_str)));
                return (index + 2).min(words.len());
            }
            None => self.0.push((word, None)),
        }
        index + 1
    }
}

/// Options in front of a command, and the command.
#[derive(Default)]
pub(super) struct Split<'a> {
    pub(super) flags: Flags<'a>,
    /// The rest, from the first word that is no option.
    pub(super) rest: &'a [String],
}

/// Takes options up to the first word that is none, or up to `--`.
pub(super) fn split<'a>(words: &'a [String], valued: &[&str]) -> Split<'a> {
    let mut flags = Flags::default();
    let mut index = 0;
    while words.get(index).is_some_and(|word| word.starts_with('-')) {
        if words[index] == "--" {
            index += 1;
            break;
        }
        index = flags.take(words, index, valued);
    }
    Split { flags, rest: &words[index..] }
}

/// Options and words in any order, as programs read them that take options anywhere.
#[derive(Default)]
pub(super) struct Mixed<'a> {
    pub(super) flags: Flags<'a>,
    pub(super) words: Vec<&'a str>,
    /// What stands behind `--`.
    pub(super) rest: &'a [String],
}

/// Takes options wherever they stand, up to `--`.
pub(super) fn mixed<'a>(words: &'a [String], valued: &[&str]) -> Mixed<'a> {
    let mut mixed = Mixed::default();
    let mut index = 0;
    while let Some(word) = words.get(index) {
        if word == "--" {
            mixed.rest = &words[index + 1..];
            break;
        }
        if word.starts_with('-') && word.len() > 1 {
            index = mixed.flags.take(words, index, valued);
        } else {
            mixed.words.push(word);
            index += 1;
        }
    }
    mixed
}

impl<'a> Split<'a> {
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.flags.has(names)
    }

    pub(super) fn value(&self, names: &[&str]) -> Option<&'a str> {
        self.flags.value(names)
    }
}
