//! Where production is: its pins, and where its own variables lead.

use skate_env_core::{
    Config, DatabaseUrl, Environment, Pin, PinnedDatabases, ResolvedDatabase, Target, Variables,
    names,
};

#[cfg(feature = "shell")]
use crate::Connection;

/// Where nothing but what was resolved may lead a command: to production, unless that was asked
/// for, and past a guarded connection to the database behind it.
#[cfg(feature = "shell")]
pub(crate) fn forbidden(
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
    connection: Connection,
) -> PinnedDatabases {
    match (connection, resolved.environment.is_production()) {
        (Connection::Direct, true) => PinnedDatabases::new([]),
        (Connection::Direct, false) => databases(variables, config, resolved),
        // Its bare name leads past the gateway, too.
        (Connection::Guarded, true) => {
            PinnedDatabases::new(pins(variables, config, resolved).chain(own(variables, resolved)))
        }
        (Connection::Guarded, false) => {
            let pins = pins(variables, config, resolved).chain(own(variables, resolved));
            PinnedDatabases::new(pins).beside(resolved.target.clone())
        }
    }
}

/// Both places where the resolved database is: the pooler's may be another host.
#[cfg(feature = "shell")]
fn own(variables: &Variables, resolved: &ResolvedDatabase) -> impl Iterator<Item = Pin> {
    let urls = [Some(&resolved.url), resolved.direct_url.as_ref()].into_iter().flatten();
    let targets = urls.filter_map(|url| url.target(variables).ok().flatten());
    targets.filter_map(|target| Pin::of_target(&target))
}

/// Production's databases, as texts are searched for them beside the one that was resolved.
pub(crate) fn databases(
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
) -> PinnedDatabases {
    PinnedDatabases::new(pins(variables, config, resolved)).beside(resolved.target.clone())
}

fn pins(
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
) -> impl Iterator<Item = Pin> {
    let policy = config.environments.get(&Environment::Production);
    let pins: Vec<_> = policy.into_iter().flat_map(|policy| policy.pins.clone()).collect();
    let of_variables = resolved.production.clone();
    let of_own = pins_of_own_variables(variables, config, resolved);
    pins.into_iter().chain(of_variables).chain(of_own)
}

/// Where production's own variables lead, if they do not serve what was resolved.
pub(crate) fn pins_of_own_variables(
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
) -> Vec<Pin> {
    // Inside a `run` the names hold that environment's URLs, or those of its guarded connection.
    if resolved.is_guarded
        || variables.get(names::SKATE_ENV_RUN).is_some_and(|it| it != "production")
    {
        return Vec::new();
    }
    // A general name may have served this environment: the guards have seen that.
    let is_other = |target: &Target| {
        resolved.environment.is_production()
            || !resolved.target.as_ref().is_some_and(|own| own.is_same_as(target))
    };
    let target = |text: &str| DatabaseUrl::parse(text).ok()?.target(variables).ok()?;
    config
        .all_url_variables(Environment::Production)
        .filter_map(|name| target(variables.get(&name)?))
        .filter(is_other)
        .filter_map(|target| Pin::of_target(&target))
        .collect()
}
