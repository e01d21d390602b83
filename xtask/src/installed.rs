//! Tests of the installed packages: real Prisma, real servers, the example app.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::packages::{Profile, compile};
use crate::run::{cargo, node, npm, run};
use crate::{example, tools, workspace};

/// Real Prisma aimed at production, real servers behind tunnels, and the configuration files that
/// `init` writes in the loaders of Prisma and Next.js.
pub(crate) fn guards() -> Result<()> {
    let mut tests = node_tests("crates/skate-env-node/test/installed")?;
    tests.envs(variables()?).env("PRISMA_6_CONFIG", tools::install("@prisma/config", "6.19.3")?);
    run(tests.env("COMMAND", example::folder().join("node_modules/.bin/skate-env")))
}

/// Deployments of migrations by real Prisma: in order, failing, at the same time, killed.
pub(crate) fn migrations() -> Result<()> {
    let mut tests = node_tests("crates/skate-env-cli/tests/migrations")?;
    tests.envs(variables()?);
    // Not the npm package's: what is killed here is the command itself.
    tests.env("COMMAND", compile(Profile::Dev, None)?.command);
    run(tests.env("POSTGRES", tools::postgres()?))
}

/// The example's own tests: real Prisma, a database for every test file.
pub(crate) fn example_tests() -> Result<()> {
    let variables = variables()?;
    let home = tempfile::tempdir()?;
    // Servers of root run as somebody else.
    #[cfg(unix)]
    fs::set_permissions(home.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    let prepared = |mut command: Command| {
        command.envs(variables.clone());
        command.env("SKATE_ENV_TEST_HOME", home.path()).env("SKATE_ENV_TEST_IDLE", "120");
        command
    };
    let folder = example::folder();
    // It connects to nothing, and wants a URL in its configuration.
    let prisma = folder.join("node_modules/prisma/build/index.js");
    let mut generate = prepared(node(&folder, [prisma]));
    generate.arg("generate").env("DATABASE_ENVIRONMENT", "testing");
    run(generate.env("POSTGRES_PRISMA_URL_TEST", "postgresql://nobody@localhost/none"))?;
    let tested = run(&mut prepared(npm(&folder, ["test"])));
    let mut stop = prepared(Command::new(folder.join("node_modules/.bin/skate-env")));
    run(stop.current_dir(&folder).args(["test", "server", "stop"]))?;
    tested
}

/// Every line of the pages in docs that are typed.
pub(crate) fn walkthrough() -> Result<()> {
    let mut test = cargo(["test", "--workspace", "--all-features", "--test", "walkthrough"]);
    test.args(["--", "--include-ignored", "--nocapture"]);
    run(test.envs(variables()?))
}

/// Where what is tested is installed.
fn variables() -> Result<[(&'static str, PathBuf); 3]> {
    example::install()?;
    Ok([
        ("EXAMPLE", example::folder()),
        ("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?),
        ("SKATE_ENV_POSTGRES_BIN", tools::postgres_programs()?.join("native/bin")),
    ])
}

/// All test files of a folder, two at a time: they wait for servers of their own.
fn node_tests(folder: &str) -> Result<Command> {
    let folder = workspace::root().join(folder);
    let mut files: Vec<_> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    ensure!(!files.is_empty(), "{} holds no tests", folder.display());
    files.sort_unstable();
    let mut tests = node(workspace::root(), ["--test", "--test-concurrency=2"]);
    tests.args(files);
    Ok(tests)
}
