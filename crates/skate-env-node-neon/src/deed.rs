//! One deed of the core's, and its answer as data.

use serde_json::{Value, json};
use skate_env_core::{
    Error,
    neon::{
        self,
        lifecycle::{Branches, Deleted, How, Plan, Production},
    },
};

use crate::{
    client::client,
    question::{Question, Verb},
    shape,
};

/// Why there is no answer.
enum Refusal {
    Own(Error),
    Neon(neon::Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Own(error)
    }
}

impl From<neon::Error> for Refusal {
    fn from(error: neon::Error) -> Self {
        Self::Neon(error)
    }
}

pub(crate) async fn run(question: Question) -> Result<Value, Error> {
    match answer(&question).await {
        Ok(answer) => Ok(answer),
        Err(Refusal::Own(error)) => Err(error),
        Err(Refusal::Neon(error)) => Ok(shape::refusal(&error)),
    }
}

async fn answer(question: &Question) -> Result<Value, Refusal> {
    let config = question.config()?;
    let project = question.project(&config)?;
    let client = client(question.base(), question.key()?)?;
    if matches!(question.verb, Verb::List) {
        let found = client.all_branches(&project).await?;
        return Ok(json!({ "answer": found.iter().map(shape::found).collect::<Vec<_>>() }));
    }
    let production = Production::new(question.pins(&config)?)?;
    let branches = Branches::new(client, project, production, config);
    if question.plan {
        return Ok(json!({ "answer": shape::plan(&plan(question, &branches).await?) }));
    }
    deed(question, &branches).await
}

async fn plan(question: &Question, branches: &Branches) -> Result<Plan, Refusal> {
    Ok(match question.verb {
        Verb::Reset => branches.plan_reset(&question.branch()?, question.parent()?).await?,
        Verb::Delete => branches.plan_delete(&question.branch()?).await?,
        // The facade takes no `plan` for what only reads.
        _ => branches.plan_ensure(&question.wanted()?).await?,
    })
}

async fn deed(question: &Question, branches: &Branches) -> Result<Value, Refusal> {
    Ok(match question.verb {
        Verb::Reset => {
            let branch = branches.reset(&question.branch()?, question.parent()?).await?;
            json!({ "answer": shape::branch(&branch) })
        }
        Verb::Delete => {
            let gone = branches.delete(&question.branch()?).await? == Deleted::Gone;
            json!({ "answer": if gone { "deleted" } else { "was-gone" } })
        }
        Verb::Connection => {
            let environment = question.environment()?;
            let connection = branches.connection(&question.branch()?, environment).await?;
            shape::connection(&connection, &json!({}))
        }
        Verb::Create | Verb::List => {
            let ensured = branches.ensure(&question.wanted()?).await?;
            let how = match ensured.how {
                How::Created => "created",
                How::Reused => "reused",
                How::Reset => "reset",
            };
            let branch = shape::branch(&ensured.branch);
            shape::connection(&ensured.connection, &json!({ "branch": branch, "how": how }))
        }
    })
}
