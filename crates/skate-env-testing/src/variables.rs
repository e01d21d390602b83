//! The variables of a process that may use one test database and no other.

use std::borrow::Cow;

use skate_env_core::{Config, Environment, names};

/// Names and values for a process that tests with this database: the pair of URLs under the names of
/// testing and under the general names, and what the guard compares them with.
///
/// Every variable of another environment leads nowhere: a name that is asked for by mistake fails
/// where it is used.
#[must_use]
pub fn variables_of(config: &Config, database: Option<&str>) -> Vec<(Cow<'static, str>, String)> {
    let nowhere = names::FORGOTTEN_TEST_URL;
    let mut variables: Vec<(Cow<'static, str>, String)> = Vec::new();
    for environment in Environment::ALL {
        let url = database.filter(|_| environment == Environment::Testing).unwrap_or(nowhere);
        variables.extend(config.all_url_variables(environment).map(|name| (name, url.to_owned())));
    }
    // After those of production, which has the general names by default.
    let general = database.unwrap_or(nowhere);
    for name in names::GENERAL_PAIRS.as_flattened() {
        variables.retain(|(known, _)| known != name);
        variables.push((Cow::Borrowed(*name), general.to_owned()));
    }
    variables.push((Cow::Borrowed(names::DATABASE_ENVIRONMENT), "testing".to_owned()));
    variables.push((Cow::Borrowed(names::SKATE_ENV_RUN), "testing".to_owned()));
    variables
        .push((Cow::Borrowed(names::SKATE_ENV_TEST), database.map_or("none", place_of).to_owned()));
    variables
}

/// What tells one database of this machine from another: `127.0.0.1:5432/name`.
fn place_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.rsplit_once('@').map_or(rest, |(_, place)| place)
}
