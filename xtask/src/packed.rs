//! The tarballs in a new Next.js app, as a user gets them: no Rust on the way.

use anyhow::Result;

use crate::run::{node, run};
use crate::{build_package, workspace};

pub(crate) fn check() -> Result<()> {
    build_package::main(&[])?;
    run(node(&workspace::node(), ["test/packed/run.mjs"]).arg(workspace::npm()))
}
