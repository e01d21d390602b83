//! Words of a body in a language that is not parsed here, mostly PL/pgSQL.

/// Whether a body has words that end a whole database, or runs text as SQL.
pub(super) fn are_database_wide(body: &str) -> bool {
    let text = without_comments(&body.to_ascii_lowercase());
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let next = |at: usize| words.get(at + 1).copied().unwrap_or_default();
    words.iter().enumerate().any(|(at, word)| match *word {
        "drop" => matches!(next(at), "schema" | "database" | "owned" | "tablespace"),
        "alter" => matches!(next(at), "system" | "database" | "schema"),
        "reassign" => next(at) == "owned",
        // `EXECUTE FUNCTION` of a trigger, `GRANT EXECUTE ON`: no text that runs.
        "execute" => !matches!(next(at), "function" | "procedure" | "on"),
        "program" | "pg_terminate_backend" => true,
        _ => word.starts_with("dblink"),
    })
}

/// The text with a space for each comment, nested ones as a whole.
fn without_comments(text: &str) -> String {
    let (mut rest, mut plain) = (text, String::new());
    while let Some(at) = rest.find(['-', '/']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let comment = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block(rest)
        } else {
            plain.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        plain.push(' ');
        rest = &rest[comment..];
    }
    plain + rest
}

/// How long a comment is that may hold others.
fn block(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth.saturating_sub(1), at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::are_database_wide;

    #[test]
    fn comments_hide_no_words_and_words_of_grants_and_triggers_run_nothing() {
        for body in [
            "DROP SCHEMA public",
            "drop /* x /* y */ */ schema public",
            "drop -- x\n  schema public",
            "EXECUTE 'x'",
            "execute format('x')",
            "PERFORM pg_terminate_backend(1)",
            "alter system set a = 1",
            "reassign owned by a to b",
            "PERFORM dblink_exec('')",
        ] {
            assert!(are_database_wide(body), "{body}");
        }
        for body in [
            "DROP TABLE a; CREATE SCHEMA b",
            "CREATE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f()",
            "GRANT EXECUTE ON FUNCTION f TO a",
            "-- drop schema public\nSELECT 1",
            "SELECT 4 / 2 - 1",
        ] {
            assert!(!are_database_wide(body), "{body}");
        }
    }
}
