//! Calls of Neon's document that this machine does not support: they are answered with 501 and the
//! call's name, so that they do not look like typing errors.

use axum::http::Method;

use crate::state::ApiError;

/// The error of a request that matches no route.
pub(super) fn error(method: &Method, path: &str) -> ApiError {
    let found = UNSUPPORTED.iter().find(|(route, methods)| {
        methods.split(' ').any(|one| one == method.as_str()) && matches(route, path)
    });
    match found {
        Some((route, _)) => ApiError::not_implemented(format!(
            "{method} {route} is not supported on this machine; only Neon has it"
        )),
        None => ApiError::not_found("route", &format!("{method} {path}")),
    }
}

fn matches(route: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let all = route.split('/').all(|name| {
        parts.next().is_some_and(|part| if name == "{}" { !part.is_empty() } else { part == name })
    });
    all && parts.next().is_none()
}

/// Source: Neon's OpenAPI document in the npm package `@neondatabase/api-client` 2.7.3.
#[rustfmt::skip]
const UNSUPPORTED: &[(&str, &str)] = &[
    ("/api_keys", "GET POST"),
    ("/api_keys/{}", "DELETE"),
    ("/consumption_history/projects", "GET"),
    ("/organizations/{}", "GET"),
    ("/organizations/{}/api_keys", "GET POST"),
    ("/organizations/{}/api_keys/{}", "DELETE"),
    ("/organizations/{}/billing/spending_limit", "GET PUT DELETE"),
    ("/organizations/{}/invitations", "GET POST"),
    ("/organizations/{}/members", "GET"),
    ("/organizations/{}/members/{}", "GET PATCH DELETE"),
    ("/organizations/{}/projects/transfer", "POST"),
    ("/organizations/{}/vpc/region/{}/vpc_endpoints", "GET"),
    ("/organizations/{}/vpc/region/{}/vpc_endpoints/{}", "GET POST DELETE"),
    ("/organizations/{}/vpc/vpc_endpoints", "GET"),
    ("/projects", "POST"),
    ("/projects/auth/create", "POST"),
    ("/projects/auth/keys", "POST"),
    ("/projects/auth/transfer_ownership", "POST"),
    ("/projects/auth/user", "POST"),
    ("/projects/{}", "DELETE"),
    ("/projects/{}/advisors", "GET"),
    ("/projects/{}/auth/domains", "GET POST DELETE"),
    ("/projects/{}/auth/email_server", "GET PATCH"),
    ("/projects/{}/auth/integration/{}", "DELETE"),
    ("/projects/{}/auth/integrations", "GET"),
    ("/projects/{}/auth/oauth_providers", "GET POST"),
    ("/projects/{}/auth/oauth_providers/{}", "PATCH DELETE"),
    ("/projects/{}/auth/users/{}", "DELETE"),
    ("/projects/{}/available_preload_libraries", "GET"),
    ("/projects/{}/branch_anonymized", "POST"),
    ("/projects/{}/branches/{}/ai_gateway", "GET"),
    ("/projects/{}/branches/{}/anonymize", "POST"),
    ("/projects/{}/branches/{}/auth", "GET POST DELETE"),
    ("/projects/{}/branches/{}/auth/allow_localhost", "GET PATCH"),
    ("/projects/{}/branches/{}/auth/config", "PATCH"),
    ("/projects/{}/branches/{}/auth/domains", "GET POST DELETE"),
    ("/projects/{}/branches/{}/auth/email_and_password", "GET PATCH"),
    ("/projects/{}/branches/{}/auth/email_provider", "GET PATCH"),
    ("/projects/{}/branches/{}/auth/oauth_providers", "GET POST"),
    ("/projects/{}/branches/{}/auth/oauth_providers/{}", "PATCH DELETE"),
    ("/projects/{}/branches/{}/auth/plugins", "GET"),
    ("/projects/{}/branches/{}/auth/plugins/magic-link", "PATCH"),
    ("/projects/{}/branches/{}/auth/plugins/organization", "PATCH"),
    ("/projects/{}/branches/{}/auth/plugins/phone-number", "GET PATCH"),
    ("/projects/{}/branches/{}/auth/send_test_email", "POST"),
    ("/projects/{}/branches/{}/auth/users", "POST"),
    ("/projects/{}/branches/{}/auth/users/{}", "DELETE"),
    ("/projects/{}/branches/{}/auth/users/{}/role", "PUT"),
    ("/projects/{}/branches/{}/auth/webhooks", "GET PUT"),
    ("/projects/{}/branches/{}/backup_schedule", "GET PUT"),
    ("/projects/{}/branches/{}/buckets", "GET POST"),
    ("/projects/{}/branches/{}/buckets/{}", "DELETE"),
    ("/projects/{}/branches/{}/buckets/{}/objects", "GET"),
    ("/projects/{}/branches/{}/buckets/{}/objects-by-prefix", "DELETE"),
    ("/projects/{}/branches/{}/buckets/{}/objects/{}", "DELETE"),
    ("/projects/{}/branches/{}/buckets/{}/objects/{}/download", "GET"),
    ("/projects/{}/branches/{}/buckets/{}/objects/{}/presign", "POST"),
    ("/projects/{}/branches/{}/credentials", "GET POST"),
    ("/projects/{}/branches/{}/credentials/{}", "DELETE"),
    ("/projects/{}/branches/{}/data-api/{}", "GET POST PATCH DELETE"),
    ("/projects/{}/branches/{}/finalize_restore", "POST"),
    ("/projects/{}/branches/{}/functions", "GET"),
    ("/projects/{}/branches/{}/functions/{}", "GET PATCH DELETE"),
    ("/projects/{}/branches/{}/functions/{}/deployments", "POST"),
    ("/projects/{}/branches/{}/masking_rules", "GET PATCH"),
    ("/projects/{}/branches/{}/recover", "POST"),
    ("/projects/{}/branches/{}/snapshot", "POST"),
    ("/projects/{}/branches/{}/storage", "GET"),
    ("/projects/{}/jwks", "GET POST"),
    ("/projects/{}/jwks/{}", "DELETE"),
    ("/projects/{}/permissions", "GET POST"),
    ("/projects/{}/permissions/{}", "DELETE"),
    ("/projects/{}/recover", "POST"),
    ("/projects/{}/snapshots", "GET"),
    ("/projects/{}/snapshots/{}", "PATCH DELETE"),
    ("/projects/{}/snapshots/{}/restore", "POST"),
    ("/projects/{}/transfer_requests", "POST"),
    ("/projects/{}/transfer_requests/{}", "PUT"),
    ("/projects/{}/vpc_endpoints", "GET"),
    ("/projects/{}/vpc_endpoints/{}", "POST DELETE"),
    ("/regions", "GET"),
    ("/users/me/projects/transfer", "POST"),
];

#[cfg(test)]
pub(super) fn routes() -> impl Iterator<Item = (&'static str, &'static str)> {
    UNSUPPORTED.iter().flat_map(|(route, methods)| methods.split(' ').map(move |one| (one, *route)))
}
