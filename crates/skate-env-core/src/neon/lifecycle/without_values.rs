//! Removes values from PostgreSQL's error messages, which quote rows.

/// Before these a quoted word is a name.
const KINDS: [&str; 10] = [
    "column",
    "constraint",
    "database",
    "extension",
    "function",
    "index",
    "relation",
    "schema",
    "table",
    "type",
];
/// Where PostgreSQL's one sentence ends.
const MORE: [&str; 3] = ["DETAIL:", "HINT:", "CONTEXT:"];
const HIDDEN: char = '…';

/// A sentence without anything that may be a value: what is quoted and not said to be a name, what
/// stands in parentheses and is no number, and every address.
pub(super) fn without_values(text: &str) -> String {
    let end = MORE.iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len());
    let mut rest = text.get(..end).unwrap_or_default().trim_end();
    let mut shown = String::new();
    while let Some(at) = rest.find(['"', '\'', '(']) {
        let (before, quoted) = rest.split_at(at);
        shown.push_str(before);
        let open = &quoted[..1];
        let close = if open == "(" { ")" } else { open };
        let (inside, after) = quoted[1..].split_once(close).unwrap_or((&quoted[1..], ""));
        let is_shown = match open {
            "\"" => KINDS.iter().any(|kind| before.trim_end().ends_with(kind)),
            "(" => inside.chars().all(|letter| letter.is_ascii_digit() || letter == '/'),
            _ => false,
        };
        shown.push_str(open);
        shown.push_str(if is_shown { inside } else { "…" });
        shown.push_str(close);
        rest = after;
    }
    shown.push_str(rest);
    let words = shown.split(' ');
    let words =
        words.map(|word| if word.contains('@') { HIDDEN.to_string() } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::without_values;

    #[test]
    fn names_stay_and_values_go() {
        for (said, shown) in [
            (
                "duplicate key value violates unique constraint \"user_email_key\" \
                 DETAIL: Key (email)=(bob@mail.test) already exists.",
                "duplicate key value violates unique constraint \"user_email_key\"",
            ),
            ("Key (email)=(bob) is there", "Key (…)=(…) is there"),
            (
                "invalid input syntax for type uuid: \"Bob\"",
                "invalid input syntax for type uuid: \"…\"",
            ),
            ("cannot set 'Bob O''Hara", "cannot set '…''…'"),
            ("bob@mail.test is no name", "… is no name"),
            (
                "value too long for type character varying(10)",
                "value too long for type character varying(10)",
            ),
            ("Failing row contains (1, Bob", "Failing row contains (…)"),
            (
                "Anonymizing table shop.public.users (3/5)",
                "Anonymizing table shop.public.users (3/5)",
            ),
        ] {
            assert_eq!(without_values(said), shown);
        }
    }
}
