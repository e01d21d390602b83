//! Masks a branch's database by rules, before anybody gets its URL.
//!
//! Data flows one way: [`Rules`] and [`Catalogue`] → [`Plan`] → [`mask`] → [`Report`]. The plan is
//! a pure function and refuses all that it can refuse; the deed is one transaction, followed by a
//! rewrite of whatever still holds old values, and a search for what was missed.
//!
//! Where Neon is to mask instead, [`plan_database`] and [`anonymizer_rules`] say what it is told.
//!
//! A run that ends early leaves a branch that is not masked: whoever calls hands out no URL of a
//! branch before [`mask`] has answered, and deletes the branch where it fails.

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
