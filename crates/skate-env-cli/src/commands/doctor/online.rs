//! Checks over the network: what Neon's API and the databases answer.

mod probe;

use skate_env_core::{
    Environment, Pin, Server, Variables,
    dotenv::Mode,
    neon::{
        BranchRef, Client, EndpointId, ProjectId, RetryPolicy, calls, lifecycle::find_production,
    },
};

use super::{Finding, Project, branch::disagreement};
use crate::{
    commands::check::isolation, control_plane::ControlPlaneAccess, control_plane::leads_to,
    failure::Failure, runtime,
};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let Some(variables) = project.variables(Mode::Development) else { return Vec::new() };
    let asked = runtime::block_on(ask(project, &variables));
    let mut findings = asked.unwrap_or_else(|failure| vec![unanswered(&failure)]);
    let inspections = isolation(project.context).map(|it| it.inspections).unwrap_or_default();
    let targets = inspections.iter().filter_map(|it| Some((it.environment, it.target.as_ref()?)));
    findings.extend(
        targets.filter_map(|(environment, target)| probe::unreachable(environment, target)),
    );
    findings
}

fn unanswered(failure: &Failure) -> Finding {
    Finding::error(failure.code, &failure.message, &failure.hint)
}

async fn ask(project: &Project<'_>, variables: &Variables) -> Result<Vec<Finding>, Failure> {
    let Some(access) = ControlPlaneAccess::find(project.context, variables) else {
        let found = Finding::warning(
            "no_key",
            "NEON_API_KEY is not set, and no control plane runs here, so Neon was not asked.",
            "Set NEON_API_KEY, or start one here (`skate-env local start`), and try again.",
        );
        return Ok(vec![found]);
    };
    let Some(neon_project) = access.project()? else {
        let found = Finding::warning(
            "no_project",
            "The Neon project is not known.",
            "Write `neon_project_id` in [project] of skate-env.toml.",
        );
        return Ok(vec![found]);
    };
    let client = access.client(RetryPolicy::default())?;
    let mut findings = pins(project, &client, &neon_project).await?;
    if access.is_own {
        // Only this machine's user reaches it.
        findings.retain(|finding| finding.code != "production_unprotected");
    }
    findings.extend(checked_out(project, &access, &client, &neon_project, variables).await?);
    Ok(findings)
}

/// Whether the pins are still Neon's, and whether production is protected.
pub(super) fn pins_of(project: &Project<'_>) -> Vec<Finding> {
    let Some(variables) = project.variables(Mode::Development) else { return Vec::new() };
    let asked = runtime::block_on(async {
        let Some(access) = ControlPlaneAccess::find(project.context, &variables) else {
            return Ok(Vec::new());
        };
        let Some(neon_project) = access.project()? else { return Ok(Vec::new()) };
        let client = access.client(RetryPolicy::default())?;
        let mut findings = pins(project, &client, &neon_project).await?;
        findings.retain(|finding| !access.is_own || finding.code != "production_unprotected");
        Ok(findings)
    });
    asked.unwrap_or_else(|failure| vec![unanswered(&failure)])
}

/// Whether the policy's pins are still those that Neon has.
async fn pins(
    project: &Project<'_>,
    client: &Client,
    neon_project: &ProjectId,
) -> Result<Vec<Finding>, Failure> {
    let policy = project.config().environments.get(&Environment::Production);
    let Some(policy) = policy.filter(|policy| !policy.pins.is_empty()) else {
        return Ok(Vec::new());
    };
    let branch = policy.branch.as_ref().map(BranchRef::name);
    let found = find_production(client, neon_project, branch.as_ref(), false).await?;
    let mut findings = Vec::new();
    let mut differs = |message: String, mend: String| {
        findings.push(Finding::error("pins_outdated", message, mend).in_file("skate-env.toml"));
    };
    let name = &found.branch.name;
    let id = policy.pins.iter().find_map(|pin| match pin {
        Pin::Branch(id) => Some(id),
        _ => None,
    });
    if let Some(id) = id.filter(|id| *id != found.branch.id.as_str()) {
        differs(
            format!("Neon's branch `{name}` is {}, but skate-env.toml pins {id}.", found.branch.id),
            format!("Write `branch_id = \"{}\"`.", found.branch.id),
        );
    }
    for endpoint in &found.endpoints {
        let is_pinned = |pin: &Pin| match pin {
            Pin::Endpoint(id) => id == endpoint.as_str(),
            Pin::Host { .. } => found.pins.contains(pin),
            Pin::Branch(_) | Pin::System { .. } => false,
        };
        if !policy.pins.iter().any(is_pinned) {
            differs(
                format!(
                    "{endpoint} is an endpoint of `{name}`, but skate-env.toml does not pin it."
                ),
                format!("Add \"{endpoint}\" to `endpoints` in [environments.production]."),
            );
        }
    }
    for pin in &policy.pins {
        if let Pin::Endpoint(id) = pin
            && !found.endpoints.iter().any(|endpoint| endpoint.as_str() == id)
        {
            differs(
                format!("skate-env.toml pins {id}, which is not an endpoint of `{name}` any more."),
                format!(
                    "Remove \"{id}\" from `endpoints`, unless another project's production uses it."
                ),
            );
        }
    }
    if !found.branch.protected {
        findings.push(Finding::warning(
            "production_unprotected",
            format!("Neon does not protect `{name}`: an API key can delete it, and its branches keep its passwords."),
            format!("Protect `{name}` in Neon's console (paid plans)."),
        ));
    }
    Ok(findings)
}

/// Whether development's database is that of the branch which git has checked out.
async fn checked_out(
    project: &Project<'_>,
    access: &ControlPlaneAccess,
    client: &Client,
    neon_project: &ProjectId,
    variables: &Variables,
) -> Result<Option<Finding>, Failure> {
    let Some(git) = &project.git else { return Ok(None) };
    let Some(checked_out) = git.branch() else { return Ok(None) };
    let names = project.url_names();
    let own = names.iter().filter(|name| name.ends_with("_DEV"));
    let target = own.into_iter().find_map(|name| super::project::target(variables.get(name)?));
    let Some(target) = target else { return Ok(None) };
    let branch = match &target.server {
        Server::Neon { endpoint } => {
            let endpoint = EndpointId::new(endpoint.clone())?;
            let found = client.send(&calls::endpoints::get(neon_project, &endpoint)).await;
            let Ok(found) = found else {
                return Ok(Some(Finding::error(
                    "endpoint_gone",
                    format!(
                        "Development's URL points at {endpoint}, which is not in this Neon project."
                    ),
                    "Run `skate-env branch create NAME`, or `skate-env branch switch NAME`.",
                )));
            };
            found.endpoint.branch_id
        }
        // Only this machine's control plane knows a database on this machine.
        _ if !access.is_own => return Ok(None),
        _ => {
            let all = client.send(&calls::endpoints::list(neon_project)).await?.endpoints;
            let found = all.into_iter().find(|it| leads_to(Some(&target), it));
            let Some(found) = found else { return Ok(None) };
            found.branch_id
        }
    };
    let answer = client.send(&calls::branches::get(neon_project, &branch)).await?;
    Ok(disagreement(project.config(), git, &checked_out, &answer.branch.name))
}
