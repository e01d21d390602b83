//! A control plane with production and staging, and measurements of one branch.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use skate_env_core::neon::calls::endpoints;
use skate_env_core::neon::lifecycle::{
    BranchSpec, Branches, EnsuredBranch, Production, find_production,
};
use skate_env_core::neon::{BranchId, BranchRef, Client, ProjectId};
use skate_env_core::{Class, Config};
use skate_env_local::{ControlPlane, Options, Search};
use tempfile::TempDir;
use tokio_postgres::{NoTls, config::SslMode};

use crate::Result;

pub(crate) struct Fixture {
    pub(crate) plane: ControlPlane,
    pub(crate) branches: Branches,
    pub(crate) project: ProjectId,
    pub(crate) home: std::path::PathBuf,
    staging: EnsuredBranch,
}

pub(crate) fn milliseconds(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1000.0
}

/// A folder that the user of the servers can enter.
pub(crate) fn folder() -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("skate-env-bench-").tempdir()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(folder)
}

pub(crate) async fn start(folder: &Path, postgres: &Path) -> Result<ControlPlane> {
    let search = Search::only(postgres.to_owned());
    Ok(ControlPlane::start(Options::new(folder.join("home"), search)).await?)
}

/// Connects without TLS, to another database if one is named.
pub(crate) async fn connect(
    ensured: &EnsuredBranch,
    database: Option<&str>,
) -> Result<tokio_postgres::Client> {
    let url = ensured.connection.direct.expose_secret();
    let mut config: tokio_postgres::Config = url.parse()?;
    config.ssl_mode(SslMode::Disable);
    if let Some(database) = database {
        config.dbname(database);
    }
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

impl Fixture {
    /// Fills staging with rows; also returns the milliseconds of the first start.
    pub(crate) async fn new(folder: &Path, postgres: &Path, size: u32) -> Result<(Self, f64)> {
        let begin = Instant::now();
        let plane = start(folder, postgres).await?;
        let first_start = milliseconds(begin);
        let client = Client::connect(&plane.api_host(), &plane.api_key())?;
        let project = ProjectId::new(plane.project_id())?;
        let pinned = find_production(&client, &project, None, false).await?;
        let production = Production::new(pinned.pins)?;
        let branches = Branches::new(client, project.clone(), production, Config::default());
        let wanted = BranchSpec::new("staging", Class::Staging, "bench");
        let staging = branches.ensure(&wanted).await?;
        let session = connect(&staging, None).await?;
        session.batch_execute("CREATE TABLE notes (id bigint PRIMARY KEY, text text)").await?;
        // A row with its text and index entry takes about 1 KiB.
        let fill = "INSERT INTO notes SELECT n, repeat(md5(n::text), 29) \
                    FROM generate_series(1, $1::bigint) n";
        session.execute(fill, &[&(i64::from(size) * 1_000)]).await?;
        session.batch_execute("VACUUM ANALYZE notes; CHECKPOINT").await.or_else(|error| {
            // Without the right to run CHECKPOINT, the first copy does it.
            if error.code().is_some() { Ok(()) } else { Err(error) }
        })?;
        let home = folder.join("home");
        Ok((Self { plane, branches, project, home, staging }, first_start))
    }

    pub(crate) fn staging(&self) -> &EnsuredBranch {
        &self.staging
    }

    pub(crate) async fn megabytes(&self) -> Result<f64> {
        let session = connect(&self.staging, None).await?;
        let question = "SELECT pg_database_size(current_database())::float8 / 1e6";
        Ok(session.query_one(question, &[]).await?.get(0))
    }

    pub(crate) async fn ensure(&self, name: &str) -> Result<EnsuredBranch> {
        Ok(self.branches.ensure(&BranchSpec::new(name, Class::Preview, "bench")).await?)
    }

    /// The time that the control plane spent on the branch since the last call.
    fn own_work(&self, branch: &BranchId, before: usize) -> Result<(f64, usize)> {
        let state: Value = serde_json::from_slice(&std::fs::read(self.home.join("state.json"))?)?;
        let all = state["operations"].as_array().ok_or("a state has operations")?;
        let own = all.iter().filter(|one| one["branch_id"] == branch.as_str());
        let took: Vec<_> = own.filter_map(|one| one["total_duration_ms"].as_f64()).collect();
        Ok((took.iter().skip(before).sum(), took.len()))
    }

    pub(crate) async fn branch(&self, name: &str) -> Result<Value> {
        let begin = Instant::now();
        let ensured = self.ensure(name).await?;
        let create = milliseconds(begin);
        let id = &ensured.branch.id;
        let (create_own, made) = self.own_work(id, 0)?;
        let session = connect(&ensured, None).await?;
        let count = "SELECT count(*) FROM notes";
        let expected: i64 = session.query_one(count, &[]).await?.get(0);
        session.batch_execute("DELETE FROM notes WHERE id <= 10; CREATE TABLE own ()").await?;
        drop(session);

        let reference = BranchRef::Id(id.clone());
        let begin = Instant::now();
        self.branches.reset(&reference, "staging").await?;
        let reset = milliseconds(begin);
        let (reset_own, _) = self.own_work(id, made)?;
        let found: i64 = connect(&ensured, None).await?.query_one(count, &[]).await?.get(0);
        if found != expected {
            return Err(format!("{found} rows after a reset, not {expected}").into());
        }

        self.suspend(&ensured).await?;
        let begin = Instant::now();
        connect(&ensured, None).await?.query_one("SELECT 1", &[]).await?;
        let wake = milliseconds(begin);
        self.branches.delete(&reference).await?;
        Ok(json!({
            "create": create, "create_own": create_own, "reset": reset, "reset_own": reset_own,
            "wake": wake,
        }))
    }

    pub(crate) async fn suspend(&self, ensured: &EnsuredBranch) -> Result<()> {
        let call = endpoints::suspend(&self.project, &ensured.connection.endpoint);
        let answer = self.branches.client().send(&call).await?;
        let operations = answer.operations.unwrap_or_default();
        Ok(self.branches.wait_for_operations(&operations).await?)
    }
}
