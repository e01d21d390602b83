//! Real servers are asked who they are, and what poses as another database gets its verdict.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

#[expect(dead_code, reason = "the cases that use the rest come next")]
mod ground;
mod hostile;
