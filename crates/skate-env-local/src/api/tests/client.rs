//! The client that serves Neon, against this.

use secrecy::SecretString;
use skate_env_core::neon::lifecycle::{Branches, Production};
use skate_env_core::neon::{BranchRef, Client, ProjectId};
use skate_env_core::{Config, Environment};

use super::setup::{KEY, Neon};

/// It refuses a URL that is not the endpoint's, the role's and the database's.
#[tokio::test]
async fn the_client_takes_both_urls_and_never_those_of_production() {
    let neon = Neon::start().await;
    neon.branch("dev").await;
    let base = format!("http://{}/api/v2", neon.address());
    let client = Client::connect(&base, &SecretString::from(KEY)).unwrap();
    let id = neon.id("main");
    let endpoint = neon.plane.read(|state| state.endpoint_of(&id).unwrap().id.clone());
    let policy = format!(
        "[environments.production]\nbranch = \"main\"\nbranch_id = \"{id}\"\nendpoints = [\"{endpoint}\"]\n"
    );
    let config = Config::parse("skate-env.toml", &policy).unwrap();
    let production = Production::of_config(&config).unwrap();
    let project = ProjectId::new(neon.project.clone()).unwrap();
    let branches = Branches::new(client, project, production, config);

    let dev = BranchRef::Name("dev".to_owned());
    let found = branches.connection(&dev, Environment::Development).await.unwrap();
    let (pooled, direct) = (found.pooled.expose_secret(), found.direct.expose_secret());
    assert_eq!(pooled, &format!("{direct}?pgbouncer=true"));
    let main = BranchRef::Name("main".to_owned());
    assert!(branches.connection(&main, Environment::Development).await.is_err());
}
