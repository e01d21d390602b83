//! Who can reach production by Neon: the key that is used here, and the networks that may connect.

use serde_json::Value;
use skate_env_core::neon::{
    calls,
    model::{AuthMethod, Project},
};

use super::Finding;
use crate::{failure::Failure, neon_session::NeonSession};

/// What the API key may do, as far as the API lets one see.
pub(super) async fn key(session: &NeonSession<'_>) -> Result<Vec<Finding>, Failure> {
    let account = session.client().send(&calls::projects::authentication()).await;
    let method = match account {
        Ok(account) => Some(account.auth_method),
        // A key of one project may not ask whose it is.
        Err(error) if matches!(error.status(), Some(401 | 403 | 404)) => None,
        Err(error) => return Err(error.into()),
    };
    let visible = session.client().send(&calls::projects::list(None, None)).await;
    // Where it may not list projects, it is not a key for many.
    let visible = visible.map_or(0, |page| page.projects.len());
    Ok(scope(method.as_ref(), visible))
}

fn scope(method: Option<&AuthMethod>, visible: usize) -> Vec<Finding> {
    let way_out = "Create a key for this project alone (an organization's settings, API keys, \
                   \"project-scoped\"), use it here and in CI, and revoke this one.";
    match method {
        Some(AuthMethod::PersonalKey | AuthMethod::Oauth) => vec![Finding::warning(
            "key_personal",
            "NEON_API_KEY is a person's: it may do all that the person may, in every project.",
            way_out,
        )],
        _ if visible > 1 => vec![Finding::warning(
            "key_of_many_projects",
            format!("NEON_API_KEY reaches {visible} projects, not this one alone."),
            way_out,
        )],
        _ => Vec::new(),
    }
}

/// From where production can be reached.
pub(super) async fn network(session: &NeonSession<'_>) -> Result<Vec<Finding>, Failure> {
    let project = session.client().send(&calls::projects::get(&session.project)).await?.project;
    Ok(allowed(&project))
}

fn allowed(project: &Project) -> Vec<Finding> {
    let settings = project.settings.as_ref();
    let allowed = settings.and_then(|it| it.pointer("/allowed_ips/ips")).and_then(Value::as_array);
    let blocked = settings.and_then(|it| it.get("block_public_connections"));
    let is_blocked = blocked.and_then(Value::as_bool).unwrap_or_default();
    if is_blocked || allowed.is_some_and(|ips| !ips.is_empty()) {
        return Vec::new();
    }
    vec![Finding::warning(
        "production_open_to_all",
        "Every address may connect to production: only passwords protect it.",
        "If your plan has it, allow the addresses of your hosts alone (project settings, IP Allow), \
         for protected branches.",
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|it| it.code.into_owned()).collect()
    }

    #[test]
    fn a_key_for_more_than_this_project_is_found() {
        let organization = Some(&AuthMethod::OrganizationKey);
        assert_eq!(codes(scope(Some(&AuthMethod::PersonalKey), 1)), ["key_personal"]);
        assert_eq!(codes(scope(organization, 2)), ["key_of_many_projects"]);
        assert_eq!(codes(scope(organization, 1)), [""; 0]);
        assert_eq!(codes(scope(None, 0)), [""; 0]);
    }

    #[test]
    fn a_network_without_a_limit_is_found() {
        let found = |settings: &str| {
            let text = format!(
                r#"{{"id":"p","name":"n","region_id":"r","pg_version":17,"settings":{settings}}}"#
            );
            codes(allowed(&serde_json::from_str(&text).unwrap()))
        };
        for open in ["null", "{}", r#"{"allowed_ips":{"ips":[]}}"#] {
            assert_eq!(found(open), ["production_open_to_all"], "{open}");
        }
        assert_eq!(found(r#"{"allowed_ips":{"ips":["192.0.2.1"]}}"#), [""; 0]);
        assert_eq!(found(r#"{"block_public_connections":true}"#), [""; 0]);
    }
}
