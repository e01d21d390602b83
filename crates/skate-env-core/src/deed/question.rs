//! What was asked, for those who judge the answer.

use crate::{Config, Facts, Request, Variables};

/// The arguments of [`resolve`](crate::resolve).
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) variables: &'a Variables,
    pub(crate) facts: Facts,
    pub(crate) config: &'a Config,
    pub(crate) request: &'a Request,
}
