//! The functions that JavaScript calls: each runs as a task on libuv's thread pool, and can be
//! cancelled.

use std::{future::Future, pin::Pin, sync::Mutex};

use futures_util::future::{AbortHandle, AbortRegistration, Abortable};
use napi::{Env, Task, bindgen_prelude::AsyncTask};
use napi_derive::napi;
use serde_json::{Value, json};
use skate_env_core::Error;

use crate::{branches, catch_panic::catch_panic, client, json, options, testing, verify};

/// Cancels one call.
#[napi]
pub struct CancelToken {
    handle: AbortHandle,
    registration: Mutex<Option<AbortRegistration>>,
}

#[napi]
impl CancelToken {
    /// A token for one call.
    #[napi(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the call: nothing more is sent. Neon may still carry out what it was asked for.
    #[napi]
    pub fn cancel(&self) {
        self.handle.abort();
    }
}

impl CancelToken {
    fn task(
        &self,
        request: String,
        parse: fn(&str) -> Result<CallFuture, Error>,
    ) -> AsyncTask<Call> {
        let registration = self.registration.lock().ok().and_then(|mut one| one.take());
        AsyncTask::new(Call { request, parse, registration })
    }
}

impl Default for CancelToken {
    fn default() -> Self {
        let (handle, registration) = AbortHandle::new_pair();
        Self { handle, registration: Mutex::new(Some(registration)) }
    }
}

/// Runs an action of `branches`. Takes and returns JSON: `{ answer }`, with `connection` beside it
/// where there are URLs, or `{ failure }`.
#[napi]
#[must_use]
pub fn branches(request: String, token: &CancelToken) -> AsyncTask<Call> {
    token.task(request, |text| Ok(Box::pin(branches::run(options::read(text)?))))
}

/// Asks a database for its identity. Takes and returns JSON: `{ answer }` or `{ failure }`.
#[napi]
#[must_use]
pub fn verify(request: String, token: &CancelToken) -> AsyncTask<Call> {
    token.task(request, |text| Ok(Box::pin(verify::run(options::read(text)?))))
}

/// Creates, resets, keeps and releases test databases. Takes and returns JSON: `{ answer }`, with the
/// URL and the variables in `connection`, or `{ failure }`.
#[napi]
#[must_use]
pub fn testing(request: String, token: &CancelToken) -> AsyncTask<Call> {
    token.task(request, |text| Ok(Box::pin(testing::run(options::read(text)?))))
}

/// What begins once a request is read.
type CallFuture = Pin<Box<dyn Future<Output = Result<Value, Error>>>>;

/// A call as a task of libuv's pool.
pub struct Call {
    request: String,
    parse: fn(&str) -> Result<CallFuture, Error>,
    registration: Option<AbortRegistration>,
}

impl Task for Call {
    type Output = String;
    type JsValue = String;

    fn compute(&mut self) -> napi::Result<String> {
        let registration = self.registration.take();
        let outcome = catch_panic(|| {
            let future = (self.parse)(&self.request)?;
            let Some(registration) = registration else { return client::run(future) };
            // JavaScript ignores the answer of a cancelled call.
            let cancelled = Ok(json!({}));
            client::run(async { Abortable::new(future, registration).await.unwrap_or(cancelled) })
        });
        Ok(outcome.unwrap_or_else(|error| json::failure(&error)).to_string())
    }

    fn resolve(&mut self, _: Env, output: String) -> napi::Result<String> {
        Ok(output)
    }
}
