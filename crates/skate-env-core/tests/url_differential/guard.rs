//! The guard under test: the one place where the harness meets `skate-env-core`.

use std::collections::BTreeMap;

use skate_env_core::{DatabaseUrl, Error, Server, Variables};

use super::judge::{Judgement, Target};

/// Judges a URL as `resolve` does before it compares anything with a pin.
pub(super) fn judge(url: &str, ambient: &BTreeMap<String, String>) -> Judgement {
    let variables = ambient.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    match target(url, &variables) {
        Ok(Some(target)) => Judgement::Target(target),
        Ok(None) => Judgement::Refused("(a SQLite file, which no driver is given)".to_owned()),
        Err(error) => Judgement::Refused(reason(&error)),
    }
}

fn target(url: &str, variables: &Variables) -> Result<Option<Target>, Error> {
    let Some(target) = DatabaseUrl::parse(url)?.target(variables)? else { return Ok(None) };
    let tenant = match &target.server {
        Server::Neon { endpoint } => Some(endpoint.clone()),
        Server::NeonBranch { branch } => Some(branch.clone()),
        Server::Supabase { project } => Some(project.clone()),
        _ => None,
    };
    let (host, port, database) = (target.host(), target.port, target.database);
    Ok(Some(Target { host, port, database, tenant }))
}

/// The code and the sentence, without the numbers in it: one reason, one line in the table.
fn reason(error: &Error) -> String {
    let message: String = error.message().chars().filter(|c| !c.is_ascii_digit()).collect();
    format!("{}: {message}", error.code())
}
