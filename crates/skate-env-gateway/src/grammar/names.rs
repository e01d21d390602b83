//! Names and string constants as PostgreSQL understands them.

use postgresql_cst_parser::NodeOrToken;

use super::tree::{Kind, Node};

/// A name as the server looks it up: unquoted ones in lower case.
pub(crate) fn identifier(text: &str) -> String {
    match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => text.to_ascii_lowercase(),
    }
}

/// The parts of a name with dots in it: `pg_catalog.set_config` has two.
pub(crate) fn path(node: &Node) -> Vec<String> {
    let mut parts = Vec::new();
    for element in node.descendants_with_tokens() {
        let NodeOrToken::Token(token) = element else { continue };
        match token.kind() {
            Kind::Whitespace | Kind::C_COMMENT | Kind::SQL_COMMENT | Kind::Dot => {}
            _ => parts.push(identifier(token.text())),
        }
    }
    parts
}

/// The value of a string that is written plainly; `None` for an escape string and for one that
/// is continued on the next line: nobody writes names so, except to hide them.
pub(crate) fn string_constant(node: &Node) -> Option<String> {
    let token = node.descendants_with_tokens().find_map(|element| match element {
        NodeOrToken::Token(token) if token.kind() == Kind::SCONST => Some(token),
        _ => None,
    })?;
    let text = token.text();
    if let Some(inner) = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
        let mut value = String::new();
        let mut letters = inner.chars();
        while let Some(letter) = letters.next() {
            if letter == '\'' && letters.next() != Some('\'') {
                return None;
            }
            value.push(letter);
        }
        return Some(value);
    }
    let rest = text.strip_prefix('$')?;
    let (tag, _) = rest.split_once('$')?;
    let quote = format!("${tag}$");
    let inner = text.strip_prefix(&quote)?.strip_suffix(&quote)?;
    Some(inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{identifier, string_constant};
    use crate::grammar::Script;

    #[test]
    fn names_are_those_that_the_server_looks_up() {
        for (text, name) in [("User", "user"), ("\"User\"", "User"), ("\"a\"\"b\"", "a\"b")] {
            assert_eq!(identifier(text), name);
        }
    }

    #[test]
    fn only_plain_strings_have_a_value() {
        for (text, value) in [
            ("'a'", Some("a")),
            ("'it''s'", Some("it's")),
            ("$$x$$", Some("x")),
            ("$a$x$$y$a$", Some("x$$y")),
            ("E'a'", None),
            ("'a'\n'b'", None),
        ] {
            let script = Script::parse(&format!("SELECT {text}")).unwrap();
            let found = string_constant(script.statements()[0]);
            assert_eq!(found.as_deref(), value, "{text}");
        }
    }
}
