//! The differential tests of the core: generated URLs and dotenv files, read by other programs too.

use std::process::Command;
use std::{env, fs};

use anyhow::Result;

use crate::run::{cargo, run};
use crate::{tools, workspace};

/// Package managers and task runners whose command lines `run` reads; npm comes with Node.js.
const MANAGERS: [(&str, &str); 6] = [
    ("bun", "1.4.5"),
    ("concurrently", "9.2.5"),
    ("npm-run-all2", "8.0.4"),
    ("pnpm", "10.34.9"),
    ("turbo", "2.11.11"),
    ("yarn", "1.22.22"),
];

/// How much is generated, and from which seed on; the tests have their own of both.
#[derive(Clone, Copy, Default)]
pub(crate) struct Amount {
    pub(crate) count: Option<u64>,
    pub(crate) seed: Option<u64>,
}

/// Wherever a driver would connect that the guard does not name, the guard must refuse the URL.
pub(crate) fn urls(amount: Amount) -> Result<()> {
    let drivers = "crates/skate-env-core/tests/url_differential/drivers";
    tools::npm_ci(&workspace::root().join(drivers), "")?;
    let mut test = test("url_differential", amount);
    run(test.env("SKATE_ENV_TEST_LIBPQ", tools::postgres_programs()?.join("native/lib")))
}

/// `@next/env`, dotenv, Node.js and we read the same files alike.
pub(crate) fn dotenv(amount: Amount) -> Result<()> {
    let mut test = test("dotenv_differential", amount);
    test.env("SKATE_ENV_TEST_NEXT_ENV", tools::install("@next/env", "16.4.6")?);
    run(test.env("SKATE_ENV_TEST_DOTENV", tools::install("dotenv", "17.4.2")?))
}

/// Whatever a package manager or a task runner runs was read.
pub(crate) fn managers() -> Result<()> {
    let mut folders = Vec::new();
    for (package, version) in MANAGERS {
        let modules = tools::install(package, version)?.join("node_modules");
        // Its program is a package of its own for each platform.
        for platform in fs::read_dir(modules.join("@oven")).into_iter().flatten() {
            let platform = platform?;
            if !platform.file_name().to_string_lossy().contains("musl") {
                folders.insert(0, platform.path().join("bin"));
            }
        }
        folders.push(modules.join(".bin"));
    }
    let mut test = test("managers", Amount::default());
    run(test.env("SKATE_ENV_TEST_MANAGERS", env::join_paths(folders)?))
}

fn test(name: &str, Amount { count, seed }: Amount) -> Command {
    let mut test = cargo(["test", "--workspace", "--all-features", "--test", name]);
    test.args(["--", "--include-ignored", "--nocapture"]);
    test.envs(count.map(|count| ("SKATE_ENV_TEST_COUNT", count.to_string())));
    test.envs(seed.map(|seed| ("SKATE_ENV_TEST_SEED", seed.to_string())));
    test
}
