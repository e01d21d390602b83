//! Masks a branch's database by rules, before anybody gets its URL.
//!
//! Data flows one way: [`Rules`] and [`Catalogue`] → [`Plan`] → [`mask`] → [`Report`]. The plan is
//! a pure function and refuses all that it can refuse; the deed is one transaction, followed by a
//! rewrite of whatever still holds old values, and a search for what was missed.
//!
//! Where Neon is to mask instead, [`survey`] and [`substitutions`] say what it is told.
//!
//! A run that ends early leaves a branch that is not masked: whoever calls hands out no URL of a
//! branch before [`mask`] has answered, and deletes the branch where it fails.

mod anonymizer;
mod apply;
mod catalogue;
mod error;
mod function;
mod key;
mod plan;
mod remains;
mod report;
mod rules;
mod run;
mod scan;
mod toggles;

pub use anonymizer::{Substitute, Substitution, substitutions};
pub use catalogue::{Catalogue, Column, Family, ForeignKey, Kind, Table};
pub use function::{expression, longest};
pub use key::Key;
pub use plan::{Masked, MaskedTable, Plan, plan};
pub use remains::displace_log;
pub use report::{Leak, Report};
pub use rules::{Rules, prisma_comments};
pub use run::{holds_tables, mask, survey};
