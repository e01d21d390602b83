//! Bodies of functions and `DO` blocks: strings here, code when they run.

use super::destroys;
use crate::grammar::{Kind, Node, Script, Tree as _, string_constant};

/// Whether a `DO` block or a function's body destroys, or cannot be read. A body in SQL is read;
/// one in any other language is not.
pub(super) fn destroys(node: &Node) -> bool {
    if node.kind() == Kind::DoStmt {
        return true;
    }
    if node.find(Kind::opt_routine_body).is_some() {
        return false; // its statements are nodes of the same tree, and judged there
    }
    let is_sql = node.all(Kind::createfunc_opt_item).any(|option| {
        option.has_word(Kind::LANGUAGE)
            && option.text().to_string().to_ascii_lowercase().split_whitespace().last()
                == Some("sql")
    });
    let Some(body) = node.find(Kind::func_as) else { return true };
    let Some(text) = string_constant(body).filter(|_| is_sql) else { return true };
    match Script::parse(&text) {
        Ok(script) => script.statements().into_iter().any(|it| destroys::found(it).is_some()),
        Err(_) => true,
    }
}

/// Whether a body may end a whole database: it names one of the words for that, or builds its
/// statements as text.
pub(super) fn may_be_database_wide(node: &Node) -> bool {
    if !matches!(node.kind(), Kind::DoStmt | Kind::CreateFunctionStmt) {
        return false;
    }
    let body = match node.kind() {
        Kind::DoStmt => Some(node),
        _ => node.find(Kind::func_as),
    };
    let text = body.map(|body| body.text().to_string().to_ascii_lowercase()).unwrap_or_default();
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let drops = |pair: &[&str]| {
        pair[0] == "drop" && matches!(pair[1], "schema" | "database" | "owned" | "tablespace")
    };
    words.windows(2).any(drops)
        || words.iter().any(|word| matches!(*word, "execute" | "pg_terminate_backend"))
}
