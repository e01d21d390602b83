//! The measurements: the core in Rust, then the package beside its peers in Node; and by name, for
//! it takes minutes, deletions under Neon's limit.

use anyhow::Result;

use crate::run::{cargo, npm, run};
use crate::{build_package, tools, workspace};

pub(crate) fn main(arguments: &[String]) -> Result<()> {
    if arguments == ["deletions"] {
        return deletions();
    }
    build_package::main(&[])?;
    run(&mut cargo(["bench", "--package", "skate-env-benches"]))?;
    let folder = workspace::root().join("benches");
    tools::npm_ci(&folder, "")?;
    let arguments = ["run", "bench", "--"].into_iter().chain(arguments.iter().map(String::as_str));
    run(npm(&folder, arguments).env("SKATE_ENV_TARBALLS", workspace::npm()))
}

fn deletions() -> Result<()> {
    let folder = workspace::root().join("benches");
    tools::npm_ci(&folder, "")?;
    run(&mut npm(&folder, ["run", "deletions"]))
}
