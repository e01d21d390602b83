//! A report as it is printed: the page, the summary of a job, the metrics.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod fixture;
mod metrics;
mod page;
