//! Annotations that skate-env writes on the branches that it creates: owner and class.

use skate_env_core::neon::{FoundBranch, lifecycle::OWNER};

/// The owner that a branch's annotation names.
pub(crate) fn owner_of(found: &FoundBranch) -> Option<&str> {
    annotation(found, OWNER)
}

pub(super) fn annotation<'f>(found: &'f FoundBranch, name: &str) -> Option<&'f str> {
    found.annotation.as_ref()?.value.get(name).map(String::as_str)
}
