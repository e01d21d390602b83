//! The life cycle of Neon's client on real servers: the cases of `skate-env-core`, unchanged.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]

#[path = "server/fixture.rs"]
#[expect(dead_code, reason = "shared with the tests of single servers")]
mod common;
#[path = "../../skate-env-core/tests/neon/contract.rs"]
mod contract;
#[path = "lifecycle/prism.rs"]
mod prism;

use contract::{Fixture, InjectedFault, contract};
use prism::Prism;
use skate_env_core::neon::lifecycle::{BranchSpec, Branches, Production, find_production};
use skate_env_core::neon::{Client, ProjectId};
use skate_env_core::{Class, Config};
use skate_env_local::{ControlPlane, Durability, Fault, FaultRule, Options, Search};
use tempfile::TempDir;

/// A control plane of its own for every case.
struct Local {
    plane: ControlPlane,
    client: Client,
    production: Production,
    _prism: Option<Prism>,
    _folder: TempDir,
}

impl Local {
    async fn new() -> Self {
        let folder = common::folder();
        let search = Search::only(common::binaries().folder());
        let mut options = Options::new(folder.path().join("home"), search);
        options.durability = Durability::Relaxed;
        options.template = Some(common::template_folder());
        let plane = ControlPlane::start(options).await.unwrap();
        let prism = Prism::in_front_of(&plane.api_host(), folder.path());
        let host = prism.as_ref().map_or_else(|| plane.api_host(), Prism::api_host);
        let client = Client::connect(&host, &plane.api_key()).unwrap();
        let project = ProjectId::new(plane.project_id()).unwrap();
        let pinned = find_production(&client, &project, None, false).await.unwrap();
        let production = Production::new(pinned.pins).unwrap();
        let local = Self { plane, client, production, _prism: prism, _folder: folder };
        local.branches().ensure(&BranchSpec::new("staging", Class::Staging, "me")).await.unwrap();
        local
    }
}

impl Fixture for Local {
    fn branches(&self) -> Branches {
        let production = self.production.clone();
        Branches::new(self.client.clone(), self.project(), production, Config::default())
    }

    fn fail(&self, method: &'static str, end: &str, times: usize, failure: InjectedFault) {
        let status = |code| Fault::Status { code, retry_after: Some(0) };
        let what = match failure {
            InjectedFault::Locked => status(423),
            InjectedFault::Unavailable => status(503),
            InjectedFault::LostRequest => Fault::LoseRequest,
            InjectedFault::LostReply => Fault::LoseReply,
            InjectedFault::CutReply => Fault::CutReply,
        };
        let (method, path) = (Some(method.to_owned()), end.to_owned());
        let times = u32::try_from(times).unwrap();
        self.plane.faults().add(FaultRule { method, path, times, what });
    }

    fn has_pooler(&self) -> bool {
        false
    }

    fn project(&self) -> ProjectId {
        ProjectId::new(self.plane.project_id()).unwrap()
    }
}

contract!(Local::new());
