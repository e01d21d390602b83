//! One attempt to prove a database's identity, which the record counts once.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use skate_env_core::{Code, DatabaseUrl, Environment, Error, ResolvedDatabase, verify};
use skate_env_report::EventKind;

use crate::{context::Context, recording::Recorder};

/// An attempt, however many steps it has. Whoever asks a database of an environment for its identity
/// asks within one, so that the report knows how often that succeeds, and how long it takes.
pub(crate) struct Attempt {
    recorder: Recorder,
    environment: Environment,
    asked: Duration,
}

impl Attempt {
    pub(crate) fn of(context: &Context, environment: Environment) -> Self {
        Self { recorder: Recorder::of(context), environment, asked: Duration::ZERO }
    }

    /// Waits for a step; its time counts.
    pub(crate) fn time<T>(&mut self, asking: impl Future<Output = T>) -> impl Future<Output = T> {
        let asking = Box::pin(asking); // a connection's future is large
        async move {
            let begin = Instant::now();
            let answer = asking.await;
            self.asked += begin.elapsed();
            answer
        }
    }

    /// A step after which there are others: if it fails, so does the attempt.
    pub(crate) fn step<T>(
        &mut self,
        asking: impl Future<Output = Result<T, Error>>,
    ) -> impl Future<Output = Result<T, Error>> {
        let asking = Box::pin(asking);
        async move {
            let answer = self.time(asking).await;
            if let Err(error) = &answer {
                self.end(Some(error.code()));
            }
            answer
        }
    }

    /// The only step, or the last one.
    pub(crate) fn last<T>(
        mut self,
        asking: impl Future<Output = Result<T, Error>>,
    ) -> impl Future<Output = Result<T, Error>> {
        let asking = Box::pin(asking);
        async move {
            let answer = self.step(asking).await?;
            self.end(None);
            Ok(answer)
        }
    }

    /// Records the end: why it failed, if it did.
    pub(crate) fn end(&self, code: Option<Code>) {
        let event = self.recorder.event(EventKind::Verify);
        let event = event.environment(self.environment).after(self.asked);
        self.recorder.append(&match code {
            Some(code) => event.failed(code),
            None => event,
        });
    }
}

/// Connects to a database, asks for its identity, and judges it.
pub(crate) async fn verify(
    resolved: &ResolvedDatabase,
    context: &Context,
) -> Result<verify::Identity, Error> {
    let options = verify::VerifyOptions::default();
    let verifying = verify::verify(resolved, &context.config, &options);
    Attempt::of(context, resolved.environment).last(verifying).await
}

/// Opens a session with one of a database's URLs; the database has proven its identity in it.
pub(crate) async fn open_verified(
    resolved: &ResolvedDatabase,
    url: &DatabaseUrl,
    context: &Context,
) -> Result<(verify::Session, verify::Identity), Error> {
    let opening = async {
        let session = verify::Session::open(url, &verify::VerifyOptions::default()).await?;
        let identity = verify::verify_client(session.client(), resolved, &context.config).await?;
        Ok((session, identity))
    };
    Attempt::of(context, resolved.environment).last(opening).await
}
