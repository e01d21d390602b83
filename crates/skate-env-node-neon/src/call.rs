//! A call on libuv's pool, and how it is given up.

use std::{future::Future, pin::Pin, sync::Mutex};

use futures_util::future::{AbortHandle, AbortRegistration, Abortable};
use napi::{Env, Task, bindgen_prelude::AsyncTask};
use napi_derive::napi;
use serde_json::{Value, json};
use skate_env_core::Error;

use crate::{client, deed, guarded::guarded, identity, options, shape};

/// Gives up one call.
#[napi]
pub struct Token {
    handle: AbortHandle,
    registration: Mutex<Option<AbortRegistration>>,
}

#[napi]
impl Token {
    /// A token for one call.
    #[napi(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends nothing more. What Neon was asked for already, it may still do.
    #[napi]
    pub fn cancel(&self) {
        self.handle.abort();
    }
}

impl Token {
    fn call(&self, question: String, read: fn(&str) -> Result<Deed, Error>) -> AsyncTask<Call> {
        let registration = self.registration.lock().ok().and_then(|mut one| one.take());
        AsyncTask::new(Call { question, read, registration })
    }
}

impl Default for Token {
    fn default() -> Self {
        let (handle, registration) = AbortHandle::new_pair();
        Self { handle, registration: Mutex::new(Some(registration)) }
    }
}

/// Asks Neon, in JSON: `{ answer }`, with the URLs of a connection beside it, or `{ failure }`.
#[napi]
#[must_use]
pub fn call(question: String, token: &Token) -> AsyncTask<Call> {
    token.call(question, |text| Ok(Box::pin(deed::run(options::read(text)?))))
}

/// Asks a database who it is, in JSON: `{ answer }` or `{ failure }`.
#[napi]
#[must_use]
pub fn verify(question: String, token: &Token) -> AsyncTask<Call> {
    token.call(question, |text| Ok(Box::pin(identity::run(options::read(text)?))))
}

/// What begins once a question is read.
type Deed = Pin<Box<dyn Future<Output = Result<Value, Error>>>>;

/// One call.
pub struct Call {
    question: String,
    read: fn(&str) -> Result<Deed, Error>,
    registration: Option<AbortRegistration>,
}

impl Task for Call {
    type Output = String;
    type JsValue = String;

    fn compute(&mut self) -> napi::Result<String> {
        let registration = self.registration.take();
        let outcome = guarded(|| {
            let deed = (self.read)(&self.question)?;
            let Some(registration) = registration else { return client::run(deed) };
            // Nobody waits for the answer of a call that was given up.
            let given_up = Ok(json!({}));
            client::run(async { Abortable::new(deed, registration).await.unwrap_or(given_up) })
        });
        Ok(outcome.unwrap_or_else(|error| shape::failure(&error)).to_string())
    }

    fn resolve(&mut self, _: Env, output: String) -> napi::Result<String> {
        Ok(output)
    }
}
