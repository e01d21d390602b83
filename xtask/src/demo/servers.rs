//! Neon on this machine: production, and a branch of it for each of the other environments, made
//! by the same client as on Neon itself.

use std::time::Instant;

use anyhow::{Context, Result};
use skate_env_core::neon::calls::{self, databases::Login};
use skate_env_core::neon::lifecycle::{BranchSpec, Branches, Production, find_production};
use skate_env_core::neon::{Client, ProjectId};
use skate_env_core::{Class, Config, DatabaseUrl};
use skate_env_local::{ControlPlane, Durability, Error, Options, Search};
use tokio::runtime::Runtime;

use super::{heading, state, variables};
use crate::tools;

/// The environments of the demo.
pub(super) const NAMES: [&str; 3] = ["production", "staging", "development"];

/// The database and its owner, the same everywhere: only the branch differs.
pub(super) const DATABASE: &str = "shop";
pub(super) const ROLE: &str = "shop_owner";

/// A branch that is awake.
pub(super) struct Branch {
    pub(super) name: &'static str,
    /// Its id: a new one, and its database was never migrated.
    pub(super) id: String,
    url: DatabaseUrl,
}

impl Branch {
    pub(super) fn port(&self) -> u16 {
        let target = self.url.target(&skate_env_core::Variables::new());
        target.ok().flatten().map_or(0, |target| target.port)
    }

    /// The URL with another host and port, as somebody might write it; it holds the password.
    pub(super) fn url_at(&self, address: &str) -> String {
        let own = format!("127.0.0.1:{}", self.port());
        self.url.expose_secret().replacen(&own, address, 1)
    }

    pub(super) fn url(&self) -> String {
        self.url.expose_secret().to_owned()
    }
}

/// The control plane and its branches. They stop when it is dropped.
pub(super) struct Servers {
    pub(super) branches: Vec<Branch>,
    plane: Option<ControlPlane>,
    runtime: Runtime,
}

impl Drop for Servers {
    fn drop(&mut self) {
        if let Some(plane) = self.plane.take() {
            self.runtime.block_on(plane.shut_down());
        }
    }
}

pub(super) fn start() -> Result<Servers> {
    heading("Neon on this machine");
    let begin = Instant::now();
    let runtime = Runtime::new()?;
    let mut options = Options::new(state::home()?, search());
    options.durability = Durability::Relaxed;
    "demo".clone_into(&mut options.project_name);
    ROLE.clone_into(&mut options.role_name);
    DATABASE.clone_into(&mut options.database_name);
    let plane = runtime.block_on(ControlPlane::start(options)).map_err(explain)?;
    println!("Its API is at {} ({:.1} s).", plane.api_host(), begin.elapsed().as_secs_f64());
    // From here on it is stopped in order, whatever happens.
    let mut servers = Servers { branches: Vec::new(), plane: Some(plane), runtime };
    servers.branches = servers.make_branches()?;
    Ok(servers)
}

impl Servers {
    fn make_branches(&self) -> Result<Vec<Branch>> {
        let plane = self.plane.as_ref().context("the control plane has ended")?;
        self.runtime.block_on(async {
            let client = Client::connect(&plane.api_host(), &plane.api_key())?;
            let project = ProjectId::new(plane.project_id())?;
            let production = find_production(&client, &project, None, false).await?;
            let mut all = vec![Branch {
                name: NAMES[0],
                id: production.branch.id.to_string(),
                url: production_url(&client, &production).await?,
            }];
            let pins = Production::new(production.pins)?;
            let branches = Branches::new(client, project, pins, Config::default());
            for (name, class) in [(NAMES[1], Class::Staging), (NAMES[2], Class::Development)] {
                let begin = Instant::now();
                let made = branches.ensure(&BranchSpec::new(name, class, "demo")).await?;
                let seconds = begin.elapsed().as_secs_f64();
                println!("{name:<12} {} {:?} in {seconds:.1} s", made.branch.id, made.outcome);
                let id = made.branch.id.to_string();
                all.push(Branch { name, id, url: made.connection.direct });
            }
            Ok(all)
        })
    }
}

/// The client hands production out to nobody; here the demo plays Vercel's settings page.
async fn production_url(
    client: &Client,
    production: &skate_env_core::neon::lifecycle::ProductionPins,
) -> Result<DatabaseUrl> {
    let endpoint = production.endpoints.first().context("production has no endpoint")?;
    let branch = &production.branch.id;
    let login = Login { branch, endpoint, database: DATABASE, role: ROLE };
    let call = calls::databases::connection_uri(&production.project, login, false);
    Ok(DatabaseUrl::parse(client.send(&call).await?.uri.expose_secret())?)
}

/// npm's PostgreSQL, the same on every machine; an installed one where npm has none or cannot be
/// reached.
fn search() -> Search {
    if let Ok(node_modules) = tools::postgres() {
        return Search::only(node_modules);
    }
    let mut search = Search::default();
    search.path = variables::path();
    search
}

fn explain(error: Error) -> anyhow::Error {
    let (code, hint) = (error.code(), error.hint().to_owned());
    anyhow::Error::new(error).context(format!("{hint} [{code}]"))
}
