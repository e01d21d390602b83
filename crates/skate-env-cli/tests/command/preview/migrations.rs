//! What happens inside the database. Prisma is a stand-in that says what it is to do and waits: the
//! test does Prisma's work in the database.

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf, thread};

use serde_json::Value;
use skate_env_migrate::Folder;

use super::Shop;
use crate::branch::{BranchFixture, until};

/// Seeds are counted; a migration waits for the test.
const PRISMA: &str = r#"#!/bin/sh
if [ "$1" = db ]; then echo seed >> "$0.seeds"; exit 0; fi
echo "$1" > "$0.begun"
while [ ! -e "$0.end" ]; do sleep 0.02; done
rm "$0.end" "$0.begun"
"#;
const NAME: &str = "20260101000000_users";
const TABLE: &str = "CREATE TABLE IF NOT EXISTS _prisma_migrations (id varchar(36) PRIMARY KEY \
    NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) \
    NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT \
    now(), applied_steps_count int NOT NULL DEFAULT 0);";

fn shop(script: &str) -> Shop {
    let neon = BranchFixture::new()
        .with_record()
        .file("package.json", r#"{"name":"shop","prisma":{"seed":"node seed.js"}}"#)
        .file("node_modules/.bin/prisma", PRISMA)
        .file("prisma/schema.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n");
    let shop = Shop::of(neon);
    fs::set_permissions(prisma(&shop, ""), fs::Permissions::from_mode(0o755)).unwrap();
    write(&shop, NAME, script);
    shop
}

fn prisma(shop: &Shop, end: &str) -> PathBuf {
    shop.path(&format!("node_modules/.bin/prisma{end}"))
}

fn write(shop: &Shop, name: &str, script: &str) {
    let folder = shop.path(&format!("prisma/migrations/{name}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("migration.sql"), script).unwrap();
}

/// Lets Prisma's stand-in end when the test fails, so that nobody waits for it.
struct EndOfPrisma(PathBuf);

impl Drop for EndOfPrisma {
    fn drop(&mut self) {
        let _ = fs::write(&self.0, "");
    }
}

/// `up`, while Prisma applies what is pending: `applies` times.
fn up(shop: &Shop, applies: usize) -> Value {
    up_with(shop, "--comment", applies)
}

fn up_with(shop: &Shop, words: &str, applies: usize) -> Value {
    thread::scope(|scope| {
        let run = scope.spawn(|| shop.up(7, words));
        for _ in 0..applies {
            let end = EndOfPrisma(prisma(shop, ".end"));
            until("Prisma's start", || prisma(shop, ".begun").exists());
            let folder = Folder::read(&shop.path("prisma/migrations")).unwrap();
            let done = sql(shop, &format!("{TABLE} SELECT migration_name FROM _prisma_migrations"));
            for one in folder.migrations.iter().filter(|one| !done.contains(&one.name)) {
                let (name, sum) = (&one.name, one.checksum());
                let row = format!(
                    "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, \
                     applied_steps_count) VALUES (gen_random_uuid(), '{sum}', now(), '{name}', 1);"
                );
                sql(shop, &format!("{}{row}", one.script));
            }
            drop(end);
            until("Prisma's end", || !prisma(shop, ".begun").exists());
        }
        run.join().unwrap()
    })
}

/// A session of the command's own has no schema of the application in its path.
fn sql(shop: &Shop, statements: &str) -> Vec<String> {
    shop.neon.sql("preview/pr-7", &format!("SET search_path = public; {statements}"))
}

fn seeds(shop: &Shop) -> usize {
    fs::read_to_string(prisma(shop, ".seeds")).unwrap_or_default().lines().count()
}

#[test]
fn data_survives_pushes_until_an_applied_migration_is_edited() {
    let shop = shop("CREATE TABLE users (id int);");
    let first = up(&shop, 1);
    assert_eq!(first["migrated"], serde_json::json!([NAME]), "{first}");
    assert_eq!((first["seeded"].as_bool(), seeds(&shop)), (Some(true), 1));
    sql(&shop, "INSERT INTO users VALUES (42)");

    // A push that adds a migration keeps what a tester wrote, and seeds no second time.
    write(&shop, "20260102000000_orders", "CREATE TABLE orders (id int);");
    let second = up(&shop, 1);
    assert_eq!(second["migrated"], serde_json::json!(["20260102000000_orders"]), "{second}");
    assert_eq!((second["seeded"].as_bool(), seeds(&shop)), (Some(false), 1));
    assert_eq!(sql(&shop, "SELECT id FROM users"), ["42"]);

    // A push that edits an applied one brings the source's data back, and seeds again.
    write(&shop, "20260102000000_orders", "CREATE TABLE orders (id int, total int);");
    let third = up(&shop, 1);
    let why = third["reset_because"].as_str().unwrap();
    assert!(why.contains("20260102000000_orders was edited"), "{third}");
    assert_eq!((third["seeded"].as_bool(), seeds(&shop)), (Some(true), 2));
    assert!(sql(&shop, "SELECT id FROM users").is_empty());
    let (_, body) = shop.github.comments().remove(0);
    assert!(
        body.contains("- the data was reset, because `migration 20260102000000_orders"),
        "{body}"
    );
    assert_eq!(shop.github.comments().len(), 1);

    // Nothing to do: Prisma is not even started.
    let fourth = up(&shop, 0);
    assert_eq!(
        (&fourth["migrated"], fourth["seeded"].as_bool()),
        (&serde_json::json!([]), Some(false))
    );
    // Each session is proven: one a run, one more after the reset, and one for each seed.
    assert_eq!(shop.neon.project.verified(), vec![("preview".to_owned(), None); 7]);
}

/// Of two runs only the newer commit's migrates.
#[test]
fn an_older_commit_migrates_nothing() {
    let shop = shop("CREATE TABLE users (id int);");
    let old = shop.event(7, "synchronize");
    shop.github.change(7, |pull| pull["head"]["sha"] = "f".repeat(40).into());
    let ending = shop.ends(&shop.job("preview up --output json", &old));
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    assert_eq!(
        (&answer["state"], &answer["migrated"]),
        (&"superseded".into(), &serde_json::json!([]))
    );
    assert_eq!(seeds(&shop), 0);
}

/// What a reviewer reads about the migrations; a hostile name is only text.
#[test]
fn the_comment_has_findings_locks_and_the_schema_s_difference() {
    let shop = shop("CREATE TABLE public.users (id int);\n");
    let hostile = "20260102000000_<img src=x> @octocat `a`";
    shop.neon.sql("staging", "CREATE TABLE public.people (id int)");
    let script = "ALTER TABLE public.people ADD COLUMN name text;\nDROP TABLE public.users;\n";
    write(&shop, hostile, script);
    write(&shop, "20260103000000_orders", "CREATE TABLE public.orders (id int);\n");
    let first = up_with(&shop, "--comment --measure", 1);
    assert_eq!(first["migrated"].as_array().unwrap().len(), 3, "{first}");
    let (_, body) = shop.github.comments().remove(0);
    for expected in [
        "`migrate lint`:\n\n| severity | where | rule | finding |",
        "`ban-drop-table`",
        "`migrate test` on a copy of `staging`; times differ elsewhere:",
        "line 1 | `ALTER TABLE public.people ADD COLUMN name text` | ACCESS EXCLUSIVE on `people` | ",
    ] {
        assert!(body.contains(expected), "{expected} in {body}");
    }
    // The control plane on this machine compares schemas where pg_dump is installed.
    let diff = "<details><summary>How the schema differs from its source's</summary>\n\n```diff\n";
    let has_diff = body.contains(diff) && body.contains("+CREATE TABLE public.orders (");
    let unknown = "\nHow the schema differs is not known: `neon_unavailable`.";
    assert!(has_diff || body.contains(unknown), "{body}");
    assert!(!body.contains("<img") && !body.contains("@octocat"), "{body}");
    // A run with nothing to do measures nothing and writes nothing.
    let (patches, posts) = (shop.github.count("PATCH"), shop.github.count("POST"));
    up_with(&shop, "--comment --measure", 0);
    assert_eq!((shop.github.count("PATCH"), shop.github.count("POST")), (patches, posts));
    assert!(!shop.neon.names().iter().any(|name| name.contains("migrate-test")));
}
