//! Bodies of functions and `DO` blocks: strings here, code when they run.

mod words;

use crate::grammar::{Kind, Node, Script, Tree as _, string_constant};

/// What can be said of a function's body.
pub(super) enum Body {
    /// `BEGIN ATOMIC` and `RETURN`: its statements are nodes of the same tree.
    InTree,
    /// A string in SQL.
    Script(Script),
    /// Another language, or no SQL.
    Unreadable,
}

/// The body of a `CREATE FUNCTION`.
pub(super) fn body(node: &Node) -> Body {
    if node.find(Kind::opt_routine_body).is_some() {
        return Body::InTree;
    }
    let is_sql = node.all(Kind::createfunc_opt_item).any(|option| {
        option.has_word(Kind::LANGUAGE)
            && option.text().to_string().to_ascii_lowercase().split_whitespace().last()
                == Some("sql")
    });
    let text = node.find(Kind::func_as).and_then(string_constant).filter(|_| is_sql);
    match text.map(|text| Script::parse(&text)) {
        Some(Ok(script)) => Body::Script(script),
        _ => Body::Unreadable,
    }
}

/// Whether a body may end a whole database: it has the words for that, or builds its statements
/// as text.
pub(super) fn may_be_database_wide(node: &Node) -> bool {
    let body = match node.kind() {
        Kind::DoStmt => Some(node),
        Kind::CreateFunctionStmt => node.find(Kind::func_as),
        _ => None,
    };
    body.is_some_and(|body| words::are_database_wide(&body.text().to_string()))
}
