//! Finds production through Neon's API.

use skate_env_core::{
    Environment, Variables, names,
    neon::{BranchRef, Error, ProjectId, RetryPolicy, calls, lifecycle::find_production},
};

use super::Production;
use crate::{
    commands::init::Arguments,
    control_plane::ControlPlaneAccess,
    failure::Failure,
    output::{Output, print_stderr},
    prompt::Prompt,
    runtime,
};

/// The usual names of environments' branches.
const USUAL: [(Environment, &[&str]); 2] = [
    (Environment::Staging, &["staging"]),
    (Environment::Development, &["dev-main", "development", "dev"]),
];

pub(super) fn find(
    arguments: &Arguments,
    access: &ControlPlaneAccess,
    variables: &Variables,
    output: &Output,
) -> Result<Production, Failure> {
    let project = match (&arguments.project, access.project()?) {
        (Some(id), _) => ProjectId::new(id)?,
        (None, Some(project)) => project,
        (None, None) => only_project(access)?,
    };
    let in_ci = variables.get(names::GITHUB_ACTIONS).is_some();
    let (production, warnings) = runtime::block_on(ask(arguments, access, &project, in_ci))?;
    // The warnings are about Neon's plans and keys, which a local control plane does not have.
    if !output.quiet && !access.is_own {
        for warning in warnings {
            print_stderr(&format!("note: {warning}\n"));
        }
    }
    Ok(production)
}

async fn ask(
    arguments: &Arguments,
    access: &ControlPlaneAccess,
    project: &ProjectId,
    in_ci: bool,
) -> Result<(Production, Vec<String>), Failure> {
    let client = access.client(RetryPolicy::default())?;
    let branch = arguments.production_branch.as_ref().map(BranchRef::name);
    let pinned = find_production(&client, project, branch.as_ref(), in_ci).await?;
    let all = client.all_branches(project).await?;
    let branches = USUAL.iter().filter_map(|(environment, usual)| {
        let is_there = |name: &&&str| {
            **name != pinned.branch.name && all.iter().any(|found| found.branch.name == **name)
        };
        Some((*environment, (*usual.iter().find(is_there)?).to_owned()))
    });
    let mut production = Production {
        project: Some(project.as_str().to_owned()),
        branch: Some(pinned.branch.name.clone()),
        branches: branches.collect(),
        ..Production::default()
    };
    for pin in &pinned.pins {
        production.pin(pin);
    }
    if production.endpoints.is_empty() && production.host.is_none() {
        return Err(Failure::usage(
            format!(
                "Production's branch `{}` has no compute, so no URL can be recognised as its own.",
                pinned.branch.name
            ),
            "Add a compute in Neon's console, or name another branch: --production-branch NAME.",
        ));
    }
    let endpoints = production.endpoints.join(", ");
    let whose = if access.is_own { "on this machine" } else { "from Neon's API" };
    production.description = format!(
        "branch `{}` of project {project}, endpoint {endpoints}, {whose}",
        pinned.branch.name
    );
    Ok((production, pinned.warnings))
}

/// For a personal key of an account with organizations, Neon lists no projects without an id.
fn unnamed(error: Error) -> Failure {
    let is_incomplete = error.status() == Some(400);
    let mut failure = Failure::from(error);
    if is_incomplete {
        failure.name_the_way_out("Run `skate-env init --project ID`: Neon's console shows the id.");
    }
    failure
}

/// The only project that the key reaches, or the one that you choose at the terminal.
fn only_project(access: &ControlPlaneAccess) -> Result<ProjectId, Failure> {
    let projects = runtime::block_on(async {
        let client = access.client(RetryPolicy::default())?;
        let answer = client.send(&calls::projects::list(None, None)).await;
        Ok(answer.map_err(unnamed)?.projects)
    })?;
    if let [only] = projects.as_slice() {
        return Ok(only.id.clone());
    }
    if let Some(prompt) = Prompt::at_terminal() {
        for project in &projects {
            if prompt.confirm(&format!("Is it project `{}` ({})?", project.name, project.id))? {
                return Ok(project.id.clone());
            }
        }
    }
    Err(Failure::usage(
        format!(
            "NEON_API_KEY reaches {} Neon projects. Cannot tell which one this is.",
            projects.len()
        ),
        "Name it: --project ID. Neon's console shows the id.",
    ))
}
