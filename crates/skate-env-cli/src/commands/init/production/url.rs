//! Finds production by a URL in a variable. The URL is shown redacted, and never written.

use skate_env_core::{Config, DatabaseUrl, Environment, Pin, Target, Variables, names};

use super::Production;
use crate::failure::Failure;

/// A database that may be production.
pub(super) struct Candidate {
    variable: String,
    url: DatabaseUrl,
    target: Target,
}

impl Candidate {
    pub(super) fn question(&self) -> String {
        format!(
            "{} is {}\nIs this production's database, {}?",
            self.variable, self.url, self.target
        )
    }

    pub(super) fn pinned(&self) -> Production {
        let mut production = Production {
            description: format!("{}, from {}", self.target, self.variable),
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

/// The database of the URL in a variable.
pub(super) fn of_variable(name: &str, variables: &Variables) -> Result<Candidate, Failure> {
    if name.contains("://") {
        return Err(Failure::usage(
            "--production-url-from takes the name of a variable, not a URL.",
            "Set the URL in a variable and name the variable: other users can see what you type here.",
        ));
    }
    let Some(value) = variables.get(name) else {
        return Err(Failure::usage(
            "The variable of --production-url-from is not set, neither here nor in a dotenv file.",
            "Set it for this command, or name another variable.",
        ));
    };
    let url = DatabaseUrl::parse(value)?;
    match url.target(variables)? {
        Some(target) if !target.is_local() => {
            Ok(Candidate { variable: name.to_owned(), url, target })
        }
        _ => Err(Failure::usage(
            format!("{name} is the URL of a database on this machine, which is not production."),
            "Name another variable, or use --no-production.",
        )),
    }
}

/// The databases in production's variables, each once.
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
