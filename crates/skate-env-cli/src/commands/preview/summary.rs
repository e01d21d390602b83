//! The step's summary in GitHub Actions.

use std::path::Path;

use super::hand_out::append;
use crate::{context::Context, failure::Failure};

/// Adds lines of Markdown to the page of the run.
pub(super) fn write(context: &Context, lines: &[String]) -> Result<(), Failure> {
    let Some(path) = context.process().get("GITHUB_STEP_SUMMARY") else { return Ok(()) };
    append(Path::new(path), &format!("{}\n", lines.join("\n")))
}
