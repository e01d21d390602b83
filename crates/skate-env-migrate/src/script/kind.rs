//! Classifies a statement by its relation to transactions.

use squawk_syntax::{
    SyntaxKind,
    ast::{self, AstNode as _, Stmt},
};

/// How a statement relates to transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatementKind {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `COMMIT`, `END`, and `PREPARE TRANSACTION`, which ends one, too.
    Commit,
    /// `ROLLBACK`, `ABORT`.
    Rollback,
    /// `SAVEPOINT`, `RELEASE`, `ROLLBACK TO`.
    Savepoint,
    /// `CONCURRENTLY` for an index or a partition: PostgreSQL refuses it in a transaction block.
    Concurrently,
    /// Any other statement that PostgreSQL refuses in a transaction block: `VACUUM`, …
    NoTransaction,
    /// Any other statement: it runs in a transaction block.
    Ordinary,
}

impl StatementKind {
    /// Whether PostgreSQL refuses it in a transaction block.
    #[must_use]
    pub fn refuses_transaction_block(self) -> bool {
        matches!(self, Self::Concurrently | Self::NoTransaction)
    }

    /// Whether it begins or ends a transaction, or handles a savepoint.
    #[must_use]
    pub fn controls_transaction(self) -> bool {
        matches!(self, Self::Begin | Self::Commit | Self::Rollback | Self::Savepoint)
    }

    pub(super) fn of(statement: &Stmt) -> Self {
        match statement {
            Stmt::Begin(_) => Self::Begin,
            Stmt::Commit(ast::Commit::CommitTransaction(_)) | Stmt::PrepareTransaction(_) => {
                Self::Commit
            }
            Stmt::Rollback(ast::Rollback::RollbackTransaction(_)) => Self::Rollback,
            Stmt::Rollback(ast::Rollback::RollbackToSavepoint(_))
            | Stmt::SavepointCreate(_)
            | Stmt::ReleaseSavepoint(_) => Self::Savepoint,
            Stmt::CreateIndex(it) if it.concurrently_token().is_some() => Self::Concurrently,
            Stmt::DropIndex(it) if it.concurrently_token().is_some() => Self::Concurrently,
            Stmt::Reindex(it) => reindex(it),
            Stmt::AlterTable(it) if detaches_concurrently(it) => Self::Concurrently,
            Stmt::Cluster(it) if it.table_name_ref().is_none() && it.cluster_legacy().is_none() => {
                Self::NoTransaction
            }
            Stmt::Vacuum(_)
            | Stmt::CreateDatabase(_)
            | Stmt::DropDatabase(_)
            | Stmt::CreateTablespace(_)
            | Stmt::DropTablespace(_)
            | Stmt::AlterSystem(_)
            | Stmt::CreateSubscription(_)
            | Stmt::DropSubscription(_)
            | Stmt::Commit(_)
            | Stmt::Rollback(_) => Self::NoTransaction,
            _ => Self::Ordinary,
        }
    }
}

/// `REINDEX` of a schema or database uses a transaction for each table.
fn reindex(statement: &ast::Reindex) -> StatementKind {
    if mentions_concurrently(statement.syntax()) {
        return StatementKind::Concurrently;
    }
    match statement.reindex_target() {
        Some(
            ast::ReindexTarget::ReindexTargetSchema(_)
            | ast::ReindexTarget::ReindexTargetDatabase(_)
            | ast::ReindexTarget::ReindexTargetSystem(_),
        ) => StatementKind::NoTransaction,
        _ => StatementKind::Ordinary,
    }
}

fn detaches_concurrently(statement: &ast::AlterTable) -> bool {
    statement.actions().any(|action| match action {
        ast::AlterTableAction::DetachPartition(it) => {
            matches!(
                it.detach_partition_option(),
                Some(ast::DetachPartitionOption::DetachConcurrently(_))
            )
        }
        _ => false,
    })
}

fn mentions_concurrently(node: &squawk_syntax::SyntaxNode) -> bool {
    node.descendants_with_tokens().any(|it| it.kind() == SyntaxKind::CONCURRENTLY_KW)
}

#[cfg(test)]
mod tests {
    use squawk_syntax::SourceFile;

    use super::*;

    #[test]
    fn statements_are_classified_as_postgres_does() {
        let cases = [
            (StatementKind::Begin, "BEGIN"),
            (StatementKind::Begin, "START TRANSACTION ISOLATION LEVEL SERIALIZABLE"),
            (StatementKind::Commit, "COMMIT"),
            (StatementKind::Commit, "END"),
            (StatementKind::Commit, "PREPARE TRANSACTION 'a'"),
            (StatementKind::NoTransaction, "COMMIT PREPARED 'a'"),
            (StatementKind::Rollback, "ROLLBACK"),
            (StatementKind::Rollback, "ABORT"),
            (StatementKind::Savepoint, "ROLLBACK TO SAVEPOINT a"),
            (StatementKind::Savepoint, "SAVEPOINT a"),
            (StatementKind::Savepoint, "RELEASE a"),
            (StatementKind::Concurrently, "CREATE INDEX CONCURRENTLY i ON t (a)"),
            (
                StatementKind::Concurrently,
                "create unique index concurrently if not exists i on t (a)",
            ),
            (StatementKind::Concurrently, "DROP INDEX CONCURRENTLY i"),
            (StatementKind::Concurrently, "REINDEX INDEX CONCURRENTLY i"),
            (StatementKind::Concurrently, "REINDEX (CONCURRENTLY) TABLE t"),
            (StatementKind::Concurrently, "ALTER TABLE t DETACH PARTITION p CONCURRENTLY"),
            (StatementKind::NoTransaction, "REINDEX SCHEMA s"),
            (StatementKind::NoTransaction, "VACUUM t"),
            (StatementKind::NoTransaction, "CREATE DATABASE d"),
            (StatementKind::NoTransaction, "ALTER SYSTEM SET work_mem = '1MB'"),
            (StatementKind::NoTransaction, "CLUSTER"),
            (StatementKind::Ordinary, "CLUSTER t USING i"),
            (StatementKind::Ordinary, "CLUSTER t"),
            (StatementKind::Ordinary, "REINDEX TABLE t"),
            (StatementKind::Ordinary, "CREATE INDEX \"concurrently\" ON t (a)"),
            (StatementKind::Ordinary, "REFRESH MATERIALIZED VIEW CONCURRENTLY v"),
            (StatementKind::Ordinary, "ALTER TABLE t DETACH PARTITION p"),
            (StatementKind::Ordinary, "ALTER TYPE e ADD VALUE 'a'"),
        ];
        for (kind, text) in cases {
            let parse = SourceFile::parse(text);
            assert!(parse.errors().is_empty(), "{text}: {:?}", parse.errors());
            let statements: Vec<_> = parse.tree().stmts().collect();
            assert_eq!(statements.len(), 1, "{text}");
            assert_eq!(StatementKind::of(&statements[0]), kind, "{text}");
        }
    }
}
