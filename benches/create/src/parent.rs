//! The branch that others are created from: its rows, and PostgreSQL's own way to copy it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::process::Command;

use super::Result;

/// A row with its text and index entry takes about 1 KiB.
const FILL: [&str; 4] = [
    "CREATE TABLE notes (id bigint PRIMARY KEY, text text)",
    "INSERT INTO notes SELECT n, repeat(md5(n::text), 29) FROM generate_series(1, 100000) n",
    "VACUUM ANALYZE notes",
    "CHECKPOINT",
];

pub(crate) struct Parent {
    programs: PathBuf,
    port: String,
    password: String,
    copy: PathBuf,
}

impl Parent {
    /// Finds the running server of the branch `staging`, as the control plane's state names it.
    pub(crate) fn find(programs: &Path, home: &Path) -> Result<Self> {
        let state: Value = serde_json::from_slice(&fs::read(home.join("state.json"))?)?;
        let branches = state["branches"].as_object().ok_or("a state has branches")?;
        let staging = branches.values().find(|branch| branch["name"] == "staging");
        let timeline = staging.and_then(|branch| branch["timeline"].as_str());
        let data = home.join("timelines").join(timeline.ok_or("staging has data")?).join("data");
        let running = fs::read_to_string(data.join("postmaster.pid"))?;
        let password = state["project"]["superuser_password"].as_str().unwrap_or_default();
        Ok(Self {
            programs: programs.to_owned(),
            port: running.lines().nth(3).ok_or("the server has a port")?.to_owned(),
            password: password.to_owned(),
            copy: home.join("base-backup"),
        })
    }

    /// 100 MB of rows.
    pub(crate) async fn fill(&self) -> Result<()> {
        let words = FILL.iter().flat_map(|statement| ["--command", statement]);
        self.run("psql", ["--dbname", "neondb", "--quiet"].into_iter().chain(words)).await
    }

    /// How long `pg_basebackup` takes for a copy that is synced to disk, as it does by default. The
    /// copy is no server yet.
    pub(crate) async fn base_backup(&self) -> Result<Duration> {
        let begin = Instant::now();
        let words = ["--checkpoint=fast", "--pgdata"].map(OsStr::new);
        self.run("pg_basebackup", words.into_iter().chain([self.copy.as_os_str()])).await?;
        let took = begin.elapsed();
        fs::remove_dir_all(&self.copy)?;
        Ok(took)
    }

    async fn run(
        &self,
        program: &str,
        words: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Result<()> {
        let mut command = Command::new(self.programs.join(program));
        command.args(["--host", "127.0.0.1", "--username", "cloud_admin", "--port", &self.port]);
        command.args(words).env_clear().env("PGPASSWORD", &self.password);
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().await?;
        if status.success() { Ok(()) } else { Err(format!("{program} ended with {status}").into()) }
    }
}

/// The kind of file system that a folder is on.
pub(crate) async fn file_system(folder: &Path) -> Result<String> {
    let words = ["--noheadings", "--output", "FSTYPE,OPTIONS", "--target"];
    let found = Command::new("findmnt").args(words).arg(folder).output().await;
    let found = found.map_or_else(|_| Vec::new(), |output| output.stdout);
    let text = String::from_utf8(found)?.split_whitespace().collect::<Vec<_>>().join(", ");
    Ok(if text.is_empty() { "an unknown file system".to_owned() } else { text })
}
