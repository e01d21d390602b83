//! Faults over HTTP: only where the control plane was started with them allowed.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;

use super::FAULTS;
use crate::api::answer::Answer;
use crate::api::faults::{Fault, FaultRule, Faults};
use crate::api::request::Body;
use crate::state::Refusal;

pub(super) fn router(faults: &Faults) -> Router {
    if !faults.are_set_over_http() {
        return Router::new();
    }
    Router::new().route(FAULTS, post(add).delete(clear)).with_state(faults.clone())
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    rules: Vec<FaultRule>,
    operation_delay_ms: Option<u64>,
}

async fn add(State(faults): State<Faults>, Body(wanted): Body<Wanted>) -> Answer<StatusCode> {
    let wrong = |rule: &FaultRule| matches!(rule.what, Fault::Status { code, .. } if !(400..=599).contains(&code));
    if wanted.rules.iter().any(wrong) {
        return Err(Refusal::invalid("rules: a fault's status is 400 to 599"));
    }
    wanted.rules.into_iter().for_each(|rule| faults.add(rule));
    if let Some(milliseconds) = wanted.operation_delay_ms {
        faults.slow_operations(std::time::Duration::from_millis(milliseconds));
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn clear(State(faults): State<Faults>) -> StatusCode {
    faults.clear();
    StatusCode::NO_CONTENT
}
