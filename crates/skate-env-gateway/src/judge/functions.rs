//! Calls of functions: which act outside of a transaction or reach outside of the database.
//!
//! A function of the database's own may do anything, and its name tells nothing: in a session
//! that only reads the server stops its writes. PostgreSQL's own functions are known: those that
//! it calls volatile are allowed by name, so that a later version's new ones are refused.

mod builtin;

pub(super) use builtin::{is_pure, is_volatile};

use crate::grammar::{Kind, Node, Tree as _, path};

/// A call: its node, and the function's name.
pub(super) struct Call<'t> {
    pub(super) node: &'t Node,
    path: Vec<String>,
}

impl<'t> Call<'t> {
    /// The name without its schema, in the case that PostgreSQL looks up.
    pub(super) fn name(&self) -> &str {
        self.path.last().map(String::as_str).unwrap_or_default()
    }

    /// Whether it may be PostgreSQL's own: unqualified, or in `pg_catalog`.
    pub(super) fn may_be_builtin(&self) -> bool {
        matches!(&self.path[..], [_])
            || matches!(&self.path[..], [schema, _] if schema == "pg_catalog")
            || matches!(&self.path[..], [_, schema, _] if schema == "pg_catalog")
    }

    /// Whether it is a function of PostgreSQL's own, of this name.
    pub(super) fn is_builtin(&self, name: &str) -> bool {
        self.name() == name && self.may_be_builtin()
    }

    /// The arguments as nodes, those with names included.
    pub(super) fn arguments(&self) -> Vec<&'t Node> {
        let mut arguments = Vec::new();
        let mut pending: Vec<&Node> =
            self.node.children().filter(|node| node.kind() != Kind::func_name).collect();
        while let Some(node) = pending.pop() {
            match node.kind() {
                Kind::func_arg_list => pending.extend(node.children()),
                Kind::func_arg_expr => arguments.push(node),
                _ => {}
            }
        }
        arguments.sort_by_key(|argument| argument.text_range().start());
        arguments
    }
}

/// Every call in a statement, at any depth.
pub(super) fn calls(statement: &Node) -> impl Iterator<Item = Call<'_>> {
    statement.all(Kind::func_application).filter_map(|node| {
        let path = path(node.child(Kind::func_name)?);
        Some(Call { node, path })
    })
}

/// Whether a session that only reads may call it.
pub(super) fn may_read(call: &Call<'_>) -> bool {
    if reaches_outside(call) {
        return false;
    }
    !call.may_be_builtin() || !is_volatile(call.name()) || builtin::reads(call.name())
}

/// Whether it destroys or may destroy what it does not belong to.
pub(super) fn destroys(call: &Call<'_>) -> bool {
    if reaches_outside(call) || drops(call) {
        return true;
    }
    call.may_be_builtin()
        && is_volatile(call.name())
        && !builtin::reads(call.name())
        && !builtin::writes_rows(call.name())
}

/// Functions of extensions that run a string as SQL in a session of their own, or write files.
fn reaches_outside(call: &Call<'_>) -> bool {
    let name = call.name();
    let schema = call.path.iter().rev().nth(1).map(String::as_str);
    let of_dblink = name.starts_with("dblink")
        && !matches!(name, "dblink_get_connections" | "dblink_current_query");
    of_dblink
        || matches!(name, "pg_file_write" | "pg_file_unlink" | "pg_file_rename" | "pg_file_sync")
        || name.starts_with("pg_background_launch")
        || matches!(name, "run_command_on_workers" | "run_command_on_shards")
        || matches!(name, "run_command_on_placements" | "run_command_on_all_nodes")
        || (schema == Some("cron") && name.starts_with("schedule"))
}

/// Functions of extensions that drop tables, chunks, columns or queues.
fn drops(call: &Call<'_>) -> bool {
    matches!(
        call.name(),
        "drop_chunks"
            | "drop_hypertable"
            | "undo_partition"
            | "undo_partition_proc"
            | "dropgeometrytable"
            | "dropgeometrycolumn"
            | "drop_queue"
            | "purge_queue"
            | "master_drop_all_shards"
            | "citus_drop_all_shards"
    )
}

/// Functions that destroy or overwrite the one large object that they are called with.
pub(super) fn empties_object(call: &Call<'_>) -> bool {
    call.may_be_builtin()
        && matches!(
            call.name(),
            "lo_unlink" | "lo_truncate" | "lo_truncate64" | "lo_put" | "lowrite"
        )
}
