//! Starting a control plane in a folder, after removing what a killed one left there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use skate_env_core::neon::{BranchId, model::OperationStatus};

use super::Plane;
use crate::faults::Faults;
use crate::files::remove_folder;
use crate::history::DEFAULT_RETENTION;
use crate::home::{Certificate, Home};
use crate::state::{
    Action, Database, EndpointDefaults, Operation, Origin, Password, Ports, Project, Role, State,
    Task, VERSION, branch_id, operation_id, project_id,
};
use crate::store::Store;
use crate::transition::NewEndpoint;
use crate::{Account, Binaries, Durability, Error, Options, Result, Search, generate_password};

/// How the servers are run.
#[derive(Debug)]
pub(crate) struct Postgres {
    pub(crate) binaries: Binaries,
    pub(crate) account: Account,
    pub(crate) durability: Durability,
    pub(crate) certificate: Certificate,
    /// Where to search for `pg_dump`.
    pub(crate) search: Search,
    /// For tests: where the first branch's `initdb` templates are.
    pub(crate) template: Option<PathBuf>,
}

const STATE: &str = "state.json";

impl Plane {
    /// Opens a home. Blocks: it may wait until the servers of a killed control plane have ended.
    pub(crate) fn open(options: &Options) -> Result<Arc<Self>> {
        let account = Account::for_servers()?;
        let binaries = Binaries::find(&options.search)?;
        let home = Home::open(&options.home, &account)?;
        let certificate = Certificate::open(home.folder(), &account)?;
        let path = home.folder().join(STATE);
        let store = if let Some(store) = Store::open(&path, options.durability)? {
            store
        } else {
            let state = first_state(options, binaries.major())?;
            Store::create(&path, options.durability, state)?
        };
        check_version(&store, &binaries, home.folder())?;
        remove_unreferenced_folders(&store, &home.clusters())?;
        let postgres = Postgres {
            binaries,
            account,
            durability: options.durability,
            certificate,
            search: options.search.clone(),
            template: options.template.clone(),
        };
        let faults = if options.faults { Faults::over_http() } else { Faults::default() };
        Ok(Arc::new(Self::new(store, postgres, faults, home)))
    }

    /// Creates the project's first branch if it does not exist yet, and starts everything else.
    pub(crate) async fn start(self: &Arc<Self>) -> Result<()> {
        if let Err(error) = self.create_first_branch().await {
            // The next start begins with a new project.
            let path = self.home.folder().join(STATE);
            let _ = fs::remove_file(path);
            return Err(error);
        }
        self.reconcile();
        self.start_operations();
        self.background.spawn(Arc::clone(self).delete_expired_branches());
        self.background.spawn(Arc::clone(self).keep_histories());
        Ok(())
    }

    async fn create_first_branch(self: &Arc<Self>) -> Result<()> {
        let first = self.read(|state| {
            let creates = |one: &&Operation| {
                matches!(one.task, Some(Task::CreateBranch { origin: Origin::NewCluster }))
            };
            state.operations.iter().find(creates).map(|one| (one.id.clone(), one.branch_id.clone()))
        });
        let Some((operation, branch)) = first else { return Ok(()) };
        let task = Task::CreateBranch { origin: Origin::NewCluster };
        self.execute(&branch, &task).await.map_err(super::error::PlaneError::into_error)?;
        self.store
            .change(|state| {
                for found in state.operations.iter_mut().filter(|found| found.id == operation) {
                    (found.status, found.task) = (OperationStatus::Finished, None);
                }
                Ok(())
            })
            .map_err(Error::not_made)
    }
}

/// A project as Neon creates it: one root branch with a role, a database and an endpoint.
fn first_state(options: &Options, pg_version: u32) -> Result<State> {
    let now = Timestamp::now();
    let id = branch_id()?;
    let mut branch = State::first_branch(id.clone(), &options.branch_name, now)?;
    branch.roles.push(Role {
        name: options.role_name.clone(),
        password: Some(generate_password()?.into()),
        created_at: now,
        updated_at: now,
    });
    branch.databases.push(Database {
        id: 1,
        name: options.database_name.clone(),
        owner_name: options.role_name.clone(),
        created_at: now,
        updated_at: now,
    });
    let mut ports = Ports::default();
    let project = Project {
        id: project_id()?,
        name: options.project_name.clone(),
        created_at: now,
        updated_at: now,
        pg_version,
        default_branch: id.clone(),
        history_retention_seconds: u32::try_from(DEFAULT_RETENTION.as_secs()).unwrap_or(u32::MAX),
        settings: json!({}),
        default_endpoint_settings: EndpointDefaults::default(),
        api_port: ports.take()?,
        api_key: match &options.api_key {
            Some(key) => Password::from(key.clone()),
            None => generate_password()?.into(),
        },
        superuser_password: generate_password()?.into(),
    };
    let mut state = State {
        version: VERSION,
        project,
        branches: [(id.clone(), branch)].into(),
        endpoints: [].into(),
        operations: vec![first_operation(&id, now)?],
        ports,
        deleted_branches: Vec::new(),
    };
    state.add_endpoint(&id, &NewEndpoint::default(), now).map_err(Error::not_made)?;
    Ok(state)
}

fn first_operation(branch: &BranchId, now: Timestamp) -> Result<Operation> {
    Ok(Operation {
        id: operation_id()?,
        branch_id: branch.clone(),
        endpoint_id: None,
        action: Action::CreateBranch,
        status: OperationStatus::Running,
        error: None,
        created_at: now,
        updated_at: now,
        total_duration_ms: 0,
        task: Some(Task::CreateBranch { origin: Origin::NewCluster }),
    })
}

/// One major version cannot read the data of another.
fn check_version(store: &Store, binaries: &Binaries, folder: &Path) -> Result<()> {
    let found = store.read(|state| state.project.pg_version);
    if found == binaries.major() {
        return Ok(());
    }
    Err(Error::version_mismatch(folder, &found.to_string(), binaries.major()))
}

/// Removes the data folders that the state does not name: incomplete ones, and those of deleted
/// branches.
fn remove_unreferenced_folders(store: &Store, clusters: &Path) -> Result<()> {
    let named: BTreeSet<String> =
        store.read(|state| state.timelines().map(|timeline| timeline.0.clone()).collect());
    let entries = fs::read_dir(clusters).map_err(Error::io("read", clusters))?;
    for entry in entries.filter_map(std::result::Result::ok) {
        if !named.contains(&*entry.file_name().to_string_lossy()) {
            remove_folder(&entry.path())?;
        }
    }
    Ok(())
}
