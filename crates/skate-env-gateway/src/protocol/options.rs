//! `options` of a startup packet: a server's command line in one string.

/// Something in `options` that sets nothing by name: `-O`, `-r file`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASetting;

/// Every setting, as the server reads them: words between spaces, `\` before a letter that means
/// itself, `-c name=value` and `--name=value`.
///
/// # Errors
/// [`NotASetting`] for any other option.
pub fn settings(options: &str) -> Result<Vec<(String, String)>, NotASetting> {
    let mut found = Vec::new();
    let mut words = words(options).into_iter();
    while let Some(word) = words.next() {
        let setting = if let Some(rest) = word.strip_prefix("--") {
            rest.to_owned()
        } else if word == "-c" {
            words.next().ok_or(NotASetting)?
        } else if let Some(rest) = word.strip_prefix("-c") {
            rest.to_owned()
        } else {
            return Err(NotASetting);
        };
        let (name, value) = setting.split_once('=').ok_or(NotASetting)?;
        found.push((name.replace('-', "_"), value.to_owned()));
    }
    Ok(found)
}

fn words(options: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = options.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => words.extend(word.take()),
            '\\' => word.get_or_insert_default().extend(letters.next()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::{NotASetting, settings};

    #[test]
    fn settings_are_read_as_the_server_reads_them() {
        for (options, expected) in [
            ("", vec![]),
            ("-c a=1 -cb=2 --c-d=3", vec![("a", "1"), ("b", "2"), ("c_d", "3")]),
            ("  -c  search_path=a\\ b\\\\c ", vec![("search_path", "a b\\c")]),
            ("-\\c a=b", vec![("a", "b")]),
        ] {
            let expected = expected.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned()));
            assert_eq!(settings(options), Ok(expected.collect()), "{options}");
        }
        for options in ["-O", "a=1", "-c", "-c a", "-d 5", "-r /tmp/x", "--", "-e"] {
            assert_eq!(settings(options), Err(NotASetting), "{options}");
        }
    }
}
