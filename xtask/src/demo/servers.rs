//! Neon on this machine, started by the installed command: production, and a branch of it for each
//! of the other environments.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::branch::{Branch, DATABASE, LOOPBACK};
use super::{heading, state, variables};
use crate::run::{describe, read};
use crate::{example, http, tools};

/// The environments of the demo.
pub(super) const NAMES: [&str; 3] = ["production", "staging", "development"];
const ROLE: &str = "neondb_owner";

/// The control plane and its servers. They stop when it is dropped.
pub(super) struct Servers {
    pub(super) branches: Vec<Branch>,
    project: PathBuf,
}

impl Drop for Servers {
    fn drop(&mut self) {
        if let Err(error) = read(&mut skate_env(&self.project, "local stop --quiet")) {
            eprintln!("{error:#}");
        }
    }
}

pub(super) fn start() -> Result<Servers> {
    heading("Neon on this machine");
    let mut servers = Servers { branches: Vec::new(), project: state::project()? };
    let control_plane = ControlPlane(servers.answer("local start")?);
    println!("Its API is at {}.", control_plane.text("api_host"));
    fs::write(servers.project.join("skate-env.toml"), control_plane.policy()?)?;
    let production =
        control_plane.0["production"]["branch_id"].as_str().context("no production")?;
    servers.branches.push(control_plane.branch(NAMES[0], production)?);
    for name in [NAMES[1], NAMES[2]] {
        let made =
            servers.answer(&format!("branch create {name} --no-switch --no-migrate --no-seed"))?;
        let id = made["branch_id"].as_str().context("the new branch has no id")?;
        servers.branches.push(control_plane.branch(name, id)?);
    }
    for Branch { name, id, port, .. } in &servers.branches {
        println!("{name:<12} {id}  {LOOPBACK}:{port}");
    }
    Ok(servers)
}

impl Servers {
    /// Where the command is called.
    pub(super) fn project(&self) -> &Path {
        &self.project
    }

    /// What the command says, for programs.
    fn answer(&self, words: &str) -> Result<Value> {
        let mut command = skate_env(&self.project, words);
        println!("$ {}", describe(&command));
        let answer = read(command.args(["--output", "json"]))?;
        serde_json::from_str(&answer).context("the command's answer is no JSON")
    }
}

/// What `local start` answered.
struct ControlPlane(Value);

impl ControlPlane {
    /// What `skate-env init` would write: production is pinned.
    fn policy(&self) -> Result<String> {
        let production = &self.0["production"];
        let host = production["host"].as_str().context("production has no host")?;
        Ok(format!(
            "[project]\nneon_project_id = {}\n\n[environments.production]\nbranch = {}\n\
             branch_id = {}\nendpoints = {}\nhost = \"{host}\"\n\n[environments.staging]\n\
             branch = \"{}\"\n\n[environments.development]\nbranch = \"{}\"\n",
            self.0["project_id"],
            production["branch"],
            production["branch_id"],
            production["endpoints"],
            NAMES[1],
            NAMES[2],
        ))
    }

    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_default()
    }

    /// The command gives production's URL to nobody; here the demo plays the page of a platform's
    /// settings, and asks the API.
    fn branch(&self, name: &'static str, id: &str) -> Result<Branch> {
        let api =
            self.text("api_host").strip_prefix("http://").context("the API has no address")?;
        let (address, base) = api.split_once('/').unwrap_or((api, ""));
        let port = address.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        let path = format!(
            "/{base}/projects/{}/connection_uri?branch_id={id}&database_name={DATABASE}&role_name={ROLE}",
            self.text("project_id")
        );
        let bearer = format!("Authorization: Bearer {}\r\n", self.text("api_key"));
        let port = port.context("the API has no port")?;
        let (_, body) = http::get(port, &path, &bearer, variables::TIMEOUT)?;
        let answer: Value = serde_json::from_str(&body).context("the API's answer is no JSON")?;
        let url = answer["uri"].as_str().with_context(|| format!("{name} has no URL"))?.to_owned();
        let rest = url.split_once(&format!("{LOOPBACK}:")).map(|(_, rest)| rest);
        let port = rest.and_then(|rest| rest.split('/').next()?.parse().ok());
        let port = port.with_context(|| format!("the URL of {name} has no port"))?;
        Ok(Branch { name, id: id.to_owned(), url, port })
    }
}

/// The installed command, in the demo's project.
pub(super) fn skate_env(project: &Path, words: &str) -> Command {
    let mut command = Command::new(example::folder().join("node_modules/.bin/skate-env"));
    command.args(words.split(' ')).current_dir(project);
    // npm's PostgreSQL, the same on every machine; an installed one where npm has none.
    let own = tools::postgres_programs().map(|it| {
        ("SKATE_ENV_POSTGRES_BIN".to_owned(), it.join("native/bin").to_string_lossy().into_owned())
    });
    variables::set_environment(&mut command, &own.into_iter().collect::<Vec<_>>());
    command
}
