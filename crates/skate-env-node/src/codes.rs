//! Tables and helpers for the facade.

use napi_derive::napi;
use skate_env_core::Code;

/// A code, and what it refuses.
#[napi(object, object_from_js = false)]
pub struct CodeSummary {
    /// As it is printed and matched.
    pub code: &'static str,
    /// In one sentence.
    pub summary: &'static str,
}

/// Every code, worst first.
#[napi]
#[must_use]
pub fn codes() -> Vec<CodeSummary> {
    let summary = |code: &Code| CodeSummary { code: code.as_str(), summary: code.summary() };
    Code::ALL.iter().map(summary).collect()
}

/// The known name most like one that is not known.
#[napi]
#[must_use]
pub fn nearest(name: String, known: Vec<String>) -> Option<String> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}
