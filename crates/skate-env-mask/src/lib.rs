//! Masks personal data in the database of a branch by rules, before its URL is handed out.
//!
//! Data flows one way: [`Rules`] and [`Catalogue`] → [`Plan`] → [`mask`] → [`Report`]. Planning is a
//! pure function and reports every problem at once. Masking is one transaction; then every file that
//! still holds old values is rewritten, and a search looks for values that were missed.
//!
//! For masking by Neon, [`plan_database`] and [`anonymizer_rules`] compute what Neon is given.
//!
//! A run that fails leaves a branch that is not masked. The caller must hand out no URL of a branch
//! before [`mask`] has succeeded, and delete the branch if it fails.

mod anonymizer;
mod apply;
mod catalogue;
mod error;
mod expression;
mod key;
mod leak_scan;
mod mask;
mod old_values;
mod plan;
mod report;
mod rules;
mod triggers;

pub use anonymizer::{AnonymizerRule, Replacement, anonymizer_rules};
pub use catalogue::{Catalogue, Column, ForeignKey, Table, TableKind, ValueKind};
pub use expression::{expression, max_length};
pub use key::Key;
pub use mask::{holds_tables, mask, plan_database};
pub use old_values::recycle_wal;
pub use plan::{MaskedColumn, MaskedTable, Plan, plan};
pub use report::{Leak, Report};
pub use rules::{Rules, prisma_comments};
