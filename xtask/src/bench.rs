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
    run(&mut cargo(["bench", "--package", "skate-env-benches", "--bench", "decision"]))?;
    let folder = workspace::root().join("benches");
    tools::npm_ci(&folder, "")?;
    tools::npm_ci(&folder.join("commands"), "")?;
    let arguments = ["run", "bench", "--"].into_iter().chain(arguments.iter().map(String::as_str));
    let mut bench = npm(&folder, arguments);
    bench.env("SKATE_ENV_TARBALLS", workspace::npm());
    run(bench.env("SKATE_ENV_BENCH_NODE", tools::newer_node()?))
}

fn deletions() -> Result<()> {
    let folder = workspace::root().join("benches");
    tools::npm_ci(&folder, "")?;
    run(&mut npm(&folder, ["run", "deletions"]))
}
