//! Runs one action of `branches` (list, create, reset, delete, connection) and returns JSON.

use serde_json::{Value, json};
use skate_env_core::{
    Error,
    neon::{
        self,
        lifecycle::{Branches, Deletion, EnsureOutcome, Plan, Production},
    },
};

use crate::{
    branch_request::{BranchAction, BranchRequest},
    client::client,
    json,
};

/// Why an action failed.
enum Failure {
    Core(Error),
    Neon(neon::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

impl From<neon::Error> for Failure {
    fn from(error: neon::Error) -> Self {
        Self::Neon(error)
    }
}

pub(crate) async fn run(request: BranchRequest) -> Result<Value, Error> {
    match answer(&request).await {
        Ok(answer) => Ok(answer),
        Err(Failure::Core(error)) => Err(error),
        Err(Failure::Neon(error)) => Ok(json::refusal(&error)),
    }
}

async fn answer(request: &BranchRequest) -> Result<Value, Failure> {
    let config = request.config()?;
    let project = request.project(&config)?;
    let client = client(request.base(), request.key()?)?;
    if matches!(request.action, BranchAction::List) {
        let found = client.all_branches(&project).await?;
        return Ok(json!({ "answer": found.iter().map(json::found).collect::<Vec<_>>() }));
    }
    let production = Production::new(request.pins(&config)?)?;
    let branches = Branches::new(client, project, production, config);
    if request.plan {
        return Ok(json!({ "answer": json::plan(&plan(request, &branches).await?) }));
    }
    run_action(request, &branches).await
}

async fn plan(request: &BranchRequest, branches: &Branches) -> Result<Plan, Failure> {
    Ok(match request.action {
        BranchAction::Reset => branches.plan_reset(&request.branch()?, request.parent()?).await?,
        BranchAction::Delete => branches.plan_delete(&request.branch()?).await?,
        // JavaScript refuses `plan` for actions that only read.
        _ => branches.plan_ensure(&request.wanted()?).await?,
    })
}

async fn run_action(request: &BranchRequest, branches: &Branches) -> Result<Value, Failure> {
    Ok(match request.action {
        BranchAction::Reset => {
            let branch = branches.reset(&request.branch()?, request.parent()?).await?;
            json!({ "answer": json::branch(&branch) })
        }
        BranchAction::Delete => {
            let gone = branches.delete(&request.branch()?).await? == Deletion::Deleted;
            json!({ "answer": if gone { "deleted" } else { "was-gone" } })
        }
        BranchAction::Connection => {
            let environment = request.environment()?;
            let connection = branches.connection(&request.branch()?, environment).await?;
            json::connection(&connection, &json!({}))
        }
        BranchAction::Create | BranchAction::List => {
            let ensured = branches.ensure(&request.wanted()?).await?;
            let how = match ensured.outcome {
                EnsureOutcome::Created => "created",
                EnsureOutcome::Reused => "reused",
                EnsureOutcome::Reset => "reset",
            };
            let branch = json::branch(&ensured.branch);
            json::connection(&ensured.connection, &json!({ "branch": branch, "how": how }))
        }
    })
}
