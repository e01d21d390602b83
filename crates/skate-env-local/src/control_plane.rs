//! The control plane in this process, and its options.

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;

use crate::api::Api;
use crate::faults::Faults;
use crate::plane::Plane;
use crate::postgres::blocking;
use crate::{Durability, Result, Search};

/// The options of a control plane. The names of project, branch, role and database count for the
/// first start in a folder; later starts use what exists.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The folder of the control plane and of all data.
    pub home: PathBuf,
    /// Where to search for PostgreSQL's programs.
    pub search: Search,
    /// Whether a commit survives a power cut.
    pub durability: Durability,
    /// The project's name.
    pub project_name: String,
    /// The name of the first branch: production.
    pub branch_name: String,
    /// The role that owns the first database.
    pub role_name: String,
    /// The first database.
    pub database_name: String,
    /// The API key; a random one if `None`.
    pub api_key: Option<SecretString>,
    /// Whether the API accepts `POST /faults`, for tests.
    pub faults: bool,
    /// [`crate::ClusterOptions::template`] of the first branch, for tests.
    pub template: Option<PathBuf>,
}

impl Options {
    /// As a new project on Neon: branch `main`, role `neondb_owner`, database `neondb`.
    #[must_use]
    pub fn new(home: impl Into<PathBuf>, search: Search) -> Self {
        Self {
            home: home.into(),
            search,
            durability: Durability::Full,
            project_name: "local".to_owned(),
            branch_name: "main".to_owned(),
            role_name: "neondb_owner".to_owned(),
            database_name: "neondb".to_owned(),
            api_key: None,
            faults: false,
            template: None,
        }
    }
}

/// Neon's API on 127.0.0.1 over real servers. [`ControlPlane::shut_down`] stops them and waits for
/// their end. Dropping it stops them as well, without waiting.
///
/// ```no_run
/// use skate_env_local::{ControlPlane, Options, Search};
///
/// # async fn example() -> Result<(), skate_env_local::Error> {
/// let plane = ControlPlane::start(Options::new(".skate-env", Search::default())).await?;
/// println!("NEON_API_HOST={} for project {}", plane.api_host(), plane.project_id());
/// plane.shut_down().await;
/// # Ok(())
/// # }
/// ```
pub struct ControlPlane {
    api: Api,
    plane: Arc<Plane>,
}

impl ControlPlane {
    /// Starts the control plane in a folder, and creates the project on the first start.
    ///
    /// # Errors
    ///
    /// `postgres_not_found`, `version_unsupported`, `version_mismatch`, `folder_in_use`,
    /// `folder_of_another_user`, `folder_unreachable`, `port_taken`, `disk_full`,
    /// `state_unreadable`, and the errors of a server's start.
    pub async fn start(options: Options) -> Result<Self> {
        let plane = blocking(move || Plane::open(&options)).await?;
        let started = async {
            // Before the API: the project exists when the first request arrives.
            plane.start().await?;
            let port = plane.read(|state| state.project.api_port);
            Api::serve(Arc::clone(&plane), plane.faults().clone(), port).await
        };
        match started.await {
            Ok(api) => Ok(Self { api, plane }),
            Err(error) => {
                plane.shut_down().await;
                Err(error)
            }
        }
    }

    /// The value for `NEON_API_HOST`.
    #[must_use]
    pub fn api_host(&self) -> String {
        format!("http://{}/api/v2", self.api.address())
    }

    /// The value for `NEON_API_KEY`.
    #[must_use]
    pub fn api_key(&self) -> SecretString {
        self.plane.read(|state| state.project.api_key.secret())
    }

    /// The project's id.
    #[must_use]
    pub fn project_id(&self) -> String {
        self.plane.read(|state| state.project.id.to_string())
    }

    /// The certificate of the authority that signs the servers' certificate: for `sslrootcert` or
    /// `NODE_EXTRA_CA_CERTS`.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.plane.certificate().authority()
    }

    /// The faults that tests inject.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        self.plane.faults()
    }

    /// Stops the API, waits for running operations, and stops every server.
    pub async fn shut_down(self) {
        self.api.stop().await;
        self.plane.shut_down().await;
    }
}
