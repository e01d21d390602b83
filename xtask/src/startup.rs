//! The proof that the start-up path links no HTTP client, no TLS and no async runtime.

use anyhow::{Result, bail};

use crate::run::{cargo, read};

const PACKAGES: &[&str] = &["skate-env-core", "skate-env-node"];

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
    Ok(())
}
