//! Migrations in production: committed ones, read from git.

use std::{fs, path::Path, process::Command};

use sha2::{Digest as _, Sha256};
use skate_env_gateway::{DeepStack, committed, judge::Committed};

use crate::fixture::{Database, ask, told};

const FIRST: &str = "-- AlterTable\nALTER TABLE \"users\" ADD COLUMN \"age\" INTEGER;\n\n\
                     -- DropTable\nDROP TABLE \"posts\";\n";
const SECOND: &str = "ALTER TABLE \"users\" DROP COLUMN \"name\";\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn committed_statements_pass_and_an_uncommitted_edit_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    git(root, &["init", "-q"]);
    let migration = |name: &str| root.join(format!("prisma/migrations/{name}/migration.sql"));
    write(&migration("1_first"), FIRST);
    git(root, &["add", "."]);
    git(root, &["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "first"]);
    write(&migration("1_first"), &format!("{FIRST}DROP TABLE \"users\";\n")); // an edit
    write(&migration("2_second"), SECOND); // a new file
    git(root, &["add", "."]); // the index does not count

    let texts = committed::files_at_head(&root.join("prisma"), &[]).unwrap();
    assert_eq!(texts, [FIRST]);
    assert_eq!(committed::files_at_head(root, &["prisma/migrations".into()]).unwrap(), [FIRST]);
    assert!(committed::files_at_head(root, &["elsewhere".into()]).unwrap().is_empty());
    let stack = DeepStack::start().unwrap();
    let read = stack.run(move || Committed::of_files(texts.iter().map(String::as_str)));

    let database = Database::start().await;
    let gateway = database.gateway_with(read.unwrap()).await;
    let client = gateway.connect().await;
    for statement in [SECOND, "DROP TABLE \"users\"", "DELETE FROM users", "DROP SCHEMA public"] {
        let refused = client.simple_query(statement).await.unwrap_err();
        let (state, _, hint) = told(&refused);
        assert_eq!(state, "SK002", "{statement}");
        assert!(hint.ends_with("[uncommitted_migration]"), "{hint}");
    }
    client.simple_query("SELECT pg_advisory_lock(72707369)").await.unwrap();
    // Prisma writes a migration down, runs it, and writes down that it has ended.
    let insert = "INSERT INTO \"_prisma_migrations\" (id, checksum) VALUES ($1, $2)";
    let edited = format!("{FIRST}DROP TABLE \"users\";\n");
    for text in [SECOND, &edited, ""] {
        let refused = client.execute(insert, &[&"1", &checksum(text)]).await.unwrap_err();
        assert_eq!(told(&refused).0, "SK002");
    }
    let refused = client.execute(insert, &[&"1", &None::<&str>]).await.unwrap_err();
    assert_eq!(told(&refused).0, "SK002");
    assert_eq!(ask(&client, "SELECT count(*) FROM _prisma_migrations").await, "0");
    client.execute(insert, &[&"1_first", &checksum(FIRST)]).await.unwrap();
    client.simple_query(FIRST).await.unwrap();
    let finish = "UPDATE \"_prisma_migrations\" SET finished_at = now() WHERE id = $1";
    client.execute(finish, &[&"1_first"]).await.unwrap();

    let direct = crate::fixture::connect(&database.url()).await.unwrap();
    assert_eq!(ask(&direct, "SELECT count(*) FROM users").await, "100");
    assert_eq!(ask(&direct, "SELECT to_regclass('posts') IS NULL").await, "t");
    assert_eq!(ask(&direct, "SELECT count(age) FROM users").await, "0");
}

#[test]
fn a_folder_without_git_has_no_committed_migrations() {
    let folder = tempfile::tempdir().unwrap();
    let error = committed::files_at_head(folder.path(), &[]).unwrap_err();
    assert_eq!(error.code().as_str(), "unreadable_file");
    write(&folder.path().join("a/1.sql"), FIRST);
    write(&folder.path().join("a/readme.md"), SECOND);
    assert_eq!(committed::files_of_bundle(folder.path()).unwrap(), [FIRST]);
}

/// As Prisma takes it.
fn checksum(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git").arg("-C").arg(folder).args(arguments).status().unwrap();
    assert!(status.success(), "{arguments:?}");
}
