//! The example app, with the package as a user installs it: from tarballs, not from a workspace.

use std::path::PathBuf;

use anyhow::Result;

use crate::packages::Profile;
use crate::{fingerprint, packages, tools, workspace};

pub(crate) fn folder() -> PathBuf {
    workspace::root().join("examples/nextjs-prisma")
}

/// Packs what is to be installed, and installs it; says which tarball.
pub(crate) fn install() -> Result<PathBuf> {
    let tarballs = packages::build(Profile::Dev)?;
    let packed = fingerprint::of([tarballs.package.as_path(), tarballs.platform.as_path()])?;
    tools::npm_ci(&folder(), &packed)?;
    Ok(tarballs.package)
}

/// Prisma's schema engine in WebAssembly, for machines that cannot reach the native one.
pub(crate) fn schema_engine() -> Result<PathBuf> {
    let folder = workspace::root().join("xtask/prisma-engine");
    tools::npm_ci(&folder, "")?;
    Ok(folder.join("schema-engine.mjs"))
}
