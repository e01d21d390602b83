//! What changes the server for everybody, or reaches out of the database.

use super::super::settings::{self, Change};
use crate::grammar::{Kind, Node, Tree as _};

/// `ALTER ROLE` and `ALTER DATABASE … SET` of a guarded setting, and limits of a database.
pub(in crate::judge) fn changes_setting(node: &Node) -> bool {
    match node.kind() {
        Kind::AlterSystemStmt => true,
        Kind::AlterRoleSetStmt | Kind::AlterDatabaseSetStmt => {
            settings::changes(node).iter().any(is_guarded)
        }
        // `ALTER DATABASE … ALLOW_CONNECTIONS false`; `REFRESH COLLATION VERSION` sets nothing.
        Kind::AlterDatabaseStmt => !node.has_word(Kind::REFRESH),
        _ => false,
    }
}

/// Settings of a role or database that would lift limits, or make later writes easy to lose.
fn is_guarded(change: &Change) -> bool {
    change.is_of_read_only()
        || change.is_of_role()
        || matches!(
            &*change.name,
            "standard_conforming_strings"
                | "client_encoding"
                | "session_replication_role"
                | "synchronous_commit"
                | "session_preload_libraries"
                | "local_preload_libraries"
                | "all"
        )
}

/// `COPY … TO` a file or program of the server's and `FROM PROGRAM`, also as an option of a
/// foreign table.
pub(in crate::judge) fn runs_or_writes(node: &Node) -> bool {
    match node.kind() {
        Kind::CopyStmt => copies_to_server(node),
        Kind::generic_option_elem => node
            .child(Kind::generic_option_name)
            .is_some_and(|name| name.words().eq([Kind::PROGRAM])),
        _ => false,
    }
}

fn copies_to_server(copy: &Node) -> bool {
    if copy.child(Kind::opt_program).is_some() {
        return true;
    }
    let is_from = copy.child(Kind::copy_from).is_some_and(|it| it.has_word(Kind::FROM));
    let is_client = copy
        .child(Kind::copy_file_name)
        .is_none_or(|it| it.has_word(Kind::STDOUT) || it.has_word(Kind::STDIN));
    !is_from && !is_client
}
