//! A JSON body.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};

use crate::state::Refusal;

const LONGEST_COMPLAINT: usize = 300;

/// A body; an empty one is an object without fields.
pub(in crate::api) struct Body<T>(pub(in crate::api) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|_| Refusal::invalid("the body could not be read"))?;
        let text: &[u8] = if bytes.trim_ascii().is_empty() { b"{}" } else { &bytes };
        // A list of a struct's fields would do for serde.
        if text.trim_ascii_start().first() == Some(&b'[') {
            return Err(Refusal::invalid("the body is a list, not an object"));
        }
        match Json::from_bytes(text) {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(complaint(&rejection.body_text())),
        }
    }
}

/// A 400 with the library's own words, which name the field.
pub(super) fn complaint(words: &str) -> Refusal {
    Refusal::invalid(words.chars().take(LONGEST_COMPLAINT).collect::<String>())
}

/// A field whose `null` means something else than its absence.
#[expect(clippy::option_option, reason = "absent, null, a value")]
pub(in crate::api) fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
