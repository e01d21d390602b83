//! The core's own client for Neon, against this API.

use secrecy::SecretString;
use skate_env_core::neon::lifecycle::{Branches, Production};
use skate_env_core::neon::{BranchRef, Client, ProjectId};
use skate_env_core::{Config, Environment};

use super::fixture::{KEY, TestApi};

/// The client returns an error for a URL with another endpoint, role or database.
#[tokio::test]
async fn the_client_takes_both_urls_and_never_those_of_production() {
    let neon = TestApi::start().await;
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
    assert_eq!(pooled, direct, "there is no pooler");
    let main = BranchRef::Name("main".to_owned());
    assert!(branches.connection(&main, Environment::Development).await.is_err());
}
