//! One project on Vercel: asks for its variables, sets and deletes them, deploys again.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use skate_env_core::{
    Code, Problem,
    rest::{Client, Error, RetryPolicy},
};

use super::{
    VERCEL, calls,
    model::{NewVariable, Variable},
};

/// Which project, and whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id or name.
    pub id: String,
    /// The team's id; none for a personal account.
    pub team: Option<String>,
}

impl Project {
    /// A project by the ids that Vercel's command calls project and organization. A personal
    /// account's is no team.
    #[must_use]
    pub fn new(id: &str, organization: Option<&str>) -> Self {
        let team = organization.filter(|it| it.starts_with("team_")).map(str::to_owned);
        Self { id: id.to_owned(), team }
    }

    /// Reads `.vercel/project.json`, which `vercel link` writes.
    ///
    /// # Errors
    /// `invalid_config` where it names no project.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Link {
            project_id: String,
            org_id: Option<String>,
        }
        let link: Link = serde_json::from_str(text).map_err(|_| {
            Problem::new(
                Code::InvalidConfig,
                "The file .vercel/project.json names no project.",
                "Run `vercel link` again, or set VERCEL_PROJECT_ID and VERCEL_ORG_ID.",
            )
        })?;
        Ok(Self::new(&link.project_id, link.org_id.as_deref()))
    }
}

/// A project on Vercel.
#[derive(Clone)]
pub struct Vercel {
    client: Client,
    project: Project,
}

impl Vercel {
    /// A project at an address of Vercel's API.
    ///
    /// # Errors
    /// `invalid_config` for an address or a token that cannot be used.
    pub fn connect(base: &str, token: &SecretString, project: Project) -> Result<Self, Error> {
        Ok(Self::new(Client::connect_to(&VERCEL, base, token)?, project))
    }

    /// The same over a client that exists.
    #[must_use]
    pub fn new(client: Client, project: Project) -> Self {
        Self { client, project }
    }

    /// Another retry policy.
    #[must_use]
    pub fn with_retry_policy(self, policy: RetryPolicy) -> Self {
        Self { client: self.client.with_retry_policy(policy), ..self }
    }

    /// Every variable of the project.
    pub(super) async fn variables(&self) -> Result<Vec<Variable>, Error> {
        let list = self.client.send(&calls::variables(&self.project)).await?;
        // The API documents no way to the rest, and a part says nothing about production.
        if list.pagination.is_some_and(|pagination| pagination.next.is_some()) {
            let message = "Vercel listed only a part of the project's variables.";
            let hint = "Set the variables by hand, and leave --vercel out.";
            return Err(Problem::new(Code::InvalidAnswer, message, hint).into());
        }
        Ok(list.envs)
    }

    /// The value of a variable; `None` where nobody can read it.
    pub(super) async fn value(&self, variable: &Variable) -> Result<Option<String>, Error> {
        let shown = |variable: &Variable| Some(variable.value.expose_secret().to_owned());
        match (variable.kind.as_str(), variable.decrypted, &variable.id) {
            ("plain", ..) | ("encrypted", Some(true), _) => Ok(shown(variable)),
            ("encrypted", _, Some(id)) => {
                let call = calls::variable(&self.project, id);
                match self.client.send(&call).await {
                    Ok(read) if read.decrypted == Some(false) => Ok(None),
                    Ok(read) => Ok(shown(&read)),
                    // Deleted meanwhile.
                    Err(error) if error.status() == Some(404) => Ok(None),
                    Err(error) => Err(error),
                }
            }
            _ => Ok(None),
        }
    }

    /// Sets variables, in one request.
    pub(super) async fn set(&self, variables: &[NewVariable<'_>]) -> Result<(), Error> {
        let answer = self.client.send(&calls::set_variables(&self.project, variables)).await?;
        let Some(failed) = answer.failed.first() else { return Ok(()) };
        let code: String =
            failed.error.code.chars().filter(|it| !it.is_control()).take(60).collect();
        let message = format!("Vercel did not set the variables of the git branch: {code}.");
        let hint =
            "Check in the project's settings whether somebody else set them, then run it again.";
        Err(Problem::new(Code::VercelRefused, message, hint).into())
    }

    /// Deletes a variable; one that is gone is no error.
    pub(super) async fn delete(&self, id: &str) -> Result<(), Error> {
        match self.client.send(&calls::delete_variable(&self.project, id)).await {
            Err(error) if error.status() == Some(404) => Ok(()),
            deleted => deleted.map(drop),
        }
    }

    /// Deploys the newest preview of a git branch again. False if there is none: its first
    /// deployment has the variables anyway.
    ///
    /// # Errors
    /// `vercel_refused`, `vercel_unavailable`; `lost_reply` where it is not known whether it was
    /// deployed.
    pub async fn redeploy(&self, git_branch: &str) -> Result<bool, Error> {
        let call = calls::newest_deployment(&self.project, git_branch);
        let newest = self.client.send(&call).await?.deployments;
        let Some(newest) = newest.first() else { return Ok(false) };
        self.client.send(&calls::redeploy(&self.project, newest)).await?;
        Ok(true)
    }
}

impl fmt::Debug for Vercel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Vercel").field(&self.project).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Project;

    #[test]
    fn a_project_is_a_team_s_or_a_person_s() {
        let linked = Project::parse(r#"{"projectId":"prj_1","orgId":"team_1","settings":{}}"#);
        assert_eq!(linked.unwrap(), Project::new("prj_1", Some("team_1")));
        let own = Project::parse(r#"{"projectId":"prj_1","orgId":"abcdef"}"#).unwrap();
        assert_eq!((own.id.as_str(), own.team), ("prj_1", None));
        for wrong in ["", "{", "[]", "{\"orgId\":\"team_1\"}"] {
            assert!(Project::parse(wrong).is_err(), "{wrong}");
        }
    }
}
