//! Creating a database while JavaScript may have to run a step of its template.

use std::{
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{Mutex, PoisonError},
};

use serde::Deserialize;
use skate_env_core::{Error, Variables};
use skate_env_testing::{Options, TestDatabase};
use tokio::sync::{mpsc, oneshot};

use super::{
    NUMBER,
    steps::{self, Step},
};
use crate::options::invalid_option;

/// What a test database is created from.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreateRequest {
    directory: String,
    variables: HashMap<String, String>,
    #[serde(default)]
    steps: Vec<Step>,
    #[serde(default)]
    extensions: Vec<String>,
    pool: Option<usize>,
    label: Option<String>,
    step_timeout_seconds: Option<f64>,
}

/// A function of JavaScript that is to run, and where its outcome goes.
pub(super) struct FunctionCall {
    pub(super) step: usize,
    pub(super) url: String,
    pub(super) ended: oneshot::Sender<Result<(), String>>,
}

/// How far a creation is.
pub(super) enum Progress {
    Created {
        database: TestDatabase,
        directory: String,
    },
    /// JavaScript has to run a function of its own and then to resume the creation.
    Calls {
        token: u32,
        step: usize,
        directory: String,
        url: String,
    },
}

struct Creation {
    created: Pin<Box<dyn Future<Output = Result<TestDatabase, Error>> + Send>>,
    calls: mpsc::UnboundedReceiver<FunctionCall>,
    directory: String,
    /// Of the function that JavaScript runs now.
    ended: Option<oneshot::Sender<Result<(), String>>>,
}

static CREATIONS: Mutex<Option<HashMap<u32, Creation>>> = Mutex::new(None);

pub(super) async fn begin(request: CreateRequest) -> Result<Progress, Error> {
    let (sender, calls) = mpsc::unbounded_channel();
    let directory = request.directory.clone();
    let options = request.into_options(&sender)?;
    let created = Box::pin(async move { TestDatabase::create(&options).await });
    Creation { created, calls, directory, ended: None }.advance().await
}

pub(super) async fn resume(token: u32, error: Option<String>) -> Result<Progress, Error> {
    let found = {
        let mut creations = CREATIONS.lock().unwrap_or_else(PoisonError::into_inner);
        creations.get_or_insert_default().remove(&token)
    };
    let mut creation = found.ok_or_else(|| {
        invalid_option("This step of a template has ended already.", "Run the tests again.")
    })?;
    if let Some(ended) = creation.ended.take() {
        // The step may have ended before: it took too long.
        let _ = ended.send(error.map_or(Ok(()), Err));
    }
    creation.advance().await
}

impl Creation {
    async fn advance(mut self) -> Result<Progress, Error> {
        tokio::select! {
            created = &mut self.created => {
                Ok(Progress::Created { database: created?, directory: self.directory })
            }
            Some(FunctionCall { step, url, ended }) = self.calls.recv() => {
                self.ended = Some(ended);
                let directory = self.directory.clone();
                let token = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let mut creations = CREATIONS.lock().unwrap_or_else(PoisonError::into_inner);
                creations.get_or_insert_default().insert(token, self);
                Ok(Progress::Calls { token, step, directory, url })
            }
        }
    }
}

impl CreateRequest {
    fn into_options(self, calls: &mpsc::UnboundedSender<FunctionCall>) -> Result<Options, Error> {
        let variables: Variables = self.variables.into_iter().collect();
        let mut options = Options::new(&self.directory, &variables);
        for extension in self.extensions {
            options = options.extension(extension);
        }
        for (index, step) in self.steps.into_iter().enumerate() {
            options = options.migrate(steps::migration(step, &self.directory, index, calls));
        }
        if let Some(pool) = self.pool {
            options = options.pool(pool);
        }
        if let Some(label) = self.label {
            options = options.label(label);
        }
        if let Some(seconds) = self.step_timeout_seconds {
            let timeout = std::time::Duration::try_from_secs_f64(seconds);
            options = options.step_timeout(timeout.map_err(|_| {
                invalid_option(
                    "The option `stepTimeoutSeconds` is not a duration.",
                    "Pass 1 or more.",
                )
            })?);
        }
        Ok(options)
    }
}
