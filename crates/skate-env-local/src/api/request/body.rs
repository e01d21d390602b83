//! A JSON body.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};

use crate::state::ApiError;

const MAX_MESSAGE_LENGTH: usize = 300;

/// A JSON body; an empty one stands for an object without fields.
pub(in crate::api) struct Body<T>(pub(in crate::api) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|_| ApiError::invalid("the body could not be read"))?;
        let text: &[u8] = if bytes.trim_ascii().is_empty() { b"{}" } else { &bytes };
        // serde accepts a list of a struct's fields, too.
        if text.trim_ascii_start().first() == Some(&b'[') {
            return Err(ApiError::invalid("the body is a list, not an object"));
        }
        match Json::from_bytes(text) {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(bad_request(&rejection.body_text())),
        }
    }
}

/// A 400 with the library's own message, which names the field.
pub(super) fn bad_request(message: &str) -> ApiError {
    ApiError::invalid(message.chars().take(MAX_MESSAGE_LENGTH).collect::<String>())
}

/// Deserialises a field whose `null` differs from its absence.
#[expect(clippy::option_option, reason = "absent, null, a value")]
pub(in crate::api) fn double_option<'de, D, T>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
