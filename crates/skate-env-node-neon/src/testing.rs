//! Test databases for JavaScript: creates, resets, keeps and releases them by a number, and calls
//! back where a migration is a function of JavaScript.

mod creation;
mod steps;

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::{Config, Error, files};
use skate_env_testing::{TestDatabase, variables_of};

use crate::options::invalid_option;
use creation::{CreateRequest, Progress};

/// One action.
#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum TestingRequest {
    /// The variables of a process that has no database yet.
    Forget {
        directory: String,
    },
    Create(CreateRequest),
    /// A function of JavaScript has ended, with the message of its error.
    Built {
        token: u32,
        error: Option<String>,
    },
    Reset {
        database: u32,
    },
    Keep {
        database: u32,
    },
    Release {
        database: u32,
    },
}

static DATABASES: Mutex<Option<HashMap<u32, TestDatabase>>> = Mutex::new(None);
static NUMBER: AtomicU32 = AtomicU32::new(1);

pub(crate) async fn run(request: TestingRequest) -> Result<Value, Error> {
    match request {
        TestingRequest::Forget { directory } => {
            let config = config(&directory)?;
            Ok(json!({ "answer": {}, "connection": { "variables": variables(&config, None) } }))
        }
        TestingRequest::Create(request) => answer(creation::begin(request).await?),
        TestingRequest::Built { token, error } => answer(creation::resume(token, error).await?),
        TestingRequest::Reset { database } => {
            let taken = take(database)?;
            let reset = taken.reset().await;
            insert(database, taken);
            reset.map(|()| json!({ "answer": {} }))
        }
        TestingRequest::Keep { database } => {
            let line = take(database)?.keep().await?;
            // It may hold the password of the test server of this machine.
            Ok(json!({ "answer": {}, "connection": { "line": line } }))
        }
        TestingRequest::Release { database } => {
            take(database)?.release().await?;
            Ok(json!({ "answer": {} }))
        }
    }
}

fn answer(progress: Progress) -> Result<Value, Error> {
    match progress {
        Progress::Created { database, directory } => {
            let config = config(&directory)?;
            let variables = variables(&config, Some(database.url()));
            let (name, url) = (database.name().to_owned(), database.url().to_owned());
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            insert(number, database);
            let connection = json!({ "url": url, "variables": variables });
            Ok(json!({ "answer": { "database": number, "name": name }, "connection": connection }))
        }
        Progress::Calls { token, step, directory, url } => {
            let variables = variables(&config(&directory)?, Some(&url));
            let connection = json!({ "url": url, "variables": variables });
            let build = json!({ "token": token, "step": step });
            Ok(json!({ "answer": { "build": build }, "connection": connection }))
        }
    }
}

fn config(directory: &str) -> Result<Config, Error> {
    Ok(files::find_config(Path::new(directory))?.config)
}

fn variables(config: &Config, url: Option<&str>) -> Value {
    let variables = variables_of(config, url).into_iter();
    variables.map(|(name, value)| (name.into_owned(), Value::String(value))).collect()
}

fn insert(number: u32, database: TestDatabase) {
    let mut databases = DATABASES.lock().unwrap_or_else(PoisonError::into_inner);
    databases.get_or_insert_default().insert(number, database);
}

fn take(number: u32) -> Result<TestDatabase, Error> {
    let mut databases = DATABASES.lock().unwrap_or_else(PoisonError::into_inner);
    databases.get_or_insert_default().remove(&number).ok_or_else(|| {
        invalid_option(
            "This test database was given back already.",
            "Call `testDatabase()` for another one.",
        )
    })
}
