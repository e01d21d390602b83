//! The API, through the core's own client.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use skate_env_core::neon::calls::databases::Login;
use skate_env_core::neon::calls::{self, branches::NewBranch, endpoints::Compute};
use skate_env_core::neon::model::{Branch, CreatedBranch, Operation};
use skate_env_core::neon::{BranchId, Client, EndpointId, Error, ProjectId, Request, RetryPolicy};

/// Far longer than anything here takes.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(60);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// A client without retries: the test decides what an error means.
#[derive(Clone)]
pub(crate) struct Api {
    client: Client,
    pub(crate) project: ProjectId,
}

impl Api {
    pub(crate) fn new(host: &str, key: &SecretString, project: &str) -> Self {
        let once = RetryPolicy { attempts: 1, ..RetryPolicy::default() };
        let client = Client::connect(host, key).unwrap().with_retry_policy(once);
        Self { client, project: ProjectId::new(project).unwrap() }
    }

    pub(crate) async fn send<Answer: serde::de::DeserializeOwned>(
        &self,
        request: &Request<Answer>,
    ) -> Result<Answer, Error> {
        self.client.send(request).await
    }

    pub(crate) async fn branches(&self) -> Result<Vec<Branch>, Error> {
        let found = self.client.all_branches(&self.project).await?;
        Ok(found.into_iter().map(|found| found.branch).collect())
    }

    /// Requests a branch with an endpoint that is not suspended when idle; returns before its
    /// operations have finished.
    pub(crate) async fn begin_branch(
        &self,
        name: &str,
        parent: &BranchId,
    ) -> Result<CreatedBranch, Error> {
        let new = NewBranch {
            name: Some(name.to_owned()),
            parent_id: Some(parent.clone()),
            ..NewBranch::default()
        };
        self.begin(&new).await
    }

    pub(crate) async fn begin(&self, new: &NewBranch) -> Result<CreatedBranch, Error> {
        let compute = Compute { suspend_timeout_seconds: Some(-1), ..Compute::default() };
        let nothing = BTreeMap::new();
        self.send(&calls::branches::create(&self.project, new, Some(&compute), &nothing)).await
    }

    /// Waits until the operations have finished. `Ok(Some(error))`: one has failed.
    pub(crate) async fn ended(&self, operations: &[Operation]) -> Result<Option<String>, Error> {
        let deadline = Instant::now() + TIMEOUT;
        for operation in operations {
            let look = calls::operations::get(&self.project, &operation.id);
            loop {
                let now = self.send(&look).await?.operation;
                match now.status.outcome() {
                    Some(true) => break,
                    Some(false) => return Ok(Some(now.error.unwrap_or_default())),
                    None => tokio::time::sleep(POLL_INTERVAL).await,
                }
                assert!(Instant::now() < deadline, "operation {} does not finish", operation.id);
            }
        }
        Ok(None)
    }

    /// Waits until the operations have finished, and panics if one has failed.
    pub(crate) async fn done(&self, operations: &[Operation]) {
        assert_eq!(self.ended(operations).await.unwrap(), None);
    }

    /// The endpoint of a branch. A backup of a restore has none: this creates one.
    pub(crate) async fn endpoint(&self, branch: &BranchId) -> Result<EndpointId, Error> {
        let found = self.send(&calls::endpoints::of_branch(&self.project, branch)).await?;
        if let Some(endpoint) = found.endpoints.into_iter().next() {
            return Ok(endpoint.id);
        }
        let compute = Compute { suspend_timeout_seconds: Some(-1), ..Compute::default() };
        let request = calls::endpoints::create(&self.project, branch, &compute);
        let created = self.send(&request).await?;
        self.ended(&created.operations.unwrap_or_default()).await?;
        Ok(created.endpoint.id)
    }

    /// The direct URL of a branch for its first role and database.
    pub(crate) async fn url(&self, branch: &BranchId) -> Result<String, Error> {
        let endpoint = self.endpoint(branch).await?;
        let login = Login { branch, endpoint: &endpoint, database: "neondb", role: "neondb_owner" };
        let request = calls::databases::connection_uri(&self.project, login, false);
        Ok(self.send(&request).await?.uri.expose_secret().to_owned())
    }
}
