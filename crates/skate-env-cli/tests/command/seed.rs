use std::{fs, os::unix::fs::PermissionsExt as _};

use crate::{
    branch::BranchFixture,
    harness::{CANARY, PINNED, PRODUCTION, Project, STAGING},
};

/// Says what it was started with.
const PRISMA: &str = r#"#!/bin/sh
echo "$* $SKATE_ENV_RUN $DATABASE_ENVIRONMENT" >> "$0.log"
echo "$DATABASE_URL $POSTGRES_PRISMA_URL" >> "$0.urls"
[ ! -e "$0.fails" ] || { echo "P2002 somewhere"; exit 3; }
echo "seeded" >&2
"#;
const PACKAGE: &str = r#"{"name":"shop","prisma":{"seed":"node seed.js"}}"#;

/// With a Prisma that only tells what it was asked for.
fn with_prisma(project: Project) -> Project {
    let project = project.file("node_modules/.bin/prisma", PRISMA).file("package.json", PACKAGE);
    let program = project.path().join("node_modules/.bin/prisma");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    project
}

fn told(project: &Project, what: &str) -> String {
    let path = project.path().join("node_modules/.bin/prisma");
    fs::read_to_string(format!("{}.{what}", path.display())).unwrap_or_default()
}

#[test]
fn production_is_never_seeded_even_with_consent() {
    let project = with_prisma(Project::new()).file("skate-env.toml", PINNED);
    for words in [
        "seed -e production",
        "seed -e production --consent ep-cool-darkness-123456",
        "seed -e production --dry-run",
    ] {
        let run = project.run(words).variable("POSTGRES_PRISMA_URL", PRODUCTION);
        let ending = run.variable("SKATE_ENV_RUNTIME", "deployed").ends();
        assert_eq!((ending.exit, &*ending.stdout), (3, ""), "{words}: {ending}");
        assert!(ending.stderr.contains("[destructive_command]"), "{words}: {ending}");
    }
    project
        .run("seed -e production")
        .variable("POSTGRES_PRISMA_URL", PRODUCTION)
        .variable("SKATE_ENV_RUNTIME", "deployed")
        .prints(3, "", PRODUCTION_IS_REFUSED);
    // By whatever name it comes.
    let disguised = project.run("seed").variable("POSTGRES_PRISMA_URL_DEV", PRODUCTION);
    assert!(disguised.ends().stderr.contains("[production_target]"));
    assert_eq!(told(&project, "log"), "");
}

const PRODUCTION_IS_REFUSED: &str = "
error: `prisma db seed` may destroy data in production. [destructive_command]
  help: Try it in development, and apply reviewed migrations (`prisma migrate deploy`); no consent lifts this.
";

#[test]
fn missing_setup_is_reported_before_any_connection() {
    let project = Project::new().file("skate-env.toml", PINNED);
    let run = || project.run("seed -e staging").variable("POSTGRES_PRISMA_URL_STAGING", STAGING);
    run().prints(
        4,
        "",
        "
error: Prisma is not installed here: there is no node_modules/.bin/prisma. [no_seed]
  help: Install the project's packages first: `npm ci`.
",
    );
    let project = with_prisma(project).file("package.json", r#"{"name":"shop"}"#);
    project.run("seed -e staging").variable("POSTGRES_PRISMA_URL_STAGING", STAGING).prints(
        4,
        "",
        "
error: The project configures no seed. [no_seed]
  help: Name the command in prisma.config.ts: `migrations: { seed: \"tsx prisma/seed.ts\" }`.
",
    );
    let project = with_prisma(project);
    project
        .run("seed -e staging --dry-run")
        .variable("POSTGRES_PRISMA_URL_STAGING", STAGING)
        .prints(
            0,
            "
environment  staging
database     postgresql://app:***@ep-still-river-222222.us-east-2.aws.neon.tech/shop?sslmode=require
seed         would run
",
            "",
        );
    project.run("seed").prints(4, "", MISSING);
    assert_eq!(told(&project, "log"), "");
}

const MISSING: &str = "
error: No database is set for development: looked at POSTGRES_PRISMA_URL_DEV, POSTGRES_URL_NON_POOLING_DEV, POSTGRES_PRISMA_URL, POSTGRES_URL_NON_POOLING, DATABASE_URL, DATABASE_URL_UNPOOLED. [missing_url]
  help: Run `skate-env branch create NAME`, or set POSTGRES_PRISMA_URL_DEV in .env.local.
";

#[test]
fn a_proven_database_is_seeded_with_only_its_own_url() {
    let fixture = BranchFixture::new().with_record();
    fixture.json("branch create feature/x");
    let fixture = fixture.file("node_modules/.bin/prisma", PRISMA).file("package.json", PACKAGE);
    let program = fixture.project.path().join("node_modules/.bin/prisma");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    fixture.prints(
        "seed",
        0,
        "
environment  development
database     postgresql://neondb_owner:***@127.0.0.1:PORT/neondb
seed         done
",
        "
Verifying the identity of the database of development
Seeding
seeded
",
    );
    assert_eq!(told(&fixture.project, "log"), "db seed development development\n");
    let direct = fixture.run("url --purpose migrate").may_print_secrets().ends().stdout;
    assert_eq!(told(&fixture.project, "urls").trim(), [direct.trim(); 2].join(" "));

    fs::write(fixture.project.path().join("node_modules/.bin/prisma.fails"), "").unwrap();
    fixture.prints(
        "seed --quiet",
        1,
        "",
        "
P2002 somewhere
error: `prisma db seed` ended with exit code 3. [seed_failed]
  help: Fix the seed, then run `skate-env seed`. The database exists; it may hold a part of the seed's data.
",
    );
    assert_eq!(fixture.project.verified(), vec![("development".to_owned(), None); 2]);
    assert!(CANARY.len() > 3, "every run above looks for it");
}

/// The pin says one branch, the port leads to another: nothing is seeded.
#[test]
fn a_database_with_another_identity_is_not_seeded() {
    let fixture = BranchFixture::new().with_record();
    fixture.json("branch create feature/x");
    fixture.json("branch create feature/y --no-switch");
    let branches = fixture.branches();
    let other = branches.iter().find(|branch| branch.name == "feature/x").unwrap();
    let policy = format!("[environments.production]\nbranch_id = \"{}\"\n", other.id);
    let fixture = fixture
        .file("skate-env.toml", &policy)
        .file("node_modules/.bin/prisma", PRISMA)
        .file("package.json", PACKAGE);
    let program = fixture.project.path().join("node_modules/.bin/prisma");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    let (exit, code) = fixture.error("seed");
    assert_eq!((exit, &*code), (3, "identity_mismatch"));
    let refused = ("development".to_owned(), Some(code));
    assert_eq!(fixture.project.verified(), [refused]);
    assert_eq!(told(&fixture.project, "log"), "");
}
