//! `[environments.<name>]`: where an environment lives and which variables hold its URLs.

use super::{Pin, document::Section};

/// The policy of an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnvironmentPolicy {
    /// The branch's name.
    pub branch: Option<String>,
    /// The database's name.
    pub database: Option<String>,
    /// The role's name.
    pub role: Option<String>,
    /// The variable that holds the pooled URL, instead of the documented one.
    pub url: Option<String>,
    /// The variable that holds the direct URL, instead of the documented one.
    pub direct_url: Option<String>,
    /// What the environment is pinned to: branch id, endpoint ids, host, system identifier.
    pub pins: Vec<Pin>,
    /// Variables of its URLs that a policy further out names, and this one renames.
    pub(super) outer_urls: Vec<String>,
}

impl EnvironmentPolicy {
    pub(super) fn read(section: &mut Section<'_, '_>) -> Self {
        let branch = section.string("branch");
        let mut pins: Vec<Pin> =
            section.parsed("branch_id", Pin::parse_branch).into_iter().collect();
        pins.extend(section.parsed_list("endpoints", Pin::parse_endpoint));
        pins.extend(section.parsed("host", Pin::parse_host));
        let system = section.parsed("system_identifier", Pin::parse_system);
        pins.extend(system.map(|system| of_database(system, &pins)));
        Self {
            branch,
            database: section.string("database"),
            role: section.string("role"),
            url: section.parsed("url", variable_name),
            direct_url: section.parsed("direct_url", variable_name),
            pins,
            outer_urls: Vec::new(),
        }
    }
}

/// One server may hold several environments, each in a database that `host` names.
fn of_database(system: Pin, pins: &[Pin]) -> Pin {
    let named = pins.iter().find_map(|pin| match pin {
        Pin::Host { database, .. } => database.clone(),
        _ => None,
    });
    match system {
        Pin::System { identifier, .. } => Pin::System { identifier, database: named },
        other => other,
    }
}

/// A URL written here by mistake would be a secret in a committed file.
fn variable_name(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if !text.is_empty() && text.bytes().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("must be the name of a variable, such as `MY_STAGING_URL`".to_owned())
    }
}
