//! The rules that are asked for: how bad each is, why, and what to do instead.

use squawk_linter::Rule as Code;

use crate::lint::{
    Rule,
    Severity::{self, Error, Warning},
};

/// A rule of the squawk.
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

/// What fails, loses data or breaks the running application is an error; what locks is a warning:
/// how long it takes depends on the table, and `migrate test` measures it.
pub(super) static RULES: &[SquawkRule] = &[
    rule(
        Code::RequireConcurrentIndexCreation,
        "require-concurrent-index-creation",
        Warning,
        "While the index is built, no row of the table can be written.",
        "Build it with `CREATE INDEX CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::RequireConcurrentIndexDeletion,
        "require-concurrent-index-deletion",
        Warning,
        "While the index is dropped, the table can be neither read nor written; behind a long \
         query that waits, everybody waits.",
        "Drop it with `DROP INDEX CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::RequireConcurrentReindex,
        "require-concurrent-reindex",
        Warning,
        "While the index is built anew, no row of the table can be written.",
        "Use `REINDEX … CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::RequireConcurrentPartitionDetach,
        "require-concurrent-partition-detach",
        Warning,
        "Detaching locks the whole partitioned table against reading and writing.",
        "Use `DETACH PARTITION … CONCURRENTLY`, in a migration of its own.",
    ),
    rule(
        Code::ConstraintMissingNotValid,
        "constraint-missing-not-valid",
        Warning,
        "All rows are checked while the table is locked against writing.",
        "Add the constraint `NOT VALID`, and `VALIDATE CONSTRAINT` in the next migration: that \
         locks nobody out.",
    ),
    rule(
        Code::AddingForeignKeyConstraint,
        "adding-foreign-key-constraint",
        Warning,
        "Both tables are locked against writing while every row is looked up.",
        "Add the foreign key `NOT VALID`, and `VALIDATE CONSTRAINT` in the next migration.",
    ),
    rule(
        Code::AddingNotNullableField,
        "adding-not-nullable-field",
        Warning,
        "Every row is read while the table can be neither read nor written.",
        "Add `CHECK (column IS NOT NULL) NOT VALID`, validate it in the next migration, then set \
         NOT NULL: PostgreSQL sees that it holds already.",
    ),
    rule(
        Code::AddingFieldWithDefault,
        "adding-field-with-default",
        Warning,
        "A default that differs from row to row writes the whole table anew while nobody can read \
         it.",
        "Add the column without a default, set the default for new rows, and fill the old ones in \
         batches.",
    ),
    rule(
        Code::AddingRequiredField,
        "adding-required-field",
        Error,
        "It fails on a table that holds a row, and the running version of the application does \
         not fill the column.",
        "Give the column a default, or add it nullable, fill it, and require it in a later \
         migration.",
    ),
    rule(
        Code::AddingSerialPrimaryKeyField,
        "adding-serial-primary-key-field",
        Warning,
        "The index of the key is built, and every row is checked, while nobody can read the table.",
        "Build a unique index with CONCURRENTLY first, then `ADD PRIMARY KEY USING INDEX`.",
    ),
    rule(
        Code::ChangingColumnType,
        "changing-column-type",
        Warning,
        "Most changes of a type write the whole table anew while nobody can read it; and the \
         running version of the application still sends the old type.",
        "Add a new column, fill it in batches, let the application use it, and drop the old one. \
         `skate-env migrate test` tells whether this one writes the table anew.",
    ),
    rule(
        Code::DisallowedUniqueConstraint,
        "disallowed-unique-constraint",
        Warning,
        "The index of the constraint is built while nobody can read the table.",
        "Build a unique index with CONCURRENTLY first, then `ADD CONSTRAINT … UNIQUE USING INDEX`.",
    ),
    rule(
        Code::BanAlterDomainWithAddConstraint,
        "ban-alter-domain-with-add-constraint",
        Warning,
        "Every table with a column of the domain is read whole while it is locked.",
        "Add the constraint `NOT VALID`, and validate it in the next migration.",
    ),
    rule(
        Code::BanDropColumn,
        "ban-drop-column",
        Error,
        "The data is gone, and the running version of the application still asks for the column.",
        "First deploy a version that no longer knows the column, then drop it: `-- squawk-ignore \
         ban-drop-column` says that this was done.",
    ),
    rule(
        Code::BanDropTable,
        "ban-drop-table",
        Error,
        "The data is gone, and the running version of the application still asks for the table.",
        "First deploy a version that no longer knows the table, then drop it: `-- squawk-ignore \
         ban-drop-table` says that this was done.",
    ),
    rule(
        Code::BanDropSchema,
        "ban-drop-schema",
        Error,
        "Everything in the schema is gone.",
        "Drop what is in it one by one, when nobody asks for it any more.",
    ),
    rule(
        Code::BanDropDatabase,
        "ban-drop-database",
        Error,
        "Everything is gone.",
        "No migration drops a database.",
    ),
    rule(
        Code::BanDropNotNull,
        "ban-drop-not-null",
        Warning,
        "The running version of the application may not expect NULL there.",
        "First deploy a version that can read NULL.",
    ),
    rule(
        Code::RenamingColumn,
        "renaming-column",
        Error,
        "The running version of the application still asks for the old name.",
        "Keep the name in the database and rename it in the Prisma schema with `@map`; or add a \
         column, fill it, and drop the old one later.",
    ),
    rule(
        Code::RenamingTable,
        "renaming-table",
        Error,
        "The running version of the application still asks for the old name.",
        "Keep the name in the database and rename the model with `@@map`; or leave a view under \
         the old name.",
    ),
    of_transactions(rule(
        Code::TransactionNesting,
        "transaction-nesting",
        Warning,
        "PostgreSQL ignores a BEGIN in a transaction and a COMMIT outside of one, so that the \
         file does not succeed or fail as it seems to.",
        "One BEGIN at the start, one COMMIT at the end.",
    )),
    of_transactions(rule(
        Code::BanUncommittedTransaction,
        "ban-uncommitted-transaction",
        Error,
        "What was done is rolled back when the connection ends, while Prisma takes the migration \
         for applied.",
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
