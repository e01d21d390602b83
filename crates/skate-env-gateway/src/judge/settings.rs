//! Statements that change settings, and transactions: what they set, and to what.

use super::functions::{self, Call};
use crate::grammar::{Kind, Node, Tree as _, identifier, path, string_constant};

/// A setting that a statement changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Its name, in lower case.
    pub(super) name: String,
    /// The new value in lower case; `None` where it is not a single constant.
    pub(super) value: Option<String>,
}

impl Change {
    fn new(name: &str, value: Option<&str>) -> Self {
        Self { name: name.to_ascii_lowercase(), value: value.map(str::to_ascii_lowercase) }
    }

    /// Whether the value is one of PostgreSQL's words for "on".
    pub(super) fn is_on(&self) -> bool {
        let is_word = |value: &str| {
            matches!(value, "on" | "1" | "t" | "tr" | "tru" | "true" | "y" | "ye" | "yes")
        };
        self.value.as_deref().is_some_and(is_word)
    }

    /// Whether it decides if a session may write.
    pub(super) fn is_of_read_only(&self) -> bool {
        matches!(&*self.name, "default_transaction_read_only" | "transaction_read_only")
    }

    /// Whether it decides who a session acts as.
    pub(super) fn is_of_role(&self) -> bool {
        matches!(&*self.name, "role" | "session_authorization")
    }

    /// Whether statements would be read otherwise than they are judged here.
    pub(super) fn changes_reading(&self) -> bool {
        match &*self.name {
            "standard_conforming_strings" => !self.is_on(),
            "client_encoding" => {
                !self.value.as_deref().is_some_and(super::encoding::is_readable_encoding)
            }
            _ => false,
        }
    }
}

/// Why statements could be read otherwise from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Setting,
    UnknownSetting,
}

/// Whether a statement could change how the server reads those that follow.
pub(super) fn changes_reading(statement: &Node) -> Option<Reading> {
    // `RESET` and `TO DEFAULT` lead back to what was looked at when the session began. Defaults
    // of a role or database are none of this session's.
    if statement.kind() == Kind::VariableSetStmt
        && !is_default(statement)
        && changes(statement).iter().any(Change::changes_reading)
    {
        return Some(Reading::Setting);
    }
    for call in functions::calls(statement).filter(|call| call.is_builtin("set_config")) {
        match set_config(&call) {
            None => return Some(Reading::UnknownSetting),
            Some(change) if change.changes_reading() => return Some(Reading::Setting),
            Some(_) => {}
        }
    }
    None
}

fn is_default(statement: &Node) -> bool {
    statement.find(Kind::generic_set).is_some_and(|set| set.has_word(Kind::DEFAULT))
        || statement.find(Kind::opt_encoding).is_some_and(|it| it.has_word(Kind::DEFAULT))
}

/// The setting that a call of `set_config` changes; `None` where its name is no constant.
pub(super) fn set_config(call: &Call<'_>) -> Option<Change> {
    let arguments = call.arguments();
    let name = arguments.first()?.innermost();
    let value = arguments.get(1).and_then(|value| constant(value.innermost()));
    if name.kind() == Kind::columnref {
        // pg_dump: SELECT set_config(name, …) FROM pg_settings WHERE name = 'a constant'
        return Some(Change::new(&settings_row(call.node, &path(name))?, value.as_deref()));
    }
    Some(Change::new(&constant(name)?, value.as_deref()))
}

fn constant(node: &Node) -> Option<String> {
    matches!(node.kind(), Kind::Sconst).then(|| string_constant(node))?
}

/// The one row of `pg_settings` that the select around a call reads.
fn settings_row(call: &Node, column: &[String]) -> Option<String> {
    let select = call.ancestors().find(|node| node.kind() == Kind::simple_select)?;
    let tables: Vec<_> = select.child(Kind::from_clause)?.all(Kind::table_ref).collect();
    let [table] = tables[..] else { return None };
    if !matches!(path(table).last().map(String::as_str), Some("pg_settings")) {
        return None;
    }
    let condition = select.child(Kind::where_clause)?.child(Kind::a_expr)?.innermost();
    let [Kind::a_expr, Kind::Equals, Kind::a_expr] = condition.shape()[..] else { return None };
    let left = condition.first_child()?.innermost();
    let right = condition.last_child()?.innermost();
    (left.kind() == Kind::columnref && path(left) == column).then(|| constant(right))?
}

/// Every setting that a statement sets or resets. `RESET ALL` and `DISCARD ALL` lead back to what
/// the session began with, and change nothing that is looked at here.
pub(super) fn changes(statement: &Node) -> Vec<Change> {
    let mut found = Vec::new();
    // Settings that a function has while it runs are none of the session's.
    if matches!(statement.kind(), Kind::CreateFunctionStmt | Kind::AlterFunctionStmt) {
        return found;
    }
    for node in statement.descendants() {
        match node.kind() {
            Kind::transaction_mode_item => found.extend(mode(node, statement)),
            Kind::generic_set => found.extend(generic(node)),
            Kind::generic_reset => {
                let name = node.child(Kind::var_name).map_or_else(|| "all".to_owned(), dotted);
                found.push(Change::new(&name, None));
            }
            Kind::reset_rest if node.has_word(Kind::SESSION) => {
                found.push(Change::new("session_authorization", None));
            }
            Kind::set_rest_more => found.extend(special(node)),
            _ => {}
        }
    }
    found
}

fn mode(node: &Node, statement: &Node) -> Option<Change> {
    if !node.has_word(Kind::READ) {
        return None;
    }
    let value = if node.has_word(Kind::ONLY) { "on" } else { "off" };
    let is_default = statement.words().any(|word| word == Kind::CHARACTERISTICS);
    let name = if is_default { "default_transaction_read_only" } else { "transaction_read_only" };
    Some(Change::new(name, Some(value)))
}

fn generic(node: &Node) -> Option<Change> {
    let name = dotted(node.child(Kind::var_name)?);
    let Some(list) = node.child(Kind::var_list) else { return Some(Change::new(&name, None)) };
    let value = list.innermost();
    let value = match value.kind() {
        Kind::var_list => None,
        Kind::Sconst => string_constant(value),
        _ => Some(identifier(&value.text().to_string())),
    };
    Some(Change::new(&name, value.as_deref()))
}

/// `SET ROLE`, `SET NAMES`, `SET SESSION AUTHORIZATION`: words instead of a setting's name.
fn special(node: &Node) -> Option<Change> {
    let value = || match node.last_child()?.innermost() {
        value if value.kind() == Kind::Sconst => string_constant(value),
        value => Some(identifier(&value.text().to_string())),
    };
    match node.shape().first()? {
        Kind::ROLE => Some(Change::new("role", value().as_deref())),
        Kind::SESSION => Some(Change::new("session_authorization", value().as_deref())),
        Kind::NAMES => {
            let encoding = node.child(Kind::opt_encoding).map(|_| value()).unwrap_or_default();
            Some(Change::new("client_encoding", encoding.as_deref()))
        }
        _ => None,
    }
}

fn dotted(name: &Node) -> String {
    path(name).join(".")
}

/// Whether a statement ends a transaction.
pub(super) fn ends_transaction(statement: &Node) -> bool {
    let words = statement.shape();
    match statement.kind() {
        Kind::TransactionStmtLegacy => words.first() == Some(&Kind::END_P),
        Kind::TransactionStmt => match words.first() {
            Some(Kind::COMMIT | Kind::ABORT_P | Kind::PREPARE) => true,
            // `ROLLBACK TO SAVEPOINT` stays inside.
            Some(Kind::ROLLBACK) => !words.contains(&Kind::TO),
            _ => false,
        },
        _ => false,
    }
}
