//! Steps of a template, as JavaScript names them.

use std::path::Path;

use serde::Deserialize;
use skate_env_testing::Migration;
use tokio::sync::{mpsc, oneshot};

use super::creation::FunctionCall;

/// One step; paths are relative to the directory of the call.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Step {
    Sql { path: String },
    Prisma { path: String },
    Drizzle { path: String },
    Command { command: Vec<String>, inputs: Vec<String> },
    Function { key: String },
}

pub(super) fn migration(
    step: Step,
    directory: &str,
    index: usize,
    calls: &mpsc::UnboundedSender<FunctionCall>,
) -> Migration {
    let at = |path: String| Path::new(directory).join(path);
    match step {
        Step::Sql { path } => Migration::sql(at(path)),
        Step::Prisma { path } => Migration::prisma(at(path)),
        Step::Drizzle { path } => Migration::drizzle(at(path)),
        Step::Command { command, inputs } => {
            let mut words = command.into_iter();
            let program = words.next().unwrap_or_default();
            Migration::command(program, words, directory, inputs.into_iter().map(at))
        }
        Step::Function { key } => {
            let calls = calls.clone();
            Migration::function(key, move |draft| {
                let (ended, outcome) = oneshot::channel();
                let call = FunctionCall { step: index, url: draft.url().to_owned(), ended };
                let is_sent = calls.send(call).is_ok();
                async move {
                    match outcome.await {
                        Ok(outcome) if is_sent => outcome,
                        _ => Err("JavaScript did not run it".to_owned()),
                    }
                }
            })
        }
    }
}
