//! A napi-rs addon with one function that does nothing.

/// Gives back what it is given.
#[napi_derive::napi]
#[must_use]
pub fn same(value: u32) -> u32 {
    value
}
