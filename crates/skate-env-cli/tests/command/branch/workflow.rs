use std::{fs, os::unix::fs::PermissionsExt as _};

use super::ground::Ground;

#[test]
fn a_branch_is_made_used_reset_left_and_deleted() {
    let ground = Ground::empty();
    ground.prints(
        "branch create feature/x",
        1,
        "",
        "
Creating branch `feature/x` on this machine
error: No branch of PROJECT has the name `staging`. [unknown_branch]
  help: Branches of this class are created from it. Run `skate-env branch create staging`, or name another source with `--from`.
",
    );
    assert_eq!(ground.names(), ["main"]);
    ground.prints(
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
    ground.prints(
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
    assert_eq!(ground.names(), ["feature/x", "main", "staging"]);
    let path = ground.project.path().join(".env.local");
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(ground.env_file().unwrap().contains("\nDATABASE_ENVIRONMENT=development\n"));
    let direct = ground.run("url --purpose migrate").may_print_secrets().ends();
    assert!(!direct.stdout.contains("pgbouncer") && direct.exit == 0, "{direct}");

    assert_eq!(ground.json("branch create feature/x")["how"], "reused");

    ground.prints(
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
    let reset = ground.branches().into_iter().find(|it| it.name == "feature/x").unwrap();
    assert!(reset.last_reset_at.is_some());

    ground.prints(
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
    assert!(ground.env_file().unwrap().contains("\nDATABASE_ENVIRONMENT=staging\n"));

    is_deleted(&ground);
}

fn is_deleted(ground: &Ground) {
    ground.prints(
        "branch delete feature/x",
        0,
        "
Deleted on this machine: feature/x.
.env.local has no development database any more.
",
        "Deleting branch `feature/x` on this machine\n",
    );
    let file = ground.env_file().unwrap();
    assert!(file.contains("DATABASE_ENVIRONMENT=staging") && !file.contains("_DEV"), "{file}");
    assert_eq!(ground.error("branch delete feature/x"), (1, "unknown_branch".to_owned()));
}

#[test]
fn plans_change_nothing() {
    let ground = Ground::new();
    let made = ground.json("branch create feature/x --no-switch");
    let before = (ground.names(), ground.env_file());
    ground.prints(
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
    ground.prints(
        "branch reset feature/x --dry-run",
        0,
        "
Nothing was done. The plan on this machine for `feature/x`:
  reset BRANCH to BRANCH
",
        "",
    );
    ground.prints(
        "branch delete feature/x --dry-run",
        0,
        "
Nothing was done. The plan on this machine for `feature/x`:
  delete BRANCH permanently
",
        "",
    );
    let switched = ground.json("branch switch feature/x --dry-run");
    assert_eq!((&switched["dry_run"], &switched["branch_id"]), (&true.into(), &made["branch_id"]));
    ground.json("branch cleanup --idle-days 0 --active-hours 0 --dry-run");
    assert_eq!((ground.names(), ground.env_file()), before);
    assert!(ground.branches().iter().all(|branch| branch.last_reset_at.is_none()));
}

#[test]
fn names_say_what_a_branch_is_for_and_options_say_otherwise() {
    let ground = Ground::new();
    let plan = |words: &str| ground.json(&format!("branch create {words} --dry-run"));
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
    let named = ground.error("branch create x --from branch:production --dry-run");
    assert_eq!(named, (1, "unknown_branch".to_owned()));
    assert_eq!(ground.error("branch reset -e staging"), (2, "usage".to_owned()));
}

#[test]
fn what_outranks_the_file_is_named() {
    let ground = Ground::new();
    let create = || ground.run("branch create feature/x --quiet");
    create().variable("DATABASE_ENVIRONMENT", "staging").prints(
        1,
        "",
        "
error: DATABASE_ENVIRONMENT is set in the shell, which outranks .env.local. [file_outranked]
  help: Run `unset DATABASE_ENVIRONMENT` and start the command again.
",
    );
    let ground = ground.file(
        ".env.development.local",
        "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\n",
    );
    ground.run("branch switch feature/x --quiet").prints(
        1,
        "",
        "
error: POSTGRES_PRISMA_URL_DEV is set in .env.development.local, which outranks .env.local. (.env.development.local:1) [file_outranked]
  help: Remove POSTGRES_PRISMA_URL_DEV from .env.development.local.
",
    );
}

#[test]
fn an_id_is_as_good_as_a_name() {
    let ground = Ground::new();
    let id = |made: &serde_json::Value| made["branch_id"].as_str().unwrap().to_owned();
    let x = id(&ground.json("branch create feature/x --no-switch"));
    let switched = ground.json(&format!("branch switch {x}"));
    assert_eq!(switched["branch"], "feature/x");
    assert_eq!(ground.json(&format!("branch reset {x}"))["branch"], "feature/x");
    let staging = id(&ground.json("branch switch staging --dry-run"));
    let y = ground.json(&format!("branch create y --from {staging} --no-switch --dry-run"));
    assert_eq!(y["plan"]["steps"][0]["branch"]["parent_id"], staging.as_str());
    // A name may look like an id.
    ground.json("branch create br-cool-forest-123456 --no-switch");
    ground.json("branch delete br-cool-forest-123456");
    assert_eq!(ground.json(&format!("branch delete {x}"))["branch"], "feature/x");
    ground.prints(
        "branch delete br-no-such-123456",
        1,
        "",
        "
error: No branch of PROJECT has the id BRANCH. [unknown_branch]
  help: List the branches; the key may also be one that cannot see it.
",
    );
    assert_eq!(ground.names(), ["main", "staging"]);
}

#[test]
fn somebody_elses_branch_is_deleted_only_on_purpose() {
    let ground = Ground::new();
    let bobs = ground.run("branch create feature/b --no-switch").variable("USER", "bob").ends();
    assert_eq!(bobs.exit, 0, "{bobs}");
    let refusal = "
error: Branch `feature/b` belongs to bob, and you are ada. [branch_mismatch]
  help: Ask bob; if they agree, run `skate-env branch delete feature/b --everyone`.
";
    ground.prints("branch delete feature/b", 3, "", refusal);
    ground.prints("branch delete feature/b --dry-run", 3, "", refusal);
    assert_eq!(ground.names(), ["feature/b", "main", "staging"]);
    ground.json("branch delete feature/b --everyone");
    assert_eq!(ground.names(), ["main", "staging"]);
}

#[test]
fn somebody_elses_branch_is_reset_only_on_purpose() {
    let ground = Ground::new();
    let bobs = ground.run("branch create feature/b").variable("USER", "bob").ends();
    assert_eq!(bobs.exit, 0, "{bobs}");
    let refusal = "
error: Branch `feature/b` belongs to bob, and you are ada. [branch_mismatch]
  help: Ask bob; if they agree, run `skate-env branch reset feature/b --everyone`.
";
    // Development leads there, so it needs no name.
    for words in ["branch reset feature/b", "branch reset", "branch reset --dry-run"] {
        ground.prints(words, 3, "", refusal);
    }
    let reset = || {
        let bobs = ground.branches().into_iter().find(|it| it.name == "feature/b").unwrap();
        bobs.last_reset_at
    };
    assert_eq!(reset(), None);
    ground.json("branch reset feature/b --everyone");
    assert!(reset().is_some());
}

/// What is written is what `doctor` reads.
#[test]
fn the_file_says_which_branch_it_is() {
    let ground = Ground::new().file(".gitignore", ".env*.local\n");
    fs::remove_dir(ground.project.path().join(".git")).unwrap();
    let git = |words: &str| {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=ada", "-c", "user.email=ada@example.com"]);
        command.args(words.split(' ')).current_dir(ground.project.path());
        assert!(command.status().unwrap().success(), "git {words}");
    };
    git("init -q -b main .");
    git("commit -q --allow-empty -m first");
    git("branch feature/x");
    let disagree = || {
        let answer = ground.run("doctor --output json").ends().stdout;
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let mut findings = answer["findings"].as_array().unwrap().iter();
        findings.any(|it| it["code"] == "branches_disagree")
    };
    let heading = || ground.env_file().unwrap().lines().next().unwrap().to_owned();

    ground.json("branch create feature/x");
    assert!(heading().contains("of branch feature/x;"), "{}", heading());
    assert!(disagree());
    git("checkout -q feature/x");
    assert!(!disagree());
    ground.json("branch switch staging");
    assert!(heading().contains("of branch staging;"), "{}", heading());
    ground.json("branch switch feature/x");
    git("checkout -q main");
    assert!(disagree());
    ground.json("branch delete feature/x");
    assert!(!heading().contains("of branch"), "{}", heading());
    assert!(!disagree());
}
