//! What the branches of a Neon project cost.
//!
//! Usage and prices go in; an [`Estimate`] of lines comes out, whose cents sum to the total:
//!
//! ```
//! use skate_env_cost::{Bucket, History, Month, PriceList, Usage, estimate};
//!
//! let month: Month = "2026-11".parse()?;
//! let prices = PriceList::of_month(month);
//! let mut history = History::default();
//! history.project.push(Bucket {
//!     start: month.start(),
//!     hours: 24.0,
//!     usage: Usage { compute_unit_seconds: 36_000.0, ..Usage::default() },
//! });
//! let estimate = estimate(&history, &prices.plan("launch")?);
//! assert_eq!(estimate.total_cents, 106);
//! # Ok::<(), skate_env_cost::CostError>(())
//! ```

mod alerts;
mod baseline;
mod budget;
mod error;
mod estimate;
pub mod focus;
mod history;
mod model;
mod money;
mod month;
mod prices;
mod projection;
mod usage;
mod what_if;

pub use alerts::{Alert, Allowance, alerts, history_growth};
pub use baseline::{Comparison, DeletedBranch, always_on, without_deletion};
pub use budget::{BudgetState, budget_state};
pub use error::CostError;
pub use estimate::{Estimate, Line, Resource, estimate};
pub use history::{BranchHistory, BranchInfo, Bucket, History, Source, Sources};
pub use model::{ModelledBranch, modelled};
pub use money::dollars;
pub use month::Month;
pub use prices::{PlanPrices, PriceList};
pub use projection::{Projection, project};
pub use usage::{Kind, Usage};
pub use what_if::{WhatIf, what_if};
