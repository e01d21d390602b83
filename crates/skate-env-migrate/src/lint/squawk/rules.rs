//! The rules of squawk that run: severity, reason and advice for each.

use squawk_linter::Rule as Code;

use crate::lint::{
    Rule,
    Severity::{self, Error, Warning},
};

/// A rule of squawk.
pub(super) struct SquawkRule {
    pub(super) code: Code,
    pub(super) rule: Rule,
    /// Whether it is about BEGIN and COMMIT.
    pub(super) of_transactions: bool,
}

const fn rule(
    code: Code,
    id: &'static str,
    severity: Severity,
    why: &'static str,
    instead: &'static str,
) -> SquawkRule {
    SquawkRule { code, rule: Rule { id, severity, why, instead }, of_transactions: false }
}

const fn of_transactions(rule: SquawkRule) -> SquawkRule {
    SquawkRule { of_transactions: true, ..rule }
}

/// Errors fail, lose data or break the running application. Warnings lock: how long depends on the
/// table, and `migrate test` measures it.
pub(super) static RULES: &[SquawkRule] = &[
    rule(
        Code::RequireConcurrentIndexCreation,
        "require-concurrent-index-creation",
        Warning,
        "The table cannot be written while the index is built.",
        "Build it with `CREATE INDEX CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::RequireConcurrentIndexDeletion,
        "require-concurrent-index-deletion",
        Warning,
        "The table can be neither read nor written while the index is dropped; if the statement \
         waits for a long query, every other query waits, too.",
        "Drop it with `DROP INDEX CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::RequireConcurrentReindex,
        "require-concurrent-reindex",
        Warning,
        "The table cannot be written while the index is rebuilt.",
        "Use `REINDEX … CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::RequireConcurrentPartitionDetach,
        "require-concurrent-partition-detach",
        Warning,
        "The whole partitioned table can be neither read nor written meanwhile.",
        "Use `DETACH PARTITION … CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::ConstraintMissingNotValid,
        "constraint-missing-not-valid",
        Warning,
        "All rows are checked while the table cannot be written.",
        "Add the constraint `NOT VALID`, and `VALIDATE CONSTRAINT` in the next migration, which \
         does not block reads or writes.",
    ),
    rule(
        Code::AddingForeignKeyConstraint,
        "adding-foreign-key-constraint",
        Warning,
        "Every row is checked while neither table can be written.",
        "Add the foreign key `NOT VALID`, and `VALIDATE CONSTRAINT` in the next migration.",
    ),
    rule(
        Code::AddingNotNullableField,
        "adding-not-nullable-field",
        Warning,
        "Every row is read while the table can be neither read nor written.",
        "Add `CHECK (column IS NOT NULL) NOT VALID`, validate it in the next migration, then set \
         NOT NULL: PostgreSQL uses the constraint instead of reading the table.",
    ),
    rule(
        Code::AddingFieldWithDefault,
        "adding-field-with-default",
        Warning,
        "A default that differs from row to row rewrites the whole table, which cannot be read \
         meanwhile.",
        "Add the column without a default, set the default for new rows, and fill existing rows in \
         batches.",
    ),
    rule(
        Code::AddingRequiredField,
        "adding-required-field",
        Error,
        "It fails on a table that has rows, and the running version of the application does not \
         fill the column.",
        "Give the column a default, or add it nullable, fill it, and require it in a later \
         migration.",
    ),
    rule(
        Code::AddingSerialPrimaryKeyField,
        "adding-serial-primary-key-field",
        Warning,
        "The index is built and every row is checked while the table cannot be read.",
        "Build a unique index with CONCURRENTLY first, then `ADD PRIMARY KEY USING INDEX`.",
    ),
    rule(
        Code::ChangingColumnType,
        "changing-column-type",
        Warning,
        "Most type changes rewrite the whole table, which cannot be read meanwhile, and the \
         running version of the application still sends the old type.",
        "Add a new column, fill it in batches, let the application use it, and drop the old one. \
         `skate-env migrate test` shows whether this change rewrites the table.",
    ),
    rule(
        Code::DisallowedUniqueConstraint,
        "disallowed-unique-constraint",
        Warning,
        "The index of the constraint is built while the table cannot be read.",
        "Build a unique index with CONCURRENTLY first, then `ADD CONSTRAINT … UNIQUE USING INDEX`.",
    ),
    rule(
        Code::BanAlterDomainWithAddConstraint,
        "ban-alter-domain-with-add-constraint",
        Warning,
        "Every table with a column of the domain is locked and read completely.",
        "Add the constraint `NOT VALID`, and validate it in the next migration.",
    ),
    rule(
        Code::BanDropColumn,
        "ban-drop-column",
        Error,
        "The data is lost, and the running version of the application still uses the column.",
        "First deploy a version that no longer uses the column, then drop it with `-- squawk-ignore \
         ban-drop-column`.",
    ),
    rule(
        Code::BanDropTable,
        "ban-drop-table",
        Error,
        "The data is lost, and the running version of the application still uses the table.",
        "First deploy a version that no longer uses the table, then drop it with `-- squawk-ignore \
         ban-drop-table`.",
    ),
    rule(
        Code::BanDropSchema,
        "ban-drop-schema",
        Error,
        "Everything in the schema is lost.",
        "Drop its objects one by one, when nothing uses them any more.",
    ),
    rule(
        Code::BanDropDatabase,
        "ban-drop-database",
        Error,
        "All data is lost.",
        "Drop databases by hand, not in a migration.",
    ),
    rule(
        Code::BanDropNotNull,
        "ban-drop-not-null",
        Warning,
        "The running version of the application may not expect NULL.",
        "First deploy a version that accepts NULL.",
    ),
    rule(
        Code::RenamingColumn,
        "renaming-column",
        Error,
        "The running version of the application still uses the old name.",
        "Keep the name in the database and rename it in the Prisma schema with `@map`; or add a \
         column, fill it, and drop the old one later.",
    ),
    rule(
        Code::RenamingTable,
        "renaming-table",
        Error,
        "The running version of the application still uses the old name.",
        "Keep the name in the database and rename the model with `@@map`; or create a view with \
         the old name.",
    ),
    of_transactions(rule(
        Code::TransactionNesting,
        "transaction-nesting",
        Warning,
        "PostgreSQL ignores a BEGIN inside a transaction and a COMMIT outside of one, so the file \
         is not atomic where it seems to be.",
        "Write one BEGIN at the start and one COMMIT at the end.",
    )),
    of_transactions(rule(
        Code::BanUncommittedTransaction,
        "ban-uncommitted-transaction",
        Error,
        "The changes are rolled back when the connection ends, but Prisma records the migration \
         as applied.",
        "End the file with COMMIT.",
    )),
    of_transactions(rule(
        Code::BanConcurrentIndexCreationInTransaction,
        "ban-concurrent-index-creation-in-transaction",
        Error,
        "PostgreSQL refuses it in a transaction (25001).",
        "Give the statement a migration of its own, with nothing else in the file.",
    )),
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_rule_bears_the_library_s_name() {
        for rule in RULES {
            assert_eq!(rule.code.to_string(), rule.rule.id);
        }
    }
}
