//! The record of what skate-env did, and reports of it.
//!
//! [`EventRecord`] appends an [`Event`]; [`record::read`] reads those of several machines, and
//! [`Summary`] counts them. A [`Report`] holds what a page shows; [`html`], [`job_summary`],
//! [`prometheus`] and [`OtlpRequest`] print it. All but the record is pure.

mod event;
mod event_kind;
mod html;
mod job_summary;
mod metrics;
mod otlp;
mod prometheus;
pub mod record;
mod report;
mod summary;

pub use event::Event;
pub use event_kind::EventKind;
pub use html::html;
pub use job_summary::job_summary;
pub use metrics::{Metric, MetricKind, Sample, metrics};
pub use otlp::OtlpRequest;
pub use prometheus::prometheus;
pub use record::EventRecord;
pub use report::{BranchRow, CostPart, EnvironmentRow, PullRequestCost, Report, SpendRow};
pub use summary::{Outcomes, Summary};
