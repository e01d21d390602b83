//! node-postgres, postgres.js, and Prisma's client and command line.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in variables what it installed"
)]

mod prisma;

use std::{env, path::PathBuf, process::Command};

use skate_env_core::{Environment, Purpose};

use crate::programs::{Comparison, Target};

/// The folder with the clients' scripts, and `node_modules` beside them.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    assert!(folder.join("node_modules").exists(), "no clients: run `cargo xtask test gateway`");
    folder
}

fn node(target: &Target) -> Command {
    let mut command = Command::new("node");
    target.prepare(&mut command);
    // A warning names the number of its process.
    command.env("NODE_NO_WARNINGS", "1");
    command.env_remove("LD_LIBRARY_PATH").current_dir(folder());
    command
}

/// Runs a script through each kind of gateway, and without.
async fn same_everywhere(script: &str, tables: Option<&str>) {
    for comparison in [
        Comparison::start(Environment::Production, Purpose::App).await,
        Comparison::with_consent().await,
    ] {
        if let Some(tables) = tables {
            comparison.without.run(tables).await;
            comparison.with.run(tables).await;
        }
        let said = comparison.same_command(node, &[script], "").await;
        assert_eq!((said.status, &*said.stderr), (Some(0), ""), "{}", said.stdout);
        assert!(said.stdout.lines().count() > 10, "{}", said.stdout);
        assert_eq!(comparison.without.checksum().await, comparison.with.checksum().await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs clients from npm: cargo xtask test gateway"]
async fn node_postgres_sees_no_difference() {
    same_everywhere("node-postgres.mjs", None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs clients from npm: cargo xtask test gateway"]
async fn postgres_js_sees_no_difference() {
    same_everywhere("postgres-js.mjs", None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs clients from npm: cargo xtask test gateway"]
async fn prismas_client_sees_no_difference() {
    let mut generate = Command::new("node");
    generate.args(["node_modules/prisma/build/index.js", "generate"]).current_dir(folder());
    let generated = generate.env("PRISMA_HIDE_UPDATE_MESSAGE", "1").output().unwrap();
    assert!(generated.status.success(), "{generated:?}");
    same_everywhere("prisma-client.mjs", Some(include_str!("../clients/migration.sql"))).await;
}
