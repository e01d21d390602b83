//! The example app, in development.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::branch::Branch;
use super::database::tail;
use super::variables::{self, Variables};
use super::{heading, state};
use crate::children::{Group, stop_wanted, wait_for};
use crate::run::node;
use crate::{example, http};

/// The first answer compiles the route.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The app holds the other end of our pipe: when even a killed demo is gone, Next.js hears it, and
/// ends its own children as it does on Ctrl-C.
const END_WITH_US: &str = "data:text/javascript,\
    process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM')).resume()";

/// `next dev`, which ends when this is dropped.
pub(super) struct App {
    group: Group,
    port: u16,
    log: PathBuf,
}

pub(super) fn start(variables: &Variables) -> Result<App> {
    heading("The app, started in development");
    let port = free_port()?;
    let log = state::folder().join("app.log");
    let output = File::create(&log)?;
    let mut command =
        node(&example::folder(), ["--import", END_WITH_US, "node_modules/next/dist/bin/next"]);
    command.args(["dev", "--hostname", "127.0.0.1", "--port", &port.to_string()]);
    variables::set_environment(&mut command, variables);
    command.stdin(Stdio::piped()).stdout(output.try_clone()?).stderr(output);
    Ok(App { group: Group::spawn(&mut command)?, port, log })
}

/// A port that nobody listens on now.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

impl App {
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn log(&self) -> &Path {
        &self.log
    }

    /// Asks the app which database it serves, and checks that it is development's own.
    pub(super) fn show_health(&mut self, branches: &[Branch]) -> Result<()> {
        let port = self.port;
        let group = &mut self.group;
        let answer = wait_for("the app's first answer", TIMEOUT, || {
            if let Some(status) = group.child().try_wait()? {
                bail!("the app ended: {status}");
            }
            // Not listening yet is no failure.
            Ok(http::get(port, "/api/health", "", TIMEOUT).ok())
        });
        let (status, body) = answer.with_context(|| tail(&self.log))?;
        println!("GET http://127.0.0.1:{port}/api/health → {status}\n{body}");
        ensure!(status == 200, "the app does not serve its database\n{}", tail(&self.log));
        let health: Value = serde_json::from_str(&body).context("the app's answer is no JSON")?;
        let own = branches.iter().find(|branch| branch.name == "development");
        let own = own.map(|branch| branch.id.as_str());
        ensure!(
            health["environment"] == "development" && health["branch"].as_str() == own,
            "the app serves another database than development's"
        );
        Ok(())
    }

    /// Until a person stops the demo, or the app ends by itself.
    pub(super) fn wait(&mut self) -> Result<()> {
        let day = Duration::from_secs(24 * 60 * 60);
        let ended = wait_for("the demo", day, || Ok(self.group.child().try_wait()?));
        match ended {
            _ if stop_wanted() => Ok(()),
            Ok(status) => bail!("the app ended: {status}\n{}", tail(&self.log)),
            Err(error) => Err(error),
        }
    }
}
