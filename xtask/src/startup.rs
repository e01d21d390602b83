//! The proof that the start-up path links no HTTP client, no TLS and no async runtime, and that the
//! command, which does, starts none of it before it is needed.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::packages::{Profile, compile};
use crate::run::{cargo, read};

const PACKAGES: &[&str] = &["skate-env-core", "skate-env-command-line", "skate-env-node"];

const FORBIDDEN: &[&str] = &[
    "async-std",
    "aws-lc-rs",
    "curl",
    "h2",
    "hyper",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "postgres",
    "reqwest",
    "ring",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "tokio-postgres",
    "ureq",
];

pub(crate) fn check() -> Result<()> {
    for package in PACKAGES {
        let arguments =
            ["tree", "-p", package, "-e", "normal", "--prefix", "none", "--format", "{p}"];
        let tree = read(&mut cargo(arguments))?;
        let mut names: Vec<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        names.sort_unstable();
        names.dedup();
        let found: Vec<_> = names.iter().filter(|name| FORBIDDEN.contains(name)).collect();
        if !found.is_empty() {
            bail!("{package} links {found:?}");
        }
        println!("{package}: {} crates, none of them forbidden", names.len());
    }
    if cfg!(target_os = "linux") {
        runs_alone()?;
    }
    Ok(())
}

/// `skate-env run` opens no socket, and starts no thread and no process: it becomes its command.
fn runs_alone() -> Result<()> {
    let trace = "--trace=%network,?clone,?clone3,?fork,?vfork,?io_uring_setup,?epoll_create1";
    let folder = tempfile::tempdir()?;
    let written = folder.path().join("trace");
    let mut strace = Command::new("strace");
    strace.args(["--follow-forks", "--quiet=all", trace, "--output"]).arg(&written);
    strace.arg(compile(Profile::Dev, None)?.command).args(["run", "--", "true"]);
    strace.current_dir(folder.path()).env_clear();
    strace.envs([
        ("PATH", "/usr/bin:/bin"),
        ("DATABASE_ENVIRONMENT", "development"),
        ("POSTGRES_PRISMA_URL_DEV", "postgresql://app@localhost:5432/shop"),
    ]);
    read(&mut strace).context("strace is needed (apt-get install strace)")?;
    let calls = std::fs::read_to_string(written)?;
    ensure!(calls.is_empty(), "`skate-env run -- true` does more than to become `true`:\n{calls}");
    println!("`skate-env run`: no socket, no thread, no process of its own");
    Ok(())
}
