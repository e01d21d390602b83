//! Cursors: where a page ended, in a form that nobody builds upon.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Serialize, de::DeserializeOwned};

use crate::state::Refusal;

pub(in crate::api) fn encode<T: Serialize>(place: &T) -> Result<String, Refusal> {
    let text = serde_json::to_vec(place).map_err(|error| Refusal::internal(error.to_string()))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(text))
}

/// An empty cursor stands for the beginning.
pub(in crate::api) fn decode<T: DeserializeOwned>(
    cursor: Option<&str>,
) -> Result<Option<T>, Refusal> {
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else { return Ok(None) };
    let place = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok();
    let place = place.and_then(|text| serde_json::from_slice(&text).ok());
    place.map(Some).ok_or_else(|| Refusal::invalid("cursor: not one that was given out here"))
}
