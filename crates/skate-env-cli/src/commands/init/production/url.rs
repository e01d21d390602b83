//! Production told by a URL that is set here. The URL is shown redacted, and never written down.

use skate_env_core::{Config, DatabaseUrl, Environment, Pin, Target, Variables, names};

use super::Production;
use crate::failure::Failure;

/// A database that may be production's.
pub(super) struct Candidate {
    variable: String,
    url: DatabaseUrl,
    target: Target,
}

impl Candidate {
    pub(super) fn question(&self) -> String {
        format!(
            "{} leads to {}\nIs this production's database, {}?",
            self.variable, self.url, self.target
        )
    }

    pub(super) fn pinned(&self) -> Production {
        let mut production = Production {
            said: format!("{}, which {} holds", self.target, self.variable),
            ..Production::default()
        };
        let server = self.target.server.to_string();
        let place = format!("{server}:{}/{}", self.target.port, self.target.database);
        if let Ok(pin @ (Pin::Endpoint(_) | Pin::Branch(_))) = Pin::parse(&server) {
            production.pin(&pin);
            production.database = Some(self.target.database.clone());
        } else {
            // A Supabase project is one database, whatever the port.
            let supabase = matches!(self.target.server, skate_env_core::Server::Supabase { .. });
            production.host = Some(if supabase { server } else { place });
        }
        production
    }
}

/// The database that a variable leads to.
pub(super) fn of_variable(name: &str, variables: &Variables) -> Result<Candidate, Failure> {
    if name.contains("://") {
        return Err(Failure::usage(
            "--production-url-from takes the name of a variable, not a URL.",
            "Set the URL in a variable and name that: what is typed here can be seen by others.",
        ));
    }
    let Some(value) = variables.get(name) else {
        return Err(Failure::usage(
            "The variable that --production-url-from names is not set, here or in a dotenv file.",
            "Set it for this command, or name another.",
        ));
    };
    let url = DatabaseUrl::parse(value)?;
    match url.target(variables)? {
        Some(target) if !target.is_local() => {
            Ok(Candidate { variable: name.to_owned(), url, target })
        }
        _ => Err(Failure::usage(
            format!("{name} leads to a database on this machine, which is nobody's production."),
            "Name another variable, or say --no-production.",
        )),
    }
}

/// What production's own variables hold, and those that anybody may use, each database once.
pub(super) fn candidates(config: &Config, variables: &Variables) -> Vec<Candidate> {
    let policy = config.environments.get(&Environment::Production);
    let chosen = policy.and_then(|policy| policy.url.as_deref());
    let usual = [names::POSTGRES_PRISMA_URL, names::POSTGRES_URL_NON_POOLING, names::DATABASE_URL];
    let mut found: Vec<Candidate> = Vec::new();
    for name in chosen.into_iter().chain(usual) {
        let Ok(candidate) = of_variable(name, variables) else { continue };
        if !found.iter().any(|other| other.target.is_same_as(&candidate.target)) {
            found.push(candidate);
        }
    }
    found
}
