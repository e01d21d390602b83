//! The arguments of `judge`, for those parts of it that look at all of them.

use skate_env_core::{Config, Facts, Request, Variables};

/// The arguments of [`resolve`](skate_env_core::resolve).
#[derive(Clone, Copy)]
pub(crate) struct JudgeContext<'a> {
    pub(crate) variables: &'a Variables,
    pub(crate) facts: Facts,
    pub(crate) config: &'a Config,
    pub(crate) request: &'a Request,
}
