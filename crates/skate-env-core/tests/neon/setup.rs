//! A fake Neon, a client of it, and the branches of its project.

use std::sync::Arc;

use secrecy::SecretString;
use skate_env_core::{
    Class, Config,
    neon::{
        Client, ProjectId,
        lifecycle::{BranchSpec, Branches, Production},
    },
};

use crate::{clock::JumpingClock, fake::Fake, server::Server};

pub(crate) const KEY: &str = "napi_canary_k3y";
pub(crate) const NAME: &str = "preview/pr-7";

const POLICY: &str = r#"
strict = true
[environments.production]
branch = "main"
branch_id = "br-cool-forest-100000"
endpoints = ["ep-cool-darkness-100000"]
[environments.staging]
branch = "staging"
"#;

pub(crate) struct Setup {
    pub(crate) clock: JumpingClock,
    pub(crate) fake: Arc<Fake>,
    pub(crate) server: Server,
    pub(crate) client: Client,
}

impl Setup {
    pub(crate) async fn new() -> Self {
        let clock = JumpingClock::default();
        let fake = Arc::new(Fake::new(clock.clone()));
        let server = Server::start(Arc::clone(&fake)).await;
        let client = client(&server.base, &clock);
        Self { clock, fake, server, client }
    }

    pub(crate) fn branches(&self) -> Branches {
        branches(self.client.clone())
    }
}

pub(crate) fn client(base: &str, clock: &JumpingClock) -> Client {
    let key = SecretString::from(KEY);
    Client::connect_with_clock(base, &key, Box::new(clock.clone())).unwrap()
}

pub(crate) fn branches(client: Client) -> Branches {
    let config = Config::parse("skate-env.toml", POLICY).unwrap();
    let production = Production::of_config(&config).unwrap();
    Branches::new(client, project(), production, config)
}

pub(crate) fn project() -> ProjectId {
    ProjectId::new("p1").unwrap()
}

pub(crate) fn spec() -> BranchSpec {
    BranchSpec::new(NAME, Class::Preview, "github:shop#7").because("pull request 7")
}
