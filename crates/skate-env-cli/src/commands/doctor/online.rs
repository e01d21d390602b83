//! What Neon and the databases say themselves.

mod knock;

use skate_env_core::{
    Environment, Pin, Server, Variables,
    dotenv::Mode,
    neon::{
        BranchRef, Client, EndpointId, ProjectId, RetryPolicy, calls, lifecycle::find_production,
    },
};

use super::{Finding, Patient, branch::disagreement};
use crate::{
    commands::check::isolation, control_plane::ControlPlaneAccess, control_plane::leads_to,
    failure::Failure, runtime,
};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let Some(variables) = patient.variables(Mode::Development) else { return Vec::new() };
    let asked = runtime::block_on(ask(patient, &variables));
    let mut findings = asked.unwrap_or_else(|failure| vec![unanswered(&failure)]);
    let inspections = isolation(patient.context).map(|it| it.inspections).unwrap_or_default();
    let targets = inspections.iter().filter_map(|it| Some((it.environment, it.target.as_ref()?)));
    findings.extend(targets.filter_map(|(environment, target)| knock::at(environment, target)));
    findings
}

fn unanswered(failure: &Failure) -> Finding {
    Finding::error(failure.code, &failure.message, &failure.hint)
}

async fn ask(patient: &Patient<'_>, variables: &Variables) -> Result<Vec<Finding>, Failure> {
    let Some(access) = ControlPlaneAccess::find(patient.context, variables) else {
        let found = Finding::warning(
            "no_key",
            "NEON_API_KEY is not set, and no control plane runs here, so nobody was asked.",
            "Set NEON_API_KEY, or start one here (`skate-env local start`), and try again.",
        );
        return Ok(vec![found]);
    };
    let Some(project) = access.project()? else {
        let found = Finding::warning(
            "no_project",
            "Nothing says which Neon project this is.",
            "Write `neon_project_id` in [project] of skate-env.toml.",
        );
        return Ok(vec![found]);
    };
    let client = access.client(RetryPolicy::default())?;
    let mut findings = pinned(patient, &client, &project).await?;
    if access.is_own {
        // Who can reach it, owns the machine.
        findings.retain(|finding| finding.code != "production_unprotected");
    }
    findings.extend(checked_out(patient, &access, &client, &project, variables).await?);
    Ok(findings)
}

/// Whether the policy still says what Neon says.
async fn pinned(
    patient: &Patient<'_>,
    client: &Client,
    project: &ProjectId,
) -> Result<Vec<Finding>, Failure> {
    let policy = patient.config().environments.get(&Environment::Production);
    let Some(policy) = policy.filter(|policy| !policy.pins.is_empty()) else {
        return Ok(Vec::new());
    };
    let branch = policy.branch.as_ref().map(BranchRef::name);
    let found = find_production(client, project, branch.as_ref(), false).await?;
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
            format!("`{name}` is {} in Neon, and skate-env.toml pins {id}.", found.branch.id),
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
                format!("{endpoint} leads to `{name}`, and skate-env.toml does not pin it."),
                format!("Add \"{endpoint}\" to `endpoints` in [environments.production]."),
            );
        }
    }
    for pin in &policy.pins {
        if let Pin::Endpoint(id) = pin
            && !found.endpoints.iter().any(|endpoint| endpoint.as_str() == id)
        {
            differs(
                format!("skate-env.toml pins {id}, which is no endpoint of `{name}` any more."),
                format!("Remove \"{id}\" from `endpoints`, unless it is production's elsewhere."),
            );
        }
    }
    if !found.branch.protected {
        findings.push(Finding::warning(
            "production_unprotected",
            format!("Neon does not protect `{name}`: a key can delete it, and its branches know its passwords."),
            format!("Protect `{name}` in Neon's console (paid plans)."),
        ));
    }
    Ok(findings)
}

/// Whether development's database is that of the branch which git has checked out.
async fn checked_out(
    patient: &Patient<'_>,
    access: &ControlPlaneAccess,
    client: &Client,
    project: &ProjectId,
    variables: &Variables,
) -> Result<Option<Finding>, Failure> {
    let Some(git) = &patient.git else { return Ok(None) };
    let Some(checked_out) = git.branch() else { return Ok(None) };
    let names = patient.url_names();
    let own = names.iter().filter(|name| name.ends_with("_DEV"));
    let target = own.into_iter().find_map(|name| super::patient::target(variables.get(name)?));
    let Some(target) = target else { return Ok(None) };
    let branch = match &target.server {
        Server::Neon { endpoint } => {
            let endpoint = EndpointId::new(endpoint.clone())?;
            let found = client.send(&calls::endpoints::get(project, &endpoint)).await;
            let Ok(found) = found else {
                return Ok(Some(Finding::error(
                    "endpoint_gone",
                    format!(
                        "Neon has no {endpoint} in this project, where development's URL leads."
                    ),
                    "skate-env branch create NAME, or skate-env branch switch NAME",
                )));
            };
            found.endpoint.branch_id
        }
        // Of a database on this machine only its own control plane can tell.
        _ if !access.is_own => return Ok(None),
        _ => {
            let all = client.send(&calls::endpoints::list(project)).await?.endpoints;
            let found = all.into_iter().find(|it| leads_to(Some(&target), it));
            let Some(found) = found else { return Ok(None) };
            found.branch_id
        }
    };
    let answer = client.send(&calls::branches::get(project, &branch)).await?;
    Ok(disagreement(patient.config(), git, &checked_out, &answer.branch.name))
}
