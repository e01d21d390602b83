//! What every request passes, whatever it asks: key, faults, limits, and the id of its answer.

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

use super::answer::{complete, request_id};
use super::faults::{Fault, Faults};
use super::routes;
use crate::plane::Plane;
use crate::state::Refusal;

const LARGEST_BODY: usize = 1024 * 1024;
const BODY_PATIENCE: Duration = Duration::from_secs(30);
const PREFIX: &str = "/api/v2";

/// Answers requests. Clones share everything.
#[derive(Clone)]
pub(super) struct Service(Arc<Parts>);

struct Parts {
    plane: Arc<Plane>,
    faults: Faults,
    router: TowerToHyperService<axum::Router>,
}

/// The connection ends without an answer, because a fault said so.
#[derive(Debug, thiserror::Error)]
#[error("a fault that was asked for")]
pub(super) struct Lost;

type Answer = Result<Response<Body>, Refusal>;

impl Service {
    pub(super) fn new(plane: Arc<Plane>, faults: Faults) -> Self {
        let router = routes::router(Arc::clone(&plane), &faults);
        Self(Arc::new(Parts { plane, faults, router: TowerToHyperService::new(router) }))
    }
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Body>;
    type Error = Lost;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Lost>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let parts = Arc::clone(&self.0);
        Box::pin(async move { parts.answer(request).await })
    }
}

impl Parts {
    async fn answer(&self, mut request: Request<Incoming>) -> Result<Response<Body>, Lost> {
        let id = request_id(request.headers());
        *request.uri_mut() = without_prefix(request.uri());
        if let Err(refusal) = self.authorize(request.headers()) {
            return Ok(complete(Err(refusal), &id));
        }
        let fault = self.faults.next(request.method(), request.uri().path());
        match &fault {
            Some(Fault::LoseRequest) => return Err(Lost),
            Some(Fault::Delay { milliseconds }) => {
                sleep(Duration::from_millis(*milliseconds)).await;
            }
            Some(Fault::Status { code, retry_after }) => {
                let refusal = Refusal {
                    status: *code,
                    code: "",
                    message: "a fault that was asked for".to_owned(),
                };
                let mut answer = complete(Err(refusal), &id);
                if let Some(seconds) = retry_after {
                    answer.headers_mut().insert(header::RETRY_AFTER, (*seconds).into());
                }
                return Ok(answer);
            }
            _ => {}
        }
        let answer = complete(self.route(request).await, &id);
        match fault {
            Some(Fault::LoseReply) => Err(Lost),
            Some(Fault::CutReply) => Ok(cut(answer).await),
            _ => Ok(answer),
        }
    }

    fn authorize(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, given) = given.and_then(|given| given.split_once(' ')).unwrap_or_default();
        let key = self.plane.read(|state| state.project.api_key.secret());
        let same = key.expose_secret().as_bytes().ct_eq(given.trim().as_bytes());
        if scheme.eq_ignore_ascii_case("bearer") && bool::from(same) {
            return Ok(());
        }
        Err(Refusal::unauthorized())
    }

    async fn route(&self, request: Request<Incoming>) -> Answer {
        let (head, body) = request.into_parts();
        let body = timeout(BODY_PATIENCE, Limited::new(body, LARGEST_BODY).collect());
        let body: Bytes = match body.await {
            Ok(Ok(body)) => body.to_bytes(),
            Ok(Err(error)) if error.is::<LengthLimitError>() => {
                let message = "a body has at most 1 MiB".to_owned();
                return Err(refusal(StatusCode::PAYLOAD_TOO_LARGE, message));
            }
            Ok(Err(_)) => return Err(Refusal::invalid("the body could not be read")),
            Err(_) => {
                let message = "the body did not come in time".to_owned();
                return Err(refusal(StatusCode::REQUEST_TIMEOUT, message));
            }
        };
        let request = Request::from_parts(head, Body::from(body));
        self.router.call(request).await.map_err(|never: Infallible| match never {})
    }
}

fn refusal(status: StatusCode, message: String) -> Refusal {
    Refusal { status: status.as_u16(), code: "INVALID_REQUEST", message }
}

/// Clients of Neon ask below `/api/v2`, its document is written without.
fn without_prefix(uri: &Uri) -> Uri {
    let Some(rest) = uri.path().strip_prefix(PREFIX) else { return uri.clone() };
    if !(rest.is_empty() || rest.starts_with('/')) {
        return uri.clone();
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let path = if rest.is_empty() { "/" } else { rest };
    format!("{path}{query}").parse().unwrap_or_else(|_| uri.clone())
}

/// Half of the answer, under a head that promises all of it.
async fn cut(answer: Response<Body>) -> Response<Body> {
    let (mut head, body) = answer.into_parts();
    let whole = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    head.headers.insert(header::CONTENT_LENGTH, whole.len().into());
    let half = whole.slice(..whole.len() / 2);
    let pieces = stream::unfold(Some(half), |half| async move {
        if let Some(half) = half {
            return Some((Ok(half), None));
        }
        // What was written must leave before the connection ends.
        tokio::task::yield_now().await;
        Some((Err(io::Error::other(Lost)), None))
    });
    Response::from_parts(head, Body::from_stream(pieces))
}
