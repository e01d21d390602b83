//! An npm registry, asked and changed through npm, which knows its proxies and its accounts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Package;
use super::tarball::integrity;
use crate::run::{self, describe, npm};
use crate::workspace;

pub(super) struct Registry {
    /// npm's own where there is none.
    url: Option<String>,
    /// An `.npmrc` with an account; that of the person, or of the workflow, where there is none.
    account: Option<PathBuf>,
}

/// What a registry has of a package's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Served {
    Nothing,
    /// What is packed here.
    Same,
    /// Something else under the same version, which no registry ever replaces.
    Different,
}

impl Registry {
    pub(super) fn new(url: Option<String>, account: Option<PathBuf>) -> Self {
        Self { url, account }
    }

    pub(super) fn served(&self, package: &Package, version: &str) -> Result<Served> {
        let name = format!("{}@{version}", package.name);
        let answer = self.ask(&["view", &name, "dist.integrity", "--json"])?;
        let own = integrity(&package.tarball)?;
        match answer {
            Some(Value::String(served)) if served == own => Ok(Served::Same),
            Some(Value::String(_)) => Ok(Served::Different),
            None => Ok(Served::Nothing),
            Some(other) => bail!("the registry answered {other} for the checksum of {name}"),
        }
    }

    /// Whether a user who asks for it now gets it: what is listed is not served at once.
    pub(super) fn delivers(&self, package: &Package, version: &str) -> Result<bool> {
        let name = format!("{}@{version}", package.name);
        let folder = tempfile::tempdir()?;
        let folder = folder.path().to_str().context("the temporary folder is no text")?;
        let answer =
            self.ask(&["pack", &name, "--json", "--prefer-online", "--pack-destination", folder])?;
        let own = integrity(&package.tarball)?;
        Ok(answer.is_some_and(|answer| answer.to_string().contains(&own)))
    }

    pub(super) fn publish(&self, package: &Package, tag: &str) -> Result<()> {
        let tarball = package.tarball.to_str().context("the tarball's path is no text")?;
        run::run(&mut self.npm(&["publish", tarball, "--access", "public", "--tag", tag]))
    }

    /// What npm answers; nothing where the registry does not have it.
    fn ask(&self, words: &[&str]) -> Result<Option<Value>> {
        let mut command = self.npm(words);
        let output = command.stdin(Stdio::null()).output().context("could not run npm")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let answer: Value = match text.trim() {
            // The package is there, and this version of it is not.
            "" if output.status.success() => return Ok(None),
            text => serde_json::from_str(text).unwrap_or_default(),
        };
        match answer["error"]["code"].as_str() {
            Some("E404" | "ETARGET") => Ok(None),
            None if output.status.success() => Ok(Some(answer)),
            _ => {
                let errors = String::from_utf8_lossy(&output.stderr);
                bail!("{} failed: {}\n{text}{errors}", describe(&command), output.status)
            }
        }
    }

    fn npm(&self, words: &[&str]) -> Command {
        let mut command = npm(workspace::root(), words.iter().copied());
        command.args(self.url.iter().flat_map(|url| ["--registry", url.as_str()]));
        command.args(self.account.iter().flat_map(|file| [Path::new("--userconfig"), file]));
        command
    }
}
