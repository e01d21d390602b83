//! Where production is: its pins, and where its own variables lead.

use skate_env_core::{
    Config, DatabaseUrl, Environment, Pin, PinnedDatabases, ResolvedDatabase, Target, Variables,
    names,
};

/// Production's databases, as texts are searched for them beside the one that was resolved.
pub(crate) fn databases(
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
) -> PinnedDatabases {
    let policy = config.environments.get(&Environment::Production);
    let pins = policy.into_iter().flat_map(|policy| policy.pins.clone());
    let pins = pins.chain(resolved.production.iter().cloned());
    let pins = pins.chain(pins_of_own_variables(variables, config, resolved));
    PinnedDatabases::new(pins).beside(resolved.target.clone())
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
