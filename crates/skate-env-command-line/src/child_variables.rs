//! The variables for a command that `run` starts: one environment's URLs, and no other's.

use std::{borrow::Cow, collections::BTreeMap};

use secrecy::{ExposeSecret as _, SecretString};
use skate_env_core::{Config, Environment, Purpose, ResolvedDatabase, Variables, names};

use crate::production::pins_of_own_variables;

/// Other names that integrations give to a database, Vercel's and libpq's: emptied, because
/// only what is set keeps a dotenv file from setting it. Then libpq's lead to the database.
///
/// `PGSERVICE` is not among them: libpq refuses an empty one, and where it is set nothing
/// resolves.
const OTHERS: [&str; 16] = [
    "PGDATABASE",
    "PGHOST",
    "PGHOSTADDR",
    "PGHOST_UNPOOLED",
    "PGOPTIONS",
    "PGPASSFILE",
    "PGPASSWORD",
    "PGPORT",
    "PGSERVICEFILE",
    "PGUSER",
    "POSTGRES_DATABASE",
    "POSTGRES_HOST",
    "POSTGRES_PASSWORD",
    "POSTGRES_URL",
    "POSTGRES_URL_NO_SSL",
    "POSTGRES_USER",
];

/// What schemas of Prisma 6 call the direct URL: what stands there, migrations follow.
const DIRECT_URL: &str = "DIRECT_URL";

/// The variables to set for a command that may talk to `resolved`, by name; those it must not
/// see are empty.
#[must_use]
pub fn child_variables(
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
) -> BTreeMap<String, SecretString> {
    let environment = resolved.environment;
    let mut child = BTreeMap::new();
    let mut set = |name: &str, value: String| child.insert(name.to_owned(), value.into());
    for name in Environment::ALL.into_iter().flat_map(|it| config.all_url_variables(it)) {
        set(&name, String::new());
    }
    for name in OTHERS {
        set(name, String::new());
    }
    let urls = pair(resolved);
    for [pooled, direct] in std::iter::once(config.url_variables(environment))
        .chain(names::GENERAL_PAIRS.map(|pair| pair.map(Cow::Borrowed)))
    {
        set(&pooled, urls[0].to_owned());
        set(&direct, urls[1].to_owned());
    }
    set(DIRECT_URL, urls[1].to_owned());
    for (name, value) in libpq_variables(variables, resolved) {
        set(name, value.expose_secret().to_owned());
    }
    set(names::DATABASE_ENVIRONMENT, environment.to_string());
    set(names::SKATE_ENV_RUN, environment.to_string());
    let production = production(variables, config, resolved);
    if !production.is_empty() {
        set(names::SKATE_ENV_PRODUCTION, production);
    }
    child
}

/// Pooled and direct; for a purpose that needs the one direct URL, that one in both places.
fn pair(resolved: &ResolvedDatabase) -> [&str; 2] {
    if resolved.provenance.is_none() {
        return ["", ""]; // a build that does without
    }
    let url = resolved.url.expose_secret();
    match resolved.purpose {
        Purpose::Migrate | Purpose::Read => [url, url],
        Purpose::App | Purpose::Test => {
            [url, resolved.direct_url.as_ref().map_or("", |direct| direct.expose_secret())]
        }
    }
}

/// What tools of libpq reach that are given no URL: the same database, in sessions of its own.
pub(crate) fn libpq_variables(
    variables: &Variables,
    resolved: &ResolvedDatabase,
) -> Vec<(&'static str, SecretString)> {
    let Some(target) = resolved.target.as_ref() else { return Vec::new() };
    let direct = || resolved.direct_url.as_ref().unwrap_or(&resolved.url);
    let url = match resolved.purpose {
        Purpose::Migrate | Purpose::Read => &resolved.url,
        Purpose::App | Purpose::Test => direct(),
    };
    let target = url.target(variables).ok().flatten().unwrap_or_else(|| target.clone());
    url.libpq_variables(&target, variables)
}

/// What is pinned by variable, and where production's own variables lead: the command cannot
/// look there any more.
fn production(variables: &Variables, config: &Config, resolved: &ResolvedDatabase) -> String {
    let mut pins: Vec<String> =
        variables.get(names::SKATE_ENV_PRODUCTION).map(str::to_owned).into_iter().collect();
    for pin in pins_of_own_variables(variables, config, resolved) {
        let pin = pin.to_string();
        if !pins.contains(&pin) {
            pins.push(pin);
        }
    }
    pins.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use skate_env_core::{Facts, Request, resolve};

    const PRODUCTION: &str = "postgresql://app:canary@db.example.com/shop?sslmode=require";
    const POOLED: &str =
        "postgresql://app:canary@ep-dev-meadow-111111-pooler.eu.aws.neon.tech/shop?sslmode=require";

    fn child(request: &Request, more: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = [
            ("POSTGRES_PRISMA_URL", PRODUCTION),
            ("POSTGRES_PRISMA_URL_DEV", POOLED),
            ("POSTGRES_URL", PRODUCTION),
        ];
        let variables: Variables = pairs.into_iter().chain(more.iter().copied()).collect();
        let config = Config::default();
        let resolved = resolve(&variables, Facts::new(), &config, request).unwrap();
        let child = child_variables(&variables, &config, &resolved);
        child.into_iter().map(|(name, url)| (name, url.expose_secret().to_owned())).collect()
    }

    #[test]
    fn the_environments_pair_stands_under_every_name() {
        let child = child(&Request::new(), &[]);
        for name in ["POSTGRES_PRISMA_URL_DEV", "POSTGRES_PRISMA_URL", "DATABASE_URL"] {
            assert_eq!(child[name], POOLED, "{name}");
        }
        for name in ["POSTGRES_URL_NON_POOLING_DEV", "DATABASE_URL_UNPOOLED", "DIRECT_URL"] {
            assert_eq!(child[name], POOLED.replace("-pooler", ""), "{name}");
        }
        assert_eq!(child["DATABASE_ENVIRONMENT"], "development");
        assert_eq!(child["SKATE_ENV_RUN"], "development");
    }

    #[test]
    fn every_other_database_variable_is_empty_and_production_is_a_pin() {
        let child = child(&Request::new(), &[("SKATE_ENV_PRODUCTION", "ep-cool-darkness-123456")]);
        for name in ["POSTGRES_URL", "PGHOSTADDR", "POSTGRES_PRISMA_URL_STAGING", "PGPASSFILE"] {
            assert_eq!(child[name], "", "{name}");
        }
        assert_eq!(
            child["SKATE_ENV_PRODUCTION"],
            "ep-cool-darkness-123456,db.example.com:5432/shop"
        );
        assert!(!child.contains_key("PGSERVICE"));
    }

    #[test]
    fn a_tool_that_is_given_no_url_reaches_the_same_database_directly() {
        let child = child(&Request::new(), &[]);
        for (name, value) in [
            ("PGHOST", "ep-dev-meadow-111111.eu.aws.neon.tech"),
            ("PGPORT", "5432"),
            ("PGUSER", "app"),
            ("PGPASSWORD", "canary"),
            ("PGDATABASE", "shop"),
            ("PGSSLMODE", "require"),
        ] {
            assert_eq!(child[name], value, "{name}");
        }
    }

    #[test]
    fn a_migration_gets_the_direct_url_and_a_reader_a_read_only_one() {
        let migrate = child(&Request::new().purpose(Purpose::Migrate), &[]);
        assert_eq!(migrate["DATABASE_URL"], POOLED.replace("-pooler", ""));
        let read = child(&Request::new().purpose(Purpose::Read), &[]);
        assert!(read["DATABASE_URL"].contains("default_transaction_read_only"));
        assert_eq!(read["DATABASE_URL"], read["POSTGRES_URL_NON_POOLING_DEV"]);
    }

    /// The command's own analysis of its variables must not differ from what was decided.
    #[test]
    fn the_command_decides_as_its_run_did() {
        for purpose in [Purpose::App, Purpose::Migrate, Purpose::Read] {
            let child = child(&Request::new().purpose(purpose), &[]);
            let url = child["DATABASE_URL"].clone();
            let variables: Variables = child.into_iter().collect();
            let again =
                resolve(&variables, Facts::new(), &Config::default(), &Request::new()).unwrap();
            assert_eq!(again.url.expose_secret(), url);
            assert!(again.warnings.is_empty(), "{:?}", again.warnings);
        }
    }
}
