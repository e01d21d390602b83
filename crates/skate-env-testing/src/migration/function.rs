//! A function of the user's as a step.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{Draft, DraftDatabase, failed, too_slow};
use crate::Result;

type Outcome = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

#[derive(Clone)]
pub(super) struct FunctionStep {
    pub(super) key: String,
    function: Arc<dyn Fn(DraftDatabase) -> Outcome + Send + Sync>,
}

impl FunctionStep {
    pub(super) fn new<F, E>(
        key: String,
        function: impl Fn(DraftDatabase) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: fmt::Display,
    {
        let function = Arc::new(move |draft| -> Outcome {
            let future = function(draft);
            Box::pin(async move { future.await.map_err(|why| why.to_string()) })
        });
        Self { key, function }
    }

    pub(super) async fn call(&self, draft: &Draft<'_>) -> Result<()> {
        let what = format!("The function {:?}", self.key);
        match tokio::time::timeout(draft.timeout, (self.function)(draft.database())).await {
            Ok(outcome) => outcome.map_err(|why| failed(&what, &why)),
            Err(_) => Err(too_slow(&what, draft.timeout)),
        }
    }
}

impl fmt::Debug for FunctionStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FunctionStep").field("key", &self.key).finish_non_exhaustive()
    }
}
