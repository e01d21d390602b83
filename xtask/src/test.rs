//! `cargo xtask test`: everything that CI runs, as named steps.

mod lints;
mod rust;
mod words;

use anyhow::Result;

use crate::differential::Amount;
use crate::packages::{self, Profile};
use crate::run::{cargo, npm, run};
use crate::steps::{self, Step};
use crate::{
    connection, demo, deny, differential, gateway, generate, installed, neon, packed, prism,
    startup, tools, workflows, workspace,
};

/// `cargo xtask soak differential` compares more.
const URLS: u64 = 40_000;
const BUILT: &[&str] = &["build"];

/// The longest first, for they run beside the others. To add a step, add a line.
const STEPS: &[Step] = &[
    Step {
        name: "build",
        about: "compile all tests and pack the npm packages",
        after: &[],
        run: build,
    },
    Step { name: "format", about: "check that rustfmt changes nothing", after: &[], run: format },
    Step {
        name: "words",
        about: "check that words which were given up have not come back",
        after: &[],
        run: words::check,
    },
    Step {
        name: "deny",
        about: "check licences, bans and sources of the dependencies",
        after: &[],
        run: || deny::main(&[]),
    },
    Step {
        name: "rust",
        about: "run the tests of every crate, with real PostgreSQL",
        after: BUILT,
        run: rust::check,
    },
    Step {
        name: "clippy",
        about: "check for warnings, in every combination of features",
        after: BUILT,
        run: lints::clippy,
    },
    Step {
        name: "migrations",
        about: "deploy migrations with real Prisma: in order, failing, two at once, killed",
        after: BUILT,
        run: installed::migrations,
    },
    Step {
        name: "connection",
        about: "try each third known way to wipe production, and of an ordinary day",
        after: BUILT,
        run: connection::sample,
    },
    Step {
        name: "packed",
        about: "install the packed tarballs with npm, and run the command",
        after: BUILT,
        run: packed::command,
    },
    Step {
        name: "release",
        about: "rehearse a release in a registry on this machine, and install from it by npm, pnpm, Yarn and Bun",
        after: BUILT,
        run: packed::release,
    },
    Step {
        name: "next",
        about: "build and run a new Next.js app from the packed tarballs",
        after: BUILT,
        run: || packed::next_app("turbopack"),
    },
    Step {
        name: "example",
        about: "run the tests of the example app, each file on a database of its own",
        after: BUILT,
        run: installed::example_tests,
    },
    #[cfg(unix)]
    Step {
        name: "walkthrough",
        about: "type the walk-through, the first hour and every page of operations, line by line",
        after: BUILT,
        run: installed::walkthrough,
    },
    Step { name: "node", about: "run the tests of the npm package", after: BUILT, run: node },
    Step {
        name: "neon",
        about: "run Neon's own CLI and SDK against Neon on this machine",
        after: BUILT,
        run: neon::tools_of_neon,
    },
    Step {
        name: "differential",
        about: "compare how four drivers and the guard read URLs",
        after: BUILT,
        run: || differential::urls(Amount { count: Some(URLS), ..Amount::default() }),
    },
    Step {
        name: "validated",
        about: "run the life of a branch through Prism",
        after: BUILT,
        run: neon::life_cycle_through_prism,
    },
    Step {
        name: "guarded",
        about: "aim real Prisma at production, and at servers that are not who they seem",
        after: BUILT,
        run: installed::guards,
    },
    Step {
        name: "gateway",
        about: "run psql, pg_dump, pgbench, drivers and Prisma through the gateway, and beside it",
        after: BUILT,
        run: gateway::clients,
    },
    Step {
        name: "demo",
        about: "run the demo once",
        after: BUILT,
        run: || demo::main(&["--once".to_owned()]),
    },
    Step {
        name: "prism",
        about: "check every call of Neon's API against Neon's document",
        after: BUILT,
        run: prism::check,
    },
    Step {
        name: "workflows",
        about: "lint the workflows that `init` writes, and carry them out",
        after: BUILT,
        run: workflows::check,
    },
    Step {
        name: "managers",
        about: "compare what package managers run with what was read",
        after: BUILT,
        run: differential::managers,
    },
    Step {
        name: "dotenv",
        about: "compare how @next/env, dotenv, Node.js and we read dotenv files",
        after: BUILT,
        run: || differential::dotenv(Amount::default()),
    },
    Step {
        name: "generated",
        about: "check that generated files are as committed",
        after: BUILT,
        run: generate::check,
    },
    Step {
        name: "startup",
        about: "check that the start-up path links no network code, and that `run` starts none",
        after: BUILT,
        run: startup::check,
    },
    Step {
        name: "docs",
        about: "check the documentation for broken links",
        after: BUILT,
        run: lints::docs,
    },
];

pub(crate) fn main(arguments: &[String]) -> Result<()> {
    steps::main("test", STEPS, arguments)
}

/// The other steps find everything built, with the same features.
fn build() -> Result<()> {
    run(&mut cargo(["test", "--workspace", "--all-features", "--no-run", "--quiet"]))?;
    packages::build(Profile::Dev).map(drop)
}

fn format() -> Result<()> {
    run(&mut cargo(["fmt", "--all", "--check"]))
}

fn node() -> Result<()> {
    packages::build(Profile::Dev)?;
    tools::npm_ci(&workspace::node(), "")?;
    let vitest = tools::install("vitest", "5.1.2")?.join("node_modules/vitest");
    let mut tests = npm(&workspace::node(), ["test"]);
    tests.env("SKATE_ENV_TEST_NODE", tools::newer_node()?);
    tests.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    run(tests.env("SKATE_ENV_TEST_VITEST_5", vitest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CI: &str = include_str!("../../.github/workflows/ci.yml");

    #[test]
    fn github_runs_every_step_once() {
        let listed: Vec<_> = CI
            .lines()
            .filter_map(|line| line.split_once(" steps: "))
            .flat_map(|(_, steps)| steps.trim_end_matches(" }").split(' '))
            .collect();
        for Step { name, .. } in STEPS {
            let count = listed.iter().filter(|listed| *listed == name).count();
            assert_eq!(count, 1, "{name} in .github/workflows/ci.yml");
        }
        assert_eq!(listed.len(), STEPS.len());
    }
}
