//! What every request goes through: the API key, faults, limits, and the request id.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Uri, header};
use futures_util::stream;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::service::Service as _;
use hyper::{Request, Response, StatusCode};
use hyper_util::service::TowerToHyperService;
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;
use tokio::time::{sleep, timeout};

use super::response::{complete, request_id};
use super::routes;
use crate::faults::{Fault, Faults};
use crate::plane::Plane;
use crate::state::ApiError;

const MAX_BODY_BYTES: usize = 1024 * 1024;
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
const PREFIX: &str = "/api/v2";

/// The HTTP service. Clones share its state.
#[derive(Clone)]
pub(super) struct Service(Arc<Shared>);

struct Shared {
    plane: Arc<Plane>,
    faults: Faults,
    router: TowerToHyperService<axum::Router>,
}

/// Ends the connection without a response, as an injected fault.
#[derive(Debug, thiserror::Error)]
#[error("an injected fault")]
pub(super) struct Disconnected;

type ServiceResult = Result<Response<Body>, ApiError>;

impl Service {
    pub(super) fn new(plane: Arc<Plane>, faults: Faults) -> Self {
        let router = routes::router(Arc::clone(&plane), &faults);
        Self(Arc::new(Shared { plane, faults, router: TowerToHyperService::new(router) }))
    }
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Body>;
    type Error = Disconnected;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Disconnected>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let shared = Arc::clone(&self.0);
        Box::pin(async move { shared.answer(request).await })
    }
}

impl Shared {
    async fn answer(&self, mut request: Request<Incoming>) -> Result<Response<Body>, Disconnected> {
        let id = request_id(request.headers());
        *request.uri_mut() = without_prefix(request.uri());
        if let Err(error) = self.authorize(request.headers()) {
            return Ok(complete(Err(error), &id));
        }
        let fault = self.faults.next(request.method(), request.uri().path());
        match &fault {
            Some(Fault::LoseRequest) => return Err(Disconnected),
            Some(Fault::Delay { milliseconds }) => {
                sleep(Duration::from_millis(*milliseconds)).await;
            }
            Some(Fault::Status { code, retry_after }) => {
                let message = "an injected fault".to_owned();
                let error = ApiError { status: *code, code: "", message };
                let mut response = complete(Err(error), &id);
                if let Some(seconds) = retry_after {
                    response.headers_mut().insert(header::RETRY_AFTER, (*seconds).into());
                }
                return Ok(response);
            }
            _ => {}
        }
        let response = complete(self.route(request).await, &id);
        match fault {
            Some(Fault::LoseReply) => Err(Disconnected),
            Some(Fault::CutReply) => Ok(cut(response).await),
            _ => Ok(response),
        }
    }

    fn authorize(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, token) = value.and_then(|value| value.split_once(' ')).unwrap_or_default();
        let key = self.plane.read(|state| state.project.api_key.secret());
        let same = key.expose_secret().as_bytes().ct_eq(token.trim().as_bytes());
        if scheme.eq_ignore_ascii_case("bearer") && bool::from(same) {
            return Ok(());
        }
        Err(ApiError::unauthorized())
    }

    async fn route(&self, request: Request<Incoming>) -> ServiceResult {
        let (head, body) = request.into_parts();
        let body = timeout(BODY_TIMEOUT, Limited::new(body, MAX_BODY_BYTES).collect());
        let body: Bytes = match body.await {
            Ok(Ok(body)) => body.to_bytes(),
            Ok(Err(error)) if error.is::<LengthLimitError>() => {
                let message = "a body has at most 1 MiB".to_owned();
                return Err(invalid(StatusCode::PAYLOAD_TOO_LARGE, message));
            }
            Ok(Err(_)) => return Err(ApiError::invalid("the body could not be read")),
            Err(_) => {
                let message = "the body did not arrive in time".to_owned();
                return Err(invalid(StatusCode::REQUEST_TIMEOUT, message));
            }
        };
        let request = Request::from_parts(head, Body::from(body));
        self.router.call(request).await.map_err(|never: Infallible| match never {})
    }
}

fn invalid(status: StatusCode, message: String) -> ApiError {
    ApiError { status: status.as_u16(), code: "INVALID_REQUEST", message }
}

/// Clients of Neon use paths below `/api/v2`; its document has them without this prefix.
fn without_prefix(uri: &Uri) -> Uri {
    let Some(rest) = uri.path().strip_prefix(PREFIX) else { return uri.clone() };
    if !(rest.is_empty() || rest.starts_with('/')) {
        return uri.clone();
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let path = if rest.is_empty() { "/" } else { rest };
    format!("{path}{query}").parse().unwrap_or_else(|_| uri.clone())
}

/// Sends half of the body, under a `content-length` of the whole body.
async fn cut(response: Response<Body>) -> Response<Body> {
    let (mut head, body) = response.into_parts();
    let whole = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    head.headers.insert(header::CONTENT_LENGTH, whole.len().into());
    let half = whole.slice(..whole.len() / 2);
    let chunks = stream::unfold(Some(half), |half| async move {
        if let Some(half) = half {
            return Some((Ok(half), None));
        }
        // The first half must be sent before the connection ends.
        tokio::task::yield_now().await;
        Some((Err(io::Error::other(Disconnected)), None))
    });
    Response::from_parts(head, Body::from_stream(chunks))
}
