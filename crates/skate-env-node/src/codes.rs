//! The table of error codes, and name suggestions, for JavaScript.

use napi_derive::napi;
use skate_env_core::Code;

/// An error code with its summary.
#[napi(object, object_from_js = false)]
pub struct CodeSummary {
    /// The stable code.
    pub code: &'static str,
    /// What it means, in one sentence.
    pub summary: &'static str,
}

/// Every code, worst first.
#[napi]
#[must_use]
pub fn codes() -> Vec<CodeSummary> {
    let summary = |code: &Code| CodeSummary { code: code.as_str(), summary: code.summary() };
    Code::ALL.iter().map(summary).collect()
}

/// The known name that is most similar to an unknown one.
#[napi]
#[must_use]
pub fn nearest(name: String, known: Vec<String>) -> Option<String> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}
