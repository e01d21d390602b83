//! Cursors: the end of a page, in an opaque form.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Serialize, de::DeserializeOwned};

use crate::state::ApiError;

pub(in crate::api) fn encode<T: Serialize>(position: &T) -> Result<String, ApiError> {
    let text =
        serde_json::to_vec(position).map_err(|error| ApiError::internal(error.to_string()))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(text))
}

/// An empty cursor stands for the first page.
pub(in crate::api) fn decode<T: DeserializeOwned>(
    cursor: Option<&str>,
) -> Result<Option<T>, ApiError> {
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else { return Ok(None) };
    let text = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok();
    let position = text.and_then(|text| serde_json::from_slice(&text).ok());
    position.map(Some).ok_or_else(|| ApiError::invalid("cursor: not from an earlier answer"))
}
