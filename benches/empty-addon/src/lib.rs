//! A napi-rs addon with one function that does nothing.

/// Returns its argument.
#[napi_derive::napi]
#[must_use]
pub fn same(value: u32) -> u32 {
    value
}
