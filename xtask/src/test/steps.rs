//! The steps, cheapest first.

use anyhow::{Context, Result};

use super::Step;
use crate::packages::Profile;
use crate::run::{cargo, npm, read, run};
use crate::{
    demo, deny, dotenv_differential, generate, guarded, migrations, neon, packages, packed, prism,
    startup, tools, url_differential, workspace,
};

const DOTENV_CASES: u64 = 5_000;
const WRITTEN_CASES: u64 = 3_000;

/// To add a step, add a line.
pub(super) const ALL: &[Step] = &[
    Step { name: "format", about: "rustfmt has nothing to change", run: format },
    Step { name: "clippy", about: "no warnings, in every combination of features", run: clippy },
    Step {
        name: "startup",
        about: "the start-up path links no network code, and `run` starts none",
        run: startup::check,
    },
    Step { name: "deny", about: "licences, bans and sources", run: || deny::main(&[]) },
    Step { name: "rust", about: "the tests of every crate, with real PostgreSQL", run: rust },
    Step { name: "docs", about: "the documentation has no broken links", run: docs },
    Step { name: "generated", about: "generated files are as committed", run: generate::check },
    Step { name: "node", about: "the tests of the npm package", run: node },
    Step {
        name: "dotenv",
        about: "dotenv files, as @next/env reads them, and as it, dotenv and Node read ours",
        run: dotenv,
    },
    Step { name: "differential", about: "URLs, as four drivers read them", run: differential },
    Step { name: "prism", about: "every Neon call against Neon's document", run: prism::check },
    Step { name: "neon", about: "Neon's own CLI and SDK on this machine", run: neon::check },
    Step { name: "validated", about: "the life cycle through Prism", run: neon::life_cycle },
    Step {
        name: "packed",
        about: "the packed tarballs: the command, and a new Next.js app",
        run: packed::check,
    },
    Step {
        name: "guarded",
        about: "real Prisma aimed at production, and servers that are not who they seem",
        run: guarded::check,
    },
    #[cfg(unix)]
    Step {
        name: "walkthrough",
        about: "docs/WALKTHROUGH.md, line by line: at a terminal and without one",
        run: crate::walkthrough::check,
    },
    Step {
        name: "migrations",
        about: "deployments by real Prisma: in order, failing, at the same time, killed",
        run: migrations::check,
    },
    Step { name: "crash", about: "200 kills of Neon on this machine, under load", run: crash },
    Step { name: "demo", about: "the demo, once", run: demonstration },
];

fn format() -> Result<()> {
    run(&mut cargo(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    let warnings = ["--", "-D", "warnings"];
    run(cargo(["clippy", "--workspace", "--all-targets"]).args(warnings))?;
    for package in ["skate-env-core", "skate-env-command-line"] {
        for features in combinations(&features(package)?) {
            let mut command = cargo(["clippy", "-p", package, "--all-targets"]);
            run(command.args(["--no-default-features", "--features", &features]).args(warnings))?;
        }
    }
    Ok(())
}

/// The names of a package's features, without `default`.
fn features(package: &str) -> Result<Vec<String>> {
    let text = read(&mut cargo(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let features = packages
        .filter(|candidate| candidate["name"] == package)
        .find_map(|found| found["features"].as_object())
        .with_context(|| format!("there is no package {package}"))?;
    Ok(features.keys().filter(|name| *name != "default").cloned().collect())
}

/// Every subset, as cargo wants it.
fn combinations(features: &[String]) -> Vec<String> {
    (0_usize..1 << features.len())
        .map(|subset| {
            let chosen = features.iter().enumerate().filter(|(index, _)| subset >> index & 1 == 1);
            chosen.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(",")
        })
        .collect()
}

fn rust() -> Result<()> {
    let postgres = tools::postgres()?;
    let nextest = read(&mut cargo(["nextest", "--version"])).is_ok();
    let with_postgres = |arguments: &[&'static str]| {
        let mut command = cargo(arguments.iter().copied());
        run(command.env("SKATE_ENV_TEST_POSTGRES", &postgres))
    };
    if !nextest {
        return with_postgres(&["test", "--no-fail-fast", "--workspace", "--all-features"]);
    }
    with_postgres(&["nextest", "run", "--no-fail-fast", "--workspace", "--all-features"])?;
    with_postgres(&["test", "--doc", "--workspace", "--all-features"])
}

fn docs() -> Result<()> {
    let arguments = ["doc", "--workspace", "--no-deps", "--all-features"];
    run(cargo(arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

fn node() -> Result<()> {
    packages::build(Profile::Dev)?;
    tools::npm_ci(&workspace::node(), "")?;
    run(&mut npm(&workspace::node(), ["test"]))
}

fn dotenv() -> Result<()> {
    let next = tools::install("@next/env", "16.4.6")?;
    println!("{}", dotenv_differential::run(DOTENV_CASES, &next)?);
    let dotenv = tools::install("dotenv", "17.4.2")?;
    println!("{}", dotenv_differential::run_written(WRITTEN_CASES, &next, &dotenv)?);
    Ok(())
}

fn differential() -> Result<()> {
    url_differential::main(&[])
}

fn crash() -> Result<()> {
    let arguments = ["test", "--workspace", "--all-features", "--test", "crash"];
    let mut command = cargo(arguments.into_iter().chain(["--", "--nocapture"]));
    command.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    run(command.env("SKATE_ENV_TEST_KILLS", "200"))
}

fn demonstration() -> Result<()> {
    demo::main(&["--once".to_owned()])
}

#[cfg(test)]
mod tests {
    use super::combinations;

    #[test]
    fn combinations_hold_none_each_and_all() {
        let features = ["files".to_owned(), "neon".to_owned()];
        assert_eq!(combinations(&features), ["", "files", "neon", "files,neon"]);
    }
}
