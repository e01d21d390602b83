//! Masking rules of anonymized branches, and the state of the masking.

use crate::neon::{BranchId, ProjectId, open_enum::open_enums};

use super::models;

open_enums! {
    /// How far the masking is. Until `Anonymized` the branch holds real data.
    AnonymizationState {
        /// The branch is there, nothing is prepared.
        Created = "created",
        /// Prepared; the data is real.
        Initialized = "initialized",
        /// It could not be prepared.
        InitializationError = "initialization_error",
        /// It runs; some data is real.
        Anonymizing = "anonymizing",
        /// Every rule was applied.
        Anonymized = "anonymized",
        /// It failed; the data may be real.
        Error = "error",
    }
}

models! {
    /// One column and what takes its values' place.
    MaskingRule {
        /// The database.
        database_name: String,
        /// The schema.
        schema_name: String,
        /// The table.
        table_name: String,
        /// The column.
        column_name: String,
        ;
        /// A function of PostgreSQL Anonymizer.
        masking_function: String,
        /// A fixed value.
        masking_value: String,
    }

    /// Every rule of a branch.
    MaskingRules {
        /// The rules.
        masking_rules: Vec<MaskingRule>,
        ;
    }

    /// How far the masking is.
    AnonymizedStatus {
        /// The project.
        project_id: ProjectId,
        /// The branch.
        branch_id: BranchId,
        /// How far it is.
        state: AnonymizationState,
        ;
        /// What Neon says of it.
        status_message: String,
        /// When it failed.
        failed_at: String,
        /// When it last changed.
        updated_at: String,
    }
}

impl MaskingRule {
    /// A rule for a column: a function of PostgreSQL Anonymizer takes its values' place.
    #[must_use]
    pub fn by_function(
        database: &str,
        schema: &str,
        table: &str,
        column: &str,
        function: &str,
    ) -> Self {
        let function = Some(function.to_owned());
        Self { masking_function: function, ..Self::of(database, schema, table, column) }
    }

    /// A rule for a column: one value, as SQL writes it, takes its values' place.
    #[must_use]
    pub fn by_value(database: &str, schema: &str, table: &str, column: &str, value: &str) -> Self {
        let value = Some(value.to_owned());
        Self { masking_value: value, ..Self::of(database, schema, table, column) }
    }

    fn of(database: &str, schema: &str, table: &str, column: &str) -> Self {
        Self {
            database_name: database.to_owned(),
            schema_name: schema.to_owned(),
            table_name: table.to_owned(),
            column_name: column.to_owned(),
            masking_function: None,
            masking_value: None,
            other: super::Other::default(),
        }
    }
}
