use std::{fs, os::unix::fs::PermissionsExt as _};

use super::fixture::BranchFixture;

/// Says what it was started with, and in which environment.
const PRISMA: &str = r#"#!/bin/sh
echo "$* $SKATE_ENV_RUN $DATABASE_ENVIRONMENT ${NEON_API_KEY:+key}" >> "$0.log"
echo "$DATABASE_URL $POSTGRES_PRISMA_URL_DEV $DIRECT_URL" >> "$0.urls"
[ ! -e "$0.fails" ] || { echo "P3009 on $2"; exit 7; }
"#;
const PACKAGE: &str = r#"{"name":"shop","prisma":{"seed":"node seed.js"}}"#;

pub(super) fn fixture() -> BranchFixture {
    let fixture =
        BranchFixture::new().file("node_modules/.bin/prisma", PRISMA).file("package.json", PACKAGE);
    let program = fixture.project.path().join("node_modules/.bin/prisma");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    fixture
}

pub(super) fn told(fixture: &BranchFixture, what: &str) -> String {
    let path = fixture.project.path().join("node_modules/.bin/prisma");
    fs::read_to_string(format!("{}.{what}", path.display())).unwrap_or_default()
}

#[test]
fn migrations_and_seed_get_the_direct_url_and_the_environment() {
    let fixture = fixture();
    fixture.prints(
        "branch create feature/x",
        0,
        "
branch      feature/x (created) on this machine
class       feature, for development
expires     TIME
database    postgresql://neondb_owner:***@127.0.0.1:PORT/neondb
.env.local  leads there
migrations  applied
seed        done
",
        "
Creating branch `feature/x` on this machine
Writing .env.local
Applying migrations
Seeding
",
    );
    let lines = "migrate deploy development development key\ndb seed development development key\n";
    assert_eq!(told(&fixture, "log"), lines);
    let direct = fixture.run("url --purpose migrate").may_print_secrets().ends().stdout;
    let urls = told(&fixture, "urls");
    let migrated: Vec<_> = urls.lines().next().unwrap().split(' ').collect();
    assert_eq!(migrated, [direct.trim(); 3]);

    fixture.json("branch reset --no-seed");
    assert_eq!(
        told(&fixture, "log").lines().last(),
        Some("migrate deploy development development key")
    );
    fixture.json("branch create staging --no-migrate --no-seed --no-switch");
    assert_eq!(told(&fixture, "log").lines().count(), 3);
    let planned = fixture.json("branch create feature/y --dry-run --no-seed");
    assert_eq!((&planned["migrations"], &planned["seed"]), (&"done".into(), &"skipped".into()));
    assert_eq!(told(&fixture, "log").lines().count(), 3);
    // Without the file: the branch is migrated all the same.
    let before = fixture.env_file();
    fixture.json("branch create feature/y --no-switch --no-seed");
    assert_eq!(fixture.env_file(), before);
    let urls = told(&fixture, "urls");
    assert!(!urls.lines().last().unwrap().contains(direct.trim()));
}

#[test]
fn a_failed_migration_is_reported_and_the_same_command_goes_on() {
    let fixture = fixture().file("node_modules/.bin/prisma.fails", "");
    fixture.prints(
        "branch create feature/x",
        1,
        "",
        "
Creating branch `feature/x` on this machine
Writing .env.local
Applying migrations
P3009 on deploy
error: `prisma migrate deploy` ended with exit code 7. [migration_failed]
  help: Fix what Prisma names, then start the same command again: the branch exists.
",
    );
    let quiet = fixture.run("branch create feature/x --output json").ends();
    assert!(quiet.exit == 1 && quiet.stderr.starts_with("P3009 on deploy\n{"), "{quiet}");
    fs::remove_file(fixture.project.path().join("node_modules/.bin/prisma.fails")).unwrap();
    assert_eq!(fixture.json("branch create feature/x")["how"], "reused");
    assert_eq!(told(&fixture, "log").lines().count(), 4);
}

#[test]
fn a_test_branch_is_migrated_too() {
    let fixture = fixture();
    fixture.json("branch create dev-ada --class testing --from production");
    assert!(told(&fixture, "log").starts_with("migrate deploy testing testing"));
}
