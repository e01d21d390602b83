//! A call on libuv's pool, and how it is given up.

use std::sync::Mutex;

use futures_util::future::{AbortHandle, AbortRegistration, Abortable};
use napi::{Env, Result, Task, bindgen_prelude::AsyncTask};
use napi_derive::napi;
use serde_json::json;

use crate::{client, deed, guarded::guarded, question::Question, shape};

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
    let registration = token.registration.lock().ok().and_then(|mut one| one.take());
    AsyncTask::new(Call { question, registration })
}

/// One call.
pub struct Call {
    question: String,
    registration: Option<AbortRegistration>,
}

impl Task for Call {
    type Output = String;
    type JsValue = String;

    fn compute(&mut self) -> Result<String> {
        let registration = self.registration.take();
        let outcome = guarded(|| {
            let question = Question::read(&self.question)?;
            let deed = deed::run(question);
            let Some(registration) = registration else { return client::run(deed) };
            // Nobody waits for the answer of a call that was given up.
            let given_up = Ok(json!({}));
            client::run(async { Abortable::new(deed, registration).await.unwrap_or(given_up) })
        });
        Ok(outcome.unwrap_or_else(|error| shape::failure(&error)).to_string())
    }

    fn resolve(&mut self, _: Env, output: String) -> Result<String> {
        Ok(output)
    }
}
