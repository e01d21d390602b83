//! Every answer is JSON, and carries the id of its request.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::state::{Refusal, operation_id};

/// What a handler answers.
pub(super) type Answer<T = Json<Value>> = Result<T, Refusal>;

const REQUEST_ID: &str = "x-request-id";
const LONGEST_REQUEST_ID: usize = 64;

/// 201, with what was made.
pub(super) fn created(made: Value) -> (StatusCode, Json<Value>) {
    (StatusCode::CREATED, Json(made))
}

/// 200 with what was deleted, or 204 where there was nothing.
pub(super) fn deleted(gone: Option<Value>) -> Response {
    gone.map_or_else(|| StatusCode::NO_CONTENT.into_response(), |gone| Json(gone).into_response())
}

impl IntoResponse for Refusal {
    /// Only the status: the body needs the request's id, and comes with [`complete`].
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The client's own id if it is one, or a new one.
pub(super) fn request_id(headers: &HeaderMap) -> HeaderValue {
    let plain = |text: &str| {
        (1..=LONGEST_REQUEST_ID).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
    };
    let given = headers.get(REQUEST_ID).filter(|value| value.to_str().is_ok_and(plain));
    let drawn = || {
        let id = operation_id().ok()?;
        HeaderValue::from_str(id.as_str()).ok()
    };
    given.cloned().or_else(drawn).unwrap_or(HeaderValue::from_static("none"))
}

/// Gives an answer its id, and a refusal its body.
pub(super) fn complete(answer: Answer<Response>, id: &HeaderValue) -> Response {
    let mut answer = answer.into_response();
    if let Some(refusal) = answer.extensions_mut().remove::<Refusal>() {
        let body = json!({
            "request_id": id.to_str().unwrap_or_default(),
            "code": refusal.code,
            "message": refusal.message,
        });
        answer.headers_mut().remove(header::CONTENT_LENGTH);
        answer
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        *answer.body_mut() = Body::from(Bytes::from(body.to_string()));
    }
    answer.headers_mut().insert(REQUEST_ID, id.clone());
    answer
}
