//! Finds production in Neon's API: its branch, its endpoints, and the pins for the policy.

use crate::neon::{
    BranchRef, Client, EndpointId, Error, ProjectId, calls,
    model::{AuthMethod, Branch},
};
use crate::{Code, Pin};

/// Production as Neon reports it.
#[derive(Clone, Debug)]
pub struct ProductionPins {
    /// The project.
    pub project: ProjectId,
    /// The branch.
    pub branch: Branch,
    /// Its endpoints, read-only ones too.
    pub endpoints: Vec<EndpointId>,
    /// Pins for the policy.
    pub pins: Vec<Pin>,
    /// Warnings for the user.
    pub warnings: Vec<String>,
}

/// Finds production: the branch that is named, else the project's default branch. `in_ci`: the key
/// is one of a CI job.
///
/// # Errors
/// `unknown_branch`, `invalid_answer` where a project has no default branch, or what Neon said.
pub async fn find_production(
    client: &Client,
    project: &ProjectId,
    branch: Option<&BranchRef>,
    in_ci: bool,
) -> Result<ProductionPins, Error> {
    let account = client.send(&calls::projects::authentication()).await?;
    let branch = match branch {
        Some(branch) => client.find_branch(project, branch).await?.branch,
        None => default_branch(client, project).await?,
    };
    let endpoints = client.send(&calls::endpoints::of_branch(project, &branch.id)).await?.endpoints;
    let mut warnings = Vec::new();
    if in_ci {
        let whose = match account.auth_method {
            AuthMethod::PersonalKey => "a person's key",
            AuthMethod::OrganizationKey => "an organization's key",
            _ => "the key",
        };
        warnings.push(format!(
            "This CI job holds {whose} that reaches production, and Neon's keys can delete what they \
             reach: give CI a project of its own, with a key for that project alone."
        ));
    }
    if !branch.protected {
        warnings
            .push(format!("Neon does not protect `{}`: on a paid plan, protect it.", branch.name));
    }
    let mut pins: Vec<_> = Pin::parse(branch.id.as_str()).into_iter().collect();
    for endpoint in &endpoints {
        pins.extend(Pin::parse(endpoint.id.as_str()));
        // A server that is not Neon's own cloud is told by its address.
        pins.extend(Pin::parse(&endpoint.host).ok().filter(|pin| !pins.contains(pin)));
    }
    let endpoints = endpoints.into_iter().map(|endpoint| endpoint.id).collect();
    Ok(ProductionPins { project: project.clone(), branch, endpoints, pins, warnings })
}

async fn default_branch(client: &Client, project: &ProjectId) -> Result<Branch, Error> {
    let all = client.all_branches(project).await?;
    let mut default = all.into_iter().map(|found| found.branch).filter(|branch| branch.default);
    match (default.next(), default.next()) {
        (Some(branch), None) => Ok(branch),
        _ => Err(Error::new(
            Code::InvalidAnswer,
            format!("Project {project} has not exactly one default branch."),
            "Name production's branch.",
        )),
    }
}
