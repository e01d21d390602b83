//! The differential tests of the core: generated URLs and dotenv files, read by other programs too.

use anyhow::Result;
use std::process::Command;

use crate::run::{cargo, run};
use crate::{tools, workspace};

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

fn test(name: &str, Amount { count, seed }: Amount) -> Command {
    let mut test = cargo(["test", "--workspace", "--all-features", "--test", name]);
    test.args(["--", "--include-ignored", "--nocapture"]);
    test.envs(count.map(|count| ("SKATE_ENV_TEST_COUNT", count.to_string())));
    test.envs(seed.map(|seed| ("SKATE_ENV_TEST_SEED", seed.to_string())));
    test
}
