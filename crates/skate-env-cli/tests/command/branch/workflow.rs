use std::{fs, os::unix::fs::PermissionsExt as _};

use super::fixture::BranchFixture;

#[test]
fn a_branch_is_created_reset_switched_and_deleted() {
    let fixture = BranchFixture::empty();
    fixture.prints(
        "branch create feature/x",
        1,
        "",
        "
Creating branch `feature/x` on this machine
error: No branch of PROJECT has the name `staging`. [unknown_branch]
  help: Branches of this class are created from it. Run `skate-env branch create staging`, or name another source with `--from`.
",
    );
    assert_eq!(fixture.names(), ["main"]);
    fixture.prints(
        "branch create staging",
        0,
        "
branch      staging (created) on this machine
class       staging, for staging
expires     never
database    postgresql://neondb_owner:***@127.0.0.1:PORT/neondb
.env.local  leads there
migrations  none: no Prisma here
seed        none: not configured
",
        "
Creating branch `staging` on this machine
Writing .env.local
",
    );
    fixture.prints(
        "branch create feature/x --output json",
        0,
        r#"
{
  "control_plane": {
    "kind": "local",
    "host": "127.0.0.1:PORT"
  },
  "how": "created",
  "branch": "feature/x",
  "branch_id": "BRANCH",
  "class": "feature",
  "environment": "development",
  "endpoint": "ENDPOINT",
  "owner": "ada",
  "expires_at": "TIME",
  "url": "postgresql://neondb_owner:***@127.0.0.1:PORT/neondb",
  "env_file": "done",
  "migrations": "none",
  "seed": "none"
}
"#,
        "",
    );
    assert_eq!(fixture.names(), ["feature/x", "main", "staging"]);
    let path = fixture.project.path().join(".env.local");
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fixture.env_file().unwrap().contains("\nDATABASE_ENVIRONMENT=development\n"));
    let direct = fixture.run("url --purpose migrate").may_print_secrets().ends();
    assert!(!direct.stdout.contains("pgbouncer") && direct.exit == 0, "{direct}");

    assert_eq!(fixture.json("branch create feature/x")["how"], "reused");

    fixture.prints(
        "branch reset",
        0,
        "
branch      feature/x (reset) on this machine
parent      staging
migrations  none: no Prisma here
seed        none: not configured
",
        "Resetting branch `feature/x` to `staging` on this machine\n",
    );
    let reset = fixture.branches().into_iter().find(|it| it.name == "feature/x").unwrap();
    assert!(reset.last_reset_at.is_some());

    fixture.prints(
        "branch switch staging",
        0,
        "
branch      staging on this machine
class       staging, for staging
database    postgresql://neondb_owner:***@127.0.0.1:PORT/neondb
.env.local  leads there
",
        "
Looking for branch `staging` on this machine
Writing .env.local
",
    );
    assert!(fixture.env_file().unwrap().contains("\nDATABASE_ENVIRONMENT=staging\n"));

    is_deleted(&fixture);
}

fn is_deleted(fixture: &BranchFixture) {
    fixture.prints(
        "branch delete feature/x",
        0,
        "
Deleted on this machine: feature/x.
.env.local has no development database any more.
",
        "Deleting branch `feature/x` on this machine\n",
    );
    let file = fixture.env_file().unwrap();
    assert!(file.contains("DATABASE_ENVIRONMENT=staging") && !file.contains("_DEV"), "{file}");
    assert_eq!(fixture.error("branch delete feature/x"), (1, "unknown_branch".to_owned()));
}

#[test]
fn a_dry_run_changes_nothing() {
    let fixture = BranchFixture::new();
    let made = fixture.json("branch create feature/x --no-switch");
    let before = (fixture.names(), fixture.env_file());
    fixture.prints(
        "branch create feature/y --dry-run",
        0,
        "
Nothing was done. The plan on this machine for `feature/y`:
  create from BRANCH, until TIME

class       feature, for development
.env.local  would lead there
migrations  none: no Prisma here
seed        none: not configured
",
        "",
    );
    fixture.prints(
        "branch reset feature/x --dry-run",
        0,
        "
Nothing was done. The plan on this machine for `feature/x`:
  reset BRANCH to BRANCH
",
        "",
    );
    fixture.prints(
        "branch delete feature/x --dry-run",
        0,
        "
Nothing was done. The plan on this machine for `feature/x`:
  delete BRANCH permanently
",
        "",
    );
    let switched = fixture.json("branch switch feature/x --dry-run");
    assert_eq!((&switched["dry_run"], &switched["branch_id"]), (&true.into(), &made["branch_id"]));
    fixture.json("branch cleanup --idle-days 0 --active-hours 0 --dry-run");
    assert_eq!((fixture.names(), fixture.env_file()), before);
    assert!(fixture.branches().iter().all(|branch| branch.last_reset_at.is_none()));
}

#[test]
fn the_class_follows_from_the_name_unless_an_option_sets_it() {
    let fixture = BranchFixture::new();
    let plan = |words: &str| fixture.json(&format!("branch create {words} --dry-run"));
    for (words, class, environment) in [
        ("add-orders", "feature", "development"),
        ("dev-ada", "development", "development"),
        ("preview/pr-7", "preview", "preview"),
        ("branch:staging", "staging", "staging"),
        ("add-orders --class preview", "preview", "preview"),
    ] {
        let plan = plan(words);
        assert_eq!((&plan["class"], &plan["environment"]), (&class.into(), &environment.into()));
    }
    let schema = plan("test/orders");
    assert_eq!(schema["plan"]["steps"][0]["branch"]["init_source"], "schema-only");
    let rows = plan("x --schema-only");
    assert_eq!(rows["plan"]["steps"][0]["branch"]["init_source"], "schema-only");
    let at = plan("x --from production --at 2026-11-20T08:00:00Z");
    assert_eq!(at["plan"]["steps"][0]["branch"]["parent_timestamp"], "2026-11-20T08:00:00Z");
    let named = fixture.error("branch create x --from branch:production --dry-run");
    assert_eq!(named, (1, "unknown_branch".to_owned()));
    assert_eq!(fixture.error("branch reset -e staging"), (2, "usage".to_owned()));
}

#[test]
fn a_variable_that_overrides_the_env_file_is_named() {
    let fixture = BranchFixture::new();
    let create = || fixture.run("branch create feature/x --quiet");
    create().variable("DATABASE_ENVIRONMENT", "staging").prints(
        1,
        "",
        "
error: DATABASE_ENVIRONMENT is set in the shell, which outranks .env.local. [file_outranked]
  help: Run `unset DATABASE_ENVIRONMENT` and start the command again.
",
    );
    let fixture = fixture.file(
        ".env.development.local",
        "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\n",
    );
    fixture.run("branch switch feature/x --quiet").prints(
        1,
        "",
        "
error: POSTGRES_PRISMA_URL_DEV is set in .env.development.local, which outranks .env.local. (.env.development.local:1) [file_outranked]
  help: Remove POSTGRES_PRISMA_URL_DEV from .env.development.local.
",
    );
}

#[test]
fn a_branch_can_be_named_by_id() {
    let fixture = BranchFixture::new();
    let id = |made: &serde_json::Value| made["branch_id"].as_str().unwrap().to_owned();
    let x = id(&fixture.json("branch create feature/x --no-switch"));
    let switched = fixture.json(&format!("branch switch {x}"));
    assert_eq!(switched["branch"], "feature/x");
    assert_eq!(fixture.json(&format!("branch reset {x}"))["branch"], "feature/x");
    let staging = id(&fixture.json("branch switch staging --dry-run"));
    let y = fixture.json(&format!("branch create y --from {staging} --no-switch --dry-run"));
    assert_eq!(y["plan"]["steps"][0]["branch"]["parent_id"], staging.as_str());
    // A name may look like an id.
    fixture.json("branch create br-cool-forest-123456 --no-switch");
    fixture.json("branch delete br-cool-forest-123456");
    assert_eq!(fixture.json(&format!("branch delete {x}"))["branch"], "feature/x");
    fixture.prints(
        "branch delete br-no-such-123456",
        1,
        "",
        "
error: No branch of PROJECT has the id BRANCH. [unknown_branch]
  help: List the branches; the key may also be one that cannot see it.
",
    );
    assert_eq!(fixture.names(), ["main", "staging"]);
}

#[test]
fn deleting_another_user_s_branch_needs_everyone() {
    let fixture = BranchFixture::new();
    let bobs = fixture.run("branch create feature/b --no-switch").variable("USER", "bob").ends();
    assert_eq!(bobs.exit, 0, "{bobs}");
    let refusal = "
error: Branch `feature/b` belongs to bob, and you are ada. [branch_mismatch]
  help: Ask bob; if they agree, run `skate-env branch delete feature/b --everyone`.
";
    fixture.prints("branch delete feature/b", 3, "", refusal);
    fixture.prints("branch delete feature/b --dry-run", 3, "", refusal);
    assert_eq!(fixture.names(), ["feature/b", "main", "staging"]);
    fixture.json("branch delete feature/b --everyone");
    assert_eq!(fixture.names(), ["main", "staging"]);
}

#[test]
fn resetting_another_user_s_branch_needs_everyone() {
    let fixture = BranchFixture::new();
    let bobs = fixture.run("branch create feature/b").variable("USER", "bob").ends();
    assert_eq!(bobs.exit, 0, "{bobs}");
    let refusal = "
error: Branch `feature/b` belongs to bob, and you are ada. [branch_mismatch]
  help: Ask bob; if they agree, run `skate-env branch reset feature/b --everyone`.
";
    // Development leads there, so it needs no name.
    for words in ["branch reset feature/b", "branch reset", "branch reset --dry-run"] {
        fixture.prints(words, 3, "", refusal);
    }
    let reset = || {
        let bobs = fixture.branches().into_iter().find(|it| it.name == "feature/b").unwrap();
        bobs.last_reset_at
    };
    assert_eq!(reset(), None);
    fixture.json("branch reset feature/b --everyone");
    assert!(reset().is_some());
}

/// What is written is what `doctor` reads.
#[test]
fn the_env_file_names_the_branch() {
    let fixture = BranchFixture::new().file(".gitignore", ".env*.local\n");
    fs::remove_dir(fixture.project.path().join(".git")).unwrap();
    let git = |words: &str| {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=ada", "-c", "user.email=ada@example.com"]);
        command.args(words.split(' ')).current_dir(fixture.project.path());
        assert!(command.status().unwrap().success(), "git {words}");
    };
    git("init -q -b main .");
    git("commit -q --allow-empty -m first");
    git("branch feature/x");
    let disagree = || {
        let answer = fixture.run("doctor --output json").ends().stdout;
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let mut findings = answer["findings"].as_array().unwrap().iter();
        findings.any(|it| it["code"] == "branches_disagree")
    };
    let heading = || fixture.env_file().unwrap().lines().next().unwrap().to_owned();

    fixture.json("branch create feature/x");
    assert!(heading().contains("of branch feature/x;"), "{}", heading());
    assert!(disagree());
    git("checkout -q feature/x");
    assert!(!disagree());
    fixture.json("branch switch staging");
    assert!(heading().contains("of branch staging;"), "{}", heading());
    fixture.json("branch switch feature/x");
    git("checkout -q main");
    assert!(disagree());
    fixture.json("branch delete feature/x");
    assert!(!heading().contains("of branch"), "{}", heading());
    assert!(!disagree());
}
