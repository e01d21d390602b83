//! Responses: JSON with the id of the request.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::state::{ApiError, operation_id};

/// The result of a handler.
pub(super) type ApiResult<T = Json<Value>> = Result<T, ApiError>;

const REQUEST_ID: &str = "x-request-id";
const MAX_REQUEST_ID_LENGTH: usize = 64;

/// 201 with the created record.
pub(super) fn created(record: Value) -> (StatusCode, Json<Value>) {
    (StatusCode::CREATED, Json(record))
}

/// 200 with the deleted record, or 204 if there was none.
pub(super) fn deleted(record: Option<Value>) -> Response {
    match record {
        Some(record) => Json(record).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

impl IntoResponse for ApiError {
    /// Sets only the status: [`complete`] adds the body, which needs the request's id.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The client's own request id if it is valid, or a new one.
pub(super) fn request_id(headers: &HeaderMap) -> HeaderValue {
    let plain = |text: &str| {
        (1..=MAX_REQUEST_ID_LENGTH).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
    };
    let own = headers.get(REQUEST_ID).filter(|value| value.to_str().is_ok_and(plain));
    let generated = || {
        let id = operation_id().ok()?;
        HeaderValue::from_str(id.as_str()).ok()
    };
    own.cloned().or_else(generated).unwrap_or(HeaderValue::from_static("none"))
}

/// Adds the request's id to a response, and the body to an error.
pub(super) fn complete(result: ApiResult<Response>, id: &HeaderValue) -> Response {
    let mut response = result.into_response();
    if let Some(error) = response.extensions_mut().remove::<ApiError>() {
        let body = json!({
            "request_id": id.to_str().unwrap_or_default(),
            "code": error.code,
            "message": error.message,
        });
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        *response.body_mut() = Body::from(Bytes::from(body.to_string()));
    }
    response.headers_mut().insert(REQUEST_ID, id.clone());
    response
}
