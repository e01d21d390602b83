//! Prisma's command line in production: committed migrations are deployed, and nothing else is done.

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use skate_env_core::{Environment, Purpose};
use skate_env_gateway::{DeepStack, committed, judge::Committed};
use tempfile::TempDir;

use super::folder;
use crate::{
    fixture::{Database, PASSWORD, Running, ask, connect},
    programs::Target,
};

const FIRST: &str = include_str!("../../clients/migration.sql");
const SECOND: &str = "-- AlterTable\nALTER TABLE \"Author\" DROP COLUMN \"name\";\n";
const THIRD: &str = "-- CreateIndex\nCREATE INDEX \"Book_title_idx\" ON \"Book\"(\"title\");\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Prisma from npm: cargo xtask test gateway"]
async fn committed_migrations_are_deployed_and_a_refused_one_leaves_nothing_behind() {
    let database = empty().await;
    let project = Project::new();
    project.migration("1_first", FIRST);
    project.commit();
    let deployed = project.prisma(&database, &["migrate", "deploy"]).await;
    assert!(deployed.status.success(), "{}", said(&deployed));
    assert_eq!(state(&database).await, "1_first:done");

    // Neither committed nor in the index only.
    project.migration("2_second", SECOND);
    project.git(&["add", "."]);
    for _ in 0..2 {
        let refused = project.prisma(&database, &["migrate", "deploy"]).await;
        assert!(!refused.status.success());
        assert!(said(&refused).contains("uncommitted_migration"), "{}", said(&refused));
        assert_eq!(state(&database).await, "1_first:done");
    }
    let resolved =
        project.prisma(&database, &["migrate", "resolve", "--applied", "2_second"]).await;
    assert!(!resolved.status.success(), "{}", said(&resolved));
    assert_eq!(state(&database).await, "1_first:done");

    // A committed one that was edited afterwards.
    project.commit();
    project.migration("2_second", &format!("{SECOND}DELETE FROM \"Author\";\n"));
    let edited = project.prisma(&database, &["migrate", "deploy"]).await;
    assert!(said(&edited).contains("uncommitted_migration"), "{}", said(&edited));
    assert_eq!(state(&database).await, "1_first:done");

    // As committed it passes, and so does what comes after it.
    project.migration("2_second", SECOND);
    project.migration("3_third", THIRD);
    project.commit();
    let deployed = project.prisma(&database, &["migrate", "deploy"]).await;
    assert!(deployed.status.success(), "{}", said(&deployed));
    assert_eq!(state(&database).await, "1_first:done,2_second:done,3_third:done");
    let status = project.prisma(&database, &["migrate", "status"]).await;
    assert!(said(&status).contains("up to date"), "{}", said(&status));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Prisma from npm: cargo xtask test gateway"]
async fn what_resets_pushes_or_executes_is_refused() {
    let database = empty().await;
    let project = Project::new();
    project.migration("1_first", FIRST);
    project.commit();
    let deployed = project.prisma(&database, &["migrate", "deploy"]).await;
    assert!(deployed.status.success(), "{}", said(&deployed));
    database.run("INSERT INTO \"Author\" (email) VALUES ('kept')").await;
    let schema = project.path.join("prisma/schema.prisma");
    let narrower = fs::read_to_string(&schema).unwrap().replace("  name  String?\n", "");
    fs::write(&schema, narrower).unwrap();
    fs::write(project.path.join("wipe.sql"), "DROP TABLE \"Book\", \"Author\" CASCADE;").unwrap();
    for arguments in [
        &["migrate", "reset", "--force"][..],
        &["migrate", "reset", "-f"],
        &["db", "push", "--accept-data-loss"],
        &["db", "push", "--force-reset", "--accept-data-loss"],
        &["db", "execute", "--file", "wipe.sql"],
    ] {
        for purpose in [Purpose::Migrate, Purpose::App, Purpose::Read] {
            let ran = project.prisma_for(&database, purpose, arguments).await;
            assert!(!ran.status.success(), "{purpose:?} {arguments:?} {}", said(&ran));
            let client = connect(&database.url()).await.unwrap();
            assert_eq!(
                ask(&client, "SELECT count(*) || email FROM \"Author\" GROUP BY email").await,
                "1kept"
            );
            assert_eq!(state(&database).await, "1_first:done", "{purpose:?} {arguments:?}");
        }
    }
}

/// A database without a table.
async fn empty() -> Database {
    let database = Database::start().await;
    database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
    database
}

/// Prisma's own record: each migration, and whether it is done.
async fn state(database: &Database) -> String {
    let question = "SELECT string_agg(migration_name || CASE WHEN finished_at IS NULL OR \
                    rolled_back_at IS NOT NULL THEN ':failed' ELSE ':done' END, ',' \
                    ORDER BY migration_name) FROM _prisma_migrations";
    ask(&connect(&database.url()).await.unwrap(), question).await
}

fn said(output: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// A git repository with a Prisma project in it.
struct Project {
    _folder: TempDir,
    path: PathBuf,
}

impl Project {
    fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let path = temporary.path().canonicalize().unwrap();
        fs::create_dir_all(path.join("prisma/migrations")).unwrap();
        for name in ["prisma/schema.prisma", "prisma.config.mjs", "package.json"] {
            fs::copy(folder().join(name), path.join(name)).unwrap();
        }
        let lock = "provider = \"postgresql\"\n";
        fs::write(path.join("prisma/migrations/migration_lock.toml"), lock).unwrap();
        fs::write(path.join(".gitignore"), "node_modules\n").unwrap();
        symlink(folder().join("node_modules"), path.join("node_modules")).unwrap();
        let project = Self { _folder: temporary, path };
        project.git(&["init", "-q"]);
        project
    }

    fn migration(&self, name: &str, text: &str) {
        let folder = self.path.join("prisma/migrations").join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("migration.sql"), text).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "step"]);
    }

    fn git(&self, arguments: &[&str]) {
        let status = Command::new("git").arg("-C").arg(&self.path).args(arguments).status();
        assert!(status.unwrap().success(), "{arguments:?}");
    }

    async fn prisma(&self, database: &Database, arguments: &[&str]) -> Output {
        self.prisma_for(database, Purpose::Migrate, arguments).await
    }

    /// Runs Prisma through a gateway to production that was started now.
    async fn prisma_for(
        &self,
        database: &Database,
        purpose: Purpose,
        arguments: &[&str],
    ) -> Output {
        let gateway = self.gateway(database, purpose).await;
        let target = Target {
            port: gateway.ports.direct,
            database: gateway.database.clone(),
            password: PASSWORD,
        };
        let mut command = Command::new("node");
        target.prepare(&mut command);
        command.env_remove("LD_LIBRARY_PATH").env("HOME", &self.path).current_dir(&self.path);
        command.env("PRISMA_HIDE_UPDATE_MESSAGE", "1").env("CHECKPOINT_DISABLE", "1");
        command.env("PRISMA_SCHEMA_ENGINE_BINARY", engine());
        command.arg("node_modules/prisma/build/index.js").args(arguments);
        tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap()
    }

    async fn gateway(&self, database: &Database, purpose: Purpose) -> Running {
        if purpose != Purpose::Migrate {
            return database.gateway(Environment::Production, purpose).await;
        }
        let texts = committed::files_at_head(Path::new(&self.path), &[]).unwrap();
        let stack = DeepStack::start().unwrap();
        let read = move || Committed::of_files(texts.iter().map(String::as_str));
        database.gateway_with(stack.run(read).unwrap()).await
    }
}

fn engine() -> PathBuf {
    env::var_os("PRISMA_SCHEMA_ENGINE_BINARY")
        .map_or_else(|| panic!("no schema engine: run `cargo xtask test gateway`"), PathBuf::from)
}
