//! Connection URLs. They have no `sslmode`: node-postgres takes `sslmode=require` for a request to
//! verify the certificate, which no public authority signed.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::state::{Branch, Endpoint, Password};

const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The URL of a database. This machine has no pooler, so that the pooled URL is the direct one:
/// Prisma's `pgbouncer=true` would be a mark that psql and tokio-postgres refuse to connect with.
pub(in crate::api) fn url(
    endpoint: &Endpoint,
    (role, password): (&str, &Password),
    database: &str,
) -> String {
    let escaped = |text| utf8_percent_encode(text, ESCAPED);
    format!(
        "postgresql://{}:{}@{}/{}",
        escaped(role),
        escaped(password.expose()),
        endpoint.host(),
        escaped(database),
    )
}

/// The connection of a new branch, if it has exactly one role and one database.
pub(in crate::api) fn connection(branch: &Branch, endpoint: &Endpoint) -> Option<Value> {
    let ([role], [database]) = (&branch.roles[..], &branch.databases[..]) else { return None };
    let password = role.password.as_ref()?;
    Some(json!([{
        "connection_uri": url(endpoint, (&role.name, password), &database.name),
        "connection_parameters": {
            "database": database.name,
            "password": password.expose(),
            "role": role.name,
            "host": endpoint.host(),
            "pooler_host": endpoint.host(),
        },
    }]))
}
