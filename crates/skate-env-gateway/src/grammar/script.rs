//! A query string as a list of parsed statements.

use std::fmt;

use postgresql_cst_parser::{NodeOrToken, ResolvedNode, parse};

use super::{
    stack,
    tree::{Kind, Node},
};

/// Longer query strings are not parsed. It bounds the depth of the tree as well, and so the
/// stack that a parse needs.
pub const MAX_STATEMENT: usize = 1 << 20;

/// A query string that was parsed: one statement, or several with semicolons between them.
///
/// Trees may be as deep as their text is long: make and drop one on a [`DeepStack`] only.
///
/// [`DeepStack`]: super::DeepStack
pub struct Script {
    root: ResolvedNode,
}

/// Why a query string has no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// PostgreSQL 17's grammar does not know it.
    Syntax,
    /// It is longer than [`MAX_STATEMENT`].
    TooLong,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Syntax => "PostgreSQL 17's grammar does not know it",
            Self::TooLong => "it is longer than 1 MB",
        })
    }
}

impl Script {
    /// Parses a query string, as a server with `standard_conforming_strings` on reads it.
    ///
    /// # Errors
    /// [`Unreadable`]; the parser's own message is left out, for it may quote a value.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        if text.len() > MAX_STATEMENT {
            return Err(Unreadable::TooLong);
        }
        // An empty statement has no node at all, and the parser wants one.
        let parsed = stack::quietly(|| parse(text)).ok_or(Unreadable::Syntax)?;
        Ok(Self { root: parsed.map_err(|_| Unreadable::Syntax)? })
    }

    /// The statements in order; empty ones (`;;`, a comment alone) are left out.
    pub(crate) fn statements(&self) -> Vec<&Node> {
        let mut found: Vec<&Node> = Vec::new();
        // Left-recursive: `stmtmulti(stmtmulti(a) ';' b)`. Walked without recursion.
        let mut pending = vec![&self.root];
        while let Some(node) = pending.pop() {
            match node.kind() {
                Kind::toplevel_stmt => found.extend(node.children()),
                _ => pending.extend(node.children()),
            }
        }
        found.sort_by_key(|statement| statement.text_range().start());
        found.into_iter().map(unwrap_stmt).collect()
    }

    /// Each statement's tokens with one space between them: without comments, line breaks,
    /// and the case of words that PostgreSQL reads in any case.
    #[must_use]
    pub fn normalized(&self) -> Vec<String> {
        self.statements().into_iter().map(normalized).collect()
    }
}

/// `stmt` holds one node: the statement itself.
fn unwrap_stmt(node: &Node) -> &Node {
    if node.kind() == Kind::stmt { node.first_child().unwrap_or(node) } else { node }
}

/// A statement's tokens with one space between them.
pub(crate) fn normalized(statement: &Node) -> String {
    let mut text = String::new();
    for element in statement.descendants_with_tokens() {
        let NodeOrToken::Token(token) = element else { continue };
        if matches!(token.kind(), Kind::Whitespace | Kind::C_COMMENT | Kind::SQL_COMMENT) {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        let is_literal = matches!(token.kind(), Kind::SCONST | Kind::BCONST | Kind::XCONST)
            || token.text().starts_with('"');
        if is_literal {
            text.push_str(token.text());
        } else {
            text.push_str(&token.text().to_ascii_lowercase());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Script, Unreadable};

    fn normalized(text: &str) -> Vec<String> {
        Script::parse(text).unwrap().normalized()
    }

    #[test]
    fn statements_are_told_apart_and_comments_left_out() {
        assert_eq!(
            normalized("Select 1 ;; -- a;b\n/* x /* y; */ */ INSERT INTO \"T\" VALUES (';')"),
            ["select 1", "insert into \"T\" values ( ';' )"]
        );
        assert_eq!(normalized("  -- nothing\n"), Vec::<String>::new());
        assert_eq!(normalized(""), Vec::<String>::new());
        assert_eq!(normalized("select $$a;b$$, $x$ $$;$$ $x$"), ["select $$a;b$$ , $x$ $$;$$ $x$"]);
    }

    #[test]
    fn the_same_words_in_another_layout_are_the_same_statement() {
        let one = normalized("ALTER TABLE \"User\" ADD COLUMN \"age\" INTEGER;");
        let other = normalized("alter table\n  \"User\" -- why\n  add column \"age\" integer");
        assert_eq!(one, other);
        assert_ne!(one, normalized("ALTER TABLE \"user\" ADD COLUMN \"age\" INTEGER;"));
        assert_ne!(normalized("select 'A'"), normalized("select 'a'"));
    }

    #[test]
    fn what_is_no_sql_is_an_error_and_never_a_panic() {
        for text in ["SELEC 1", "select 'open", "select $a$ open", "/* open", "select U&'\\0061'"] {
            assert_eq!(Script::parse(text).err(), Some(Unreadable::Syntax), "{text}");
        }
        let long = format!("select '{}'", "x".repeat(super::MAX_STATEMENT));
        assert_eq!(Script::parse(&long).err(), Some(Unreadable::TooLong));
    }
}
