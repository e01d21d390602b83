//! Routes that set faults: only if the control plane was started with `--faults`.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;

use crate::api::request::Body;
use crate::api::response::ApiResult;
use crate::faults::{self, Fault, FaultRule, Faults};
use crate::state::ApiError;

pub(super) fn router(faults: &Faults) -> Router {
    if !faults.are_set_over_http() {
        return Router::new();
    }
    Router::new().route(faults::PATH, post(add).delete(clear)).with_state(faults.clone())
}

#[derive(Deserialize)]
struct FaultRequest {
    #[serde(default)]
    rules: Vec<FaultRule>,
    operation_delay_ms: Option<u64>,
    #[serde(default)]
    fresh_consumption: bool,
}

async fn add(
    State(faults): State<Faults>,
    Body(request): Body<FaultRequest>,
) -> ApiResult<StatusCode> {
    let invalid = |rule: &FaultRule| matches!(rule.what, Fault::Status { code, .. } if !(400..=599).contains(&code));
    if request.rules.iter().any(invalid) {
        return Err(ApiError::invalid("rules: a fault's status is 400 to 599"));
    }
    request.rules.into_iter().for_each(|rule| faults.add(rule));
    if let Some(milliseconds) = request.operation_delay_ms {
        faults.slow_operations(std::time::Duration::from_millis(milliseconds));
    }
    if request.fresh_consumption {
        faults.show_fresh_consumption(true);
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn clear(State(faults): State<Faults>) -> StatusCode {
    faults.clear();
    StatusCode::NO_CONTENT
}
