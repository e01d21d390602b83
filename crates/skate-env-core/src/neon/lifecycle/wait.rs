//! Waits for operations, for the branch and for its compute.

use std::time::Duration;

use super::{Branches, without_values::without_values};
use crate::Code;
use crate::neon::{
    BranchId, BranchRef, Error, calls,
    model::{AnonymizationState, Branch, BranchState, Endpoint, EndpointState, Operation},
};

/// Large branches and cold computes take minutes at most.
const LONGEST: Duration = Duration::from_secs(300);
/// Every masked row is written again.
const LONGEST_MASKING: Duration = Duration::from_secs(3600);
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Polls with growing pauses until a deadline.
struct Poll<'a> {
    branches: &'a Branches,
    what: String,
    longest: Duration,
    deadline: Duration,
    pause: Duration,
}

impl<'a> Poll<'a> {
    fn new(branches: &'a Branches, what: String) -> Self {
        Self::within(LONGEST, branches, what)
    }

    fn within(longest: Duration, branches: &'a Branches, what: String) -> Self {
        let deadline = branches.client.clock().now() + longest;
        Self { branches, what, longest, deadline, pause: FIRST_PAUSE }
    }

    async fn wait(&mut self) -> Result<(), Error> {
        let client = &self.branches.client;
        if client.clock().now() >= self.deadline {
            let message = format!("{} was not done after {} s.", self.what, self.longest.as_secs());
            let hint = "Look at the project's operations in Neon's console, then try again.";
            return Err(Error::new(Code::NeonUnavailable, message, hint));
        }
        client.pause(self.pause).await;
        self.pause = (self.pause * 3 / 2).min(LONGEST_PAUSE);
        Ok(())
    }
}

impl Branches {
    /// Waits until every operation has ended. `cancelling` is no end, nor is a status that is not
    /// known here.
    ///
    /// # Errors
    /// `operation_failed`, with what Neon says; `neon_unavailable` after five minutes.
    pub async fn wait_for_operations(&self, operations: &[Operation]) -> Result<(), Error> {
        for (position, operation) in operations.iter().enumerate() {
            let what = format!("Operation {} ({})", operation.id, operation.action);
            let mut poll = Poll::new(self, what);
            let mut operation = operation.clone();
            let mut is_old = position > 0;
            let done = loop {
                if let Some(done) = operation.status.outcome() {
                    break done;
                }
                // What was said of a later one is as old as the wait for those before it.
                if !is_old {
                    poll.wait().await?;
                }
                is_old = false;
                let call = calls::operations::get(&self.project, &operation.id);
                operation = self.client.send(&call).await?.operation;
            };
            if !done {
                return Err(self.failed(&poll.what, &operation));
            }
        }
        Ok(())
    }

    fn failed(&self, what: &str, operation: &Operation) -> Error {
        let error = operation.error.as_deref().map(|text| self.client.redact(text));
        let reason = error.filter(|text| !text.is_empty()).unwrap_or("no reason given".to_owned());
        Error::new(
            Code::OperationFailed,
            format!("{what} ended as {}: {reason}.", operation.status),
            "Try again; if it persists, give the operation's id to Neon's support.",
        )
    }

    /// Waits until the branch can be used and its compute answers, and wakes the compute.
    ///
    /// # Errors
    /// As [`Branches::wait_for_operations`].
    pub async fn wait_for_branch(&self, id: &BranchId) -> Result<Branch, Error> {
        let mut poll = Poll::new(self, format!("Branch {id}"));
        let branch = loop {
            let found = self.client.find_branch(&self.project, &BranchRef::Id(id.clone())).await?;
            let branch = found.branch;
            let settled =
                matches!(branch.current_state, BranchState::Ready | BranchState::Archived);
            if settled && branch.pending_state.is_none() {
                break branch;
            }
            poll.wait().await?;
        };
        let mut endpoint = self.read_write_endpoint(&branch).await?;
        let mut poll = Poll::new(self, format!("The compute of branch {id}"));
        loop {
            match endpoint.current_state {
                EndpointState::Active if endpoint.pending_state.is_none() => return Ok(branch),
                EndpointState::Idle if endpoint.pending_state.is_none() => {
                    self.start(&endpoint).await?;
                }
                _ => {}
            }
            poll.wait().await?;
            let call = calls::endpoints::get(&self.project, &endpoint.id);
            endpoint = self.client.send(&call).await?.endpoint;
        }
    }

    /// Waits until every masking rule of an anonymized branch was applied.
    ///
    /// # Errors
    /// `operation_failed` where the masking failed; `neon_unavailable` after an hour.
    pub async fn wait_for_masking(&self, id: &BranchId) -> Result<(), Error> {
        let what = format!("The masking of branch {id}");
        let mut poll = Poll::within(LONGEST_MASKING, self, what);
        loop {
            let call = calls::anonymized::status(&self.project, id);
            let status = self.client.send(&call).await?;
            match status.state {
                AnonymizationState::Anonymized => return Ok(()),
                AnonymizationState::Error | AnonymizationState::InitializationError => {
                    let said = status.status_message.as_deref().unwrap_or("no reason given");
                    let said = without_values(&self.client.redact(said));
                    return Err(Error::new(
                        Code::OperationFailed,
                        format!("{} failed: {}.", poll.what, said.trim_end_matches('.')),
                        "Correct the rule that it names, and start again.",
                    ));
                }
                _ => poll.wait().await?,
            }
        }
    }

    async fn start(&self, endpoint: &Endpoint) -> Result<(), Error> {
        let call = calls::endpoints::start(&self.project, &endpoint.id);
        let answer = self.client.send(&call).await?;
        self.wait_for_operations(answer.operations.as_deref().unwrap_or_default()).await
    }
}
