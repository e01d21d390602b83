//! The API, through the core's own client.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use skate_env_core::neon::calls::databases::Login;
use skate_env_core::neon::calls::{self, branches::NewBranch, endpoints::Compute};
use skate_env_core::neon::model::{Branch, CreatedBranch, Operation};
use skate_env_core::neon::{BranchId, Client, EndpointId, Error, ProjectId, Request, RetryPolicy};

/// Far longer than anything here takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

/// A client that asks once: what is refused, and what is lost, is the test's to judge.
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

    /// A branch with an endpoint that does not sleep by itself; its operations are under way.
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

    /// Waits for the end of the operations. `Ok(Some(why))`: one ended badly.
    pub(crate) async fn ended(&self, operations: &[Operation]) -> Result<Option<String>, Error> {
        let deadline = Instant::now() + PATIENCE;
        for operation in operations {
            let look = calls::operations::get(&self.project, &operation.id);
            loop {
                let now = self.send(&look).await?.operation;
                match now.status.outcome() {
                    Some(true) => break,
                    Some(false) => return Ok(Some(now.error.unwrap_or_default())),
                    None => tokio::time::sleep(PAUSE).await,
                }
                assert!(Instant::now() < deadline, "operation {} does not end", operation.id);
            }
        }
        Ok(None)
    }

    /// The same, where none may end badly.
    pub(crate) async fn done(&self, operations: &[Operation]) {
        assert_eq!(self.ended(operations).await.unwrap(), None);
    }

    /// The endpoint of a branch; one that kept the state before a restore has none, and gets one.
    pub(crate) async fn endpoint(&self, branch: &BranchId) -> Result<EndpointId, Error> {
        let found = self.send(&calls::endpoints::of_branch(&self.project, branch)).await?;
        if let Some(endpoint) = found.endpoints.into_iter().next() {
            return Ok(endpoint.id);
        }
        let compute = Compute { suspend_timeout_seconds: Some(-1), ..Compute::default() };
        let request = calls::endpoints::create(&self.project, branch, &compute);
        let made = self.send(&request).await?;
        self.ended(&made.operations.unwrap_or_default()).await?;
        Ok(made.endpoint.id)
    }

    /// The direct URL of a branch for its first role and database.
    pub(crate) async fn url(&self, branch: &BranchId) -> Result<String, Error> {
        let endpoint = self.endpoint(branch).await?;
        let login = Login { branch, endpoint: &endpoint, database: "neondb", role: "neondb_owner" };
        let asked = calls::databases::connection_uri(&self.project, login, false);
        Ok(self.send(&asked).await?.uri.expose_secret().to_owned())
    }
}
