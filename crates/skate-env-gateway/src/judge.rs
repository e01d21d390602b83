//! The decision whether a statement may pass: a pure function of policy and syntax tree.
//!
//! [`Policy`] is the table of environments and purposes. Each of its rules has a file, named
//! after what it lets through or refuses:
//!
//! - `reads`: statements that write nothing, on a session that the server keeps read-only;
//! - `destroys`: what loses or hides data, with `condition` for `WHERE` and `database_wide` for
//!   the part that is refused to a migration in staging;
//! - `committed`: statements of committed migrations, `bookkeeping` of the migration tool, and
//!   what is `recorded` there as applied;
//! - `settings`, `functions`, `code`: what all of them ask about settings that change how a
//!   statement is read, functions that act outside of a transaction, and bodies in strings.
//!
//! Where anything is refused, so is a statement whose kind no rule knows (`kinds`).

mod bookkeeping;
mod code;
mod committed;
mod condition;
mod database_wide;
mod decide;
mod decision;
mod destroys;
mod encoding;
mod explain;
mod fastpath;
mod functions;
mod kinds;
mod messages;
mod policy;
mod reads;
mod recorded;
mod settings;
mod startup;
mod tables;

pub use committed::Committed;
pub use decide::{decide, decide_text};
pub use decision::{Decision, Refusal};
pub use encoding::is_readable_encoding;
pub use fastpath::decide_function_call;
pub use policy::{Policy, Rule};
pub use startup::decide_parameter;

pub(crate) use decide::refused_checksum;
pub(crate) use messages::{after_transaction, too_long};
