//! The Neon client against Neon's own OpenAPI document, served by Prism; GitHub's and Vercel's against
//! what those publish.

mod github;
mod vercel;

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::Result;

use crate::children::{Group, wait_for};
use crate::run::{cargo, node, read, run};
use crate::{http, tools, workspace};

const PRISM: (&str, &str) = ("@stoplight/prism-cli", "5.16.0");
const CLIENT: (&str, &str) = ("@neondatabase/api-client", "2.7.3");
const DOCUMENT: &str = "public-v2-for-users.gen.yaml";
const TIMEOUT: Duration = Duration::from_secs(60);

pub(crate) fn check() -> Result<()> {
    let (prism, document) = (install()?, document()?);
    let operations = tempfile::NamedTempFile::new()?;
    fs::write(operations.path(), simplified(&prism, &document)?)?;
    let (_server, base) = serve(&prism, &document)?;

    let tested = |target: &[&'static str], filter: &'static str| {
        let mut test = cargo(["test", "--workspace", "--all-features"]);
        test.args(target).args([filter, "--", "--ignored"]);
        test.env("SKATE_ENV_TEST_OPENAPI", operations.path());
        run(test.env("SKATE_ENV_TEST_PRISM", &base))
    };
    tested(&["--test", "neon"], "openapi::")?;
    tested(&["--lib"], "api::tests::document::")?;
    github::check()?;
    vercel::check()
}

/// A folder that holds Prism.
pub(crate) fn install() -> Result<PathBuf> {
    tools::install(PRISM.0, PRISM.1)
}

/// Prism's program in that folder.
pub(crate) fn program(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(PRISM.0).join("dist/index.js")
}

/// Neon's own document.
pub(crate) fn document() -> Result<PathBuf> {
    let client = tools::install(CLIENT.0, CLIENT.1)?;
    Ok(client.join("node_modules").join(CLIENT.0).join(DOCUMENT))
}

/// What the test needs of the document, as JSON.
fn simplified(prism: &Path, document: &Path) -> Result<String> {
    let script = workspace::root().join("xtask/src/prism/openapi.mjs");
    read(&mut node(prism, [script.as_path(), prism, document]))
}

/// Serves the document until the group is dropped.
fn serve(prism: &Path, document: &Path) -> Result<(Group, String)> {
    let port = http::free_port()?;
    let script = program(prism);
    let mut command = node(prism, [script.as_os_str(), "mock".as_ref(), document.as_os_str()]);
    command.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let server = Group::spawn(&mut command)?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    wait_for("Prism", TIMEOUT, || Ok(TcpStream::connect(address).ok()))?;
    Ok((server, format!("http://{address}")))
}
