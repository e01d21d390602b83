//! How a statement stands to transactions.

use squawk_syntax::{
    SyntaxKind,
    ast::{self, AstNode as _, Stmt},
};

/// How a statement stands to transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `COMMIT`, `END`; `PREPARE TRANSACTION` ends one, too.
    Commit,
    /// `ROLLBACK`, `ABORT`.
    Rollback,
    /// `SAVEPOINT`, `RELEASE`, `ROLLBACK TO`.
    Savepoint,
    /// An index or a partition, `CONCURRENTLY`: PostgreSQL refuses it in a transaction block.
    Concurrently,
    /// Anything else that PostgreSQL refuses in a transaction block: `VACUUM`, `CREATE DATABASE`.
    Alone,
    /// Everything else: it runs in a transaction block.
    Ordinary,
}

impl Kind {
    /// Whether PostgreSQL refuses it in a transaction block.
    #[must_use]
    pub fn runs_alone(self) -> bool {
        matches!(self, Self::Concurrently | Self::Alone)
    }

    /// Whether it begins, ends or divides a transaction.
    #[must_use]
    pub fn controls(self) -> bool {
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
                Self::Alone
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
            | Stmt::Rollback(_) => Self::Alone,
            _ => Self::Ordinary,
        }
    }
}

/// A schema or a database is indexed anew table by table, each in a transaction of its own.
fn reindex(statement: &ast::Reindex) -> Kind {
    if mentions_concurrently(statement.syntax()) {
        return Kind::Concurrently;
    }
    match statement.reindex_target() {
        Some(
            ast::ReindexTarget::ReindexTargetSchema(_)
            | ast::ReindexTarget::ReindexTargetDatabase(_)
            | ast::ReindexTarget::ReindexTargetSystem(_),
        ) => Kind::Alone,
        _ => Kind::Ordinary,
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
    fn postgres_s_own_list() {
        let cases = [
            (Kind::Begin, "BEGIN"),
            (Kind::Begin, "START TRANSACTION ISOLATION LEVEL SERIALIZABLE"),
            (Kind::Commit, "COMMIT"),
            (Kind::Commit, "END"),
            (Kind::Commit, "PREPARE TRANSACTION 'a'"),
            (Kind::Alone, "COMMIT PREPARED 'a'"),
            (Kind::Rollback, "ROLLBACK"),
            (Kind::Rollback, "ABORT"),
            (Kind::Savepoint, "ROLLBACK TO SAVEPOINT a"),
            (Kind::Savepoint, "SAVEPOINT a"),
            (Kind::Savepoint, "RELEASE a"),
            (Kind::Concurrently, "CREATE INDEX CONCURRENTLY i ON t (a)"),
            (Kind::Concurrently, "create unique index concurrently if not exists i on t (a)"),
            (Kind::Concurrently, "DROP INDEX CONCURRENTLY i"),
            (Kind::Concurrently, "REINDEX INDEX CONCURRENTLY i"),
            (Kind::Concurrently, "REINDEX (CONCURRENTLY) TABLE t"),
            (Kind::Concurrently, "ALTER TABLE t DETACH PARTITION p CONCURRENTLY"),
            (Kind::Alone, "REINDEX SCHEMA s"),
            (Kind::Alone, "VACUUM t"),
            (Kind::Alone, "CREATE DATABASE d"),
            (Kind::Alone, "ALTER SYSTEM SET work_mem = '1MB'"),
            (Kind::Alone, "CLUSTER"),
            (Kind::Ordinary, "CLUSTER t USING i"),
            (Kind::Ordinary, "CLUSTER t"),
            (Kind::Ordinary, "REINDEX TABLE t"),
            (Kind::Ordinary, "CREATE INDEX \"concurrently\" ON t (a)"),
            (Kind::Ordinary, "REFRESH MATERIALIZED VIEW CONCURRENTLY v"),
            (Kind::Ordinary, "ALTER TABLE t DETACH PARTITION p"),
            (Kind::Ordinary, "ALTER TYPE e ADD VALUE 'a'"),
        ];
        for (kind, text) in cases {
            let parse = SourceFile::parse(text);
            assert!(parse.errors().is_empty(), "{text}: {:?}", parse.errors());
            let statements: Vec<_> = parse.tree().stmts().collect();
            assert_eq!(statements.len(), 1, "{text}");
            assert_eq!(Kind::of(&statements[0]), kind, "{text}");
        }
    }
}
