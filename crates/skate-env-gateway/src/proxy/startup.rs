//! What a client asks for at the start: this database, and nothing that would lift a limit.

use skate_env_core::{Code, verify::Connector};

use crate::{
    judge::{Policy, Refusal, decide_parameter},
    protocol::{options, startup::Parameters},
};

/// Whether a client asks for this database and nothing that would lift a limit.
pub(super) fn check(
    parameters: &Parameters,
    connector: &Connector,
    policy: &Policy,
) -> Result<(), Refusal> {
    let refusal = |message: &str, hint: &str| Refusal {
        code: Code::GuardedConnection,
        message: message.to_owned(),
        hint: hint.to_owned(),
    };
    let user = parameters.value("user").unwrap_or_default();
    let database = database(parameters);
    if user != connector.user() {
        return Err(refusal(
            "This guarded connection leads to one role, and the client asks for another.",
            "Keep the user of the URL that `skate-env run` gives the command.",
        ));
    }
    if database != connector.database() && !is_shadow(database, policy) {
        return Err(refusal(
            "This guarded connection leads to one database, and the client asks for another.",
            "Keep the database of the URL that `skate-env run` gives the command.",
        ));
    }
    let replicates = |value: &str| !matches!(value, "false" | "off" | "no" | "0");
    if parameters.value("replication").is_some_and(replicates) {
        return Err(refusal(
            "Replication does not go through a guarded connection.",
            "Replicate from outside of `skate-env run`.",
        ));
    }
    for (name, value) in &parameters.pairs {
        match &**name {
            "user" | "database" | "replication" => {}
            "options" => check_options(value, policy, refusal)?,
            _ => decide_parameter(policy, name, value)?,
        }
    }
    Ok(())
}

/// The database that a client asks for: its role's name, where it names none.
pub(super) fn database(parameters: &Parameters) -> &str {
    let named = parameters.value("database").filter(|name| !name.is_empty());
    named.or(parameters.value("user")).unwrap_or_default()
}

/// Whether it is a database that Prisma makes on the same server, to replay migrations in, and
/// drops: where nothing is judged, `migrate dev` needs it.
fn is_shadow(database: &str, policy: &Policy) -> bool {
    !policy.judges() && database.starts_with("prisma_migrate_shadow_db_")
}

fn check_options(
    value: &str,
    policy: &Policy,
    refusal: impl Fn(&str, &str) -> Refusal,
) -> Result<(), Refusal> {
    if !policy.judges() {
        return Ok(());
    }
    let settings = options::settings(value).map_err(|_| {
        refusal(
            "The connection's options hold something else than settings.",
            "Write each as `-c name=value`.",
        )
    })?;
    settings.iter().try_for_each(|(name, value)| decide_parameter(policy, name, value))
}
