mod cases;
mod routine;

use std::{fs, path::Path, process::Command};

use serde_json::Value;

use self::cases::{CASES, WIRED};
use crate::{
    fake_neon::{FakeNeon, SHOP},
    harness::{PINNED, PRODUCTION, Project, STAGING},
};

const DEV: &str = "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost:5432/shop\n";

/// A project in which nothing is wrong, but for these files instead of its own.
fn project(files: &[(&str, &str)]) -> Project {
    let project = Project::new().file("skate-env.toml", PINNED).file(".env.local", DEV);
    files.iter().fold(project, |project, (name, text)| project.file(name, text))
}

/// What is found, as `error code` or `warning code`.
fn found(project: &Project, variables: &[(&str, &str)]) -> Vec<String> {
    // With an API key no PostgreSQL is needed here.
    let run = project.run("doctor --output json").variable("NEON_API_KEY", "c4n4ry");
    let run = variables.iter().fold(run, |run, (name, value)| run.variable(name, value));
    let ending = run.ends();
    assert_eq!(ending.stderr, "", "{ending}");
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let found: Vec<_> =
        findings.iter().map(|it| format!("{} {}", text(it, "level"), text(it, "code"))).collect();
    let wrong = found.iter().any(|it| it.starts_with("error"));
    assert_eq!(ending.exit, i32::from(wrong), "{ending}");
    assert_eq!(answer["healthy"], !wrong);
    assert!(findings.iter().all(|it| !text(it, "mend").is_empty()), "{ending}");
    found
}

#[test]
fn each_problem_is_found_and_no_other() {
    for (what, files, variables, codes) in CASES {
        assert_eq!(found(&project(files), variables), *codes, "{what}");
    }
}

#[test]
fn the_text_has_help_for_each() {
    let project = project(&[
        (".env.test", "POSTGRES_PRISMA_URL_TEST=postgresql://app:c4n4ry@localhost:5432/shop\n"),
        ("package.json", r#"{"dependencies":{"next":"16.0.0"}}"#),
        ("next.config.ts", WIRED),
    ]);
    project.run("doctor").variable("NEON_API_KEY", "c4n4ry").prints(1, r"
error: development and testing lead to the same database, localhost:5432/shop. (.env.test:1) [shared_target]
  help: Give testing a database of its own.
warning: package.json does not depend on skate-env, so your application and Prisma cannot use it. [package_missing]
  help: npm install skate-env

1 error, 1 warning; 17 of 19 checks found nothing.
", "");
}

#[test]
fn a_healthy_project() {
    project(&[]).run("doctor").variable("NEON_API_KEY", "c4n4ry").prints(
        0,
        "Nothing is wrong: 19 checks.\n",
        "",
    );
    let json = project(&[]).run("doctor --output json").variable("NEON_API_KEY", "c4n4ry").ends();
    let begin = "{\n  \"healthy\": true,\n  \"checks\": [\n    {\n      \"name\": \"environment\",\n      \"state\": \"ok\"\n    },\n";
    assert!(
        json.stdout.starts_with(begin) && json.stdout.ends_with("  \"findings\": []\n}\n"),
        "{json}"
    );
}

#[test]
fn production_s_url_in_a_file() {
    let url = format!("{DEV}OLD_URL={PRODUCTION}\n");
    assert_eq!(found(&project(&[(".env.local", &url)]), &[])[0], "error production_url_in_file");
    let staging = format!("{DEV}POSTGRES_PRISMA_URL_STAGING={STAGING}\n");
    let project = project(&[(".env.local", &staging)]);
    owner_only(project.path());
    assert_eq!(found(&project, &[]), [""; 0]);
}

#[test]
fn postgres_for_branches_on_this_machine() {
    let run = || project(&[]);
    let ending = run().run("doctor").variable("SKATE_ENV_POSTGRES_BIN", "/nowhere").ends();
    assert!(ending.exit == 0 && ending.stdout.contains("[postgres_not_found]"), "{ending}");
}

#[cfg(unix)]
fn owner_only(directory: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(directory.join(".env.local"), fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn owner_only(_: &Path) {}

fn git(directory: &Path, words: &str) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=a", "-c", "user.email=a@b.test"]).args(words.split(' '));
    assert!(command.current_dir(directory).status().unwrap().success(), "git {words}");
}

#[cfg(unix)]
#[test]
fn files_that_others_can_read() {
    let staging = format!("{DEV}POSTGRES_PRISMA_URL_STAGING={STAGING}\n");
    let project = project(&[(".env.local", &staging)]);
    assert_eq!(found(&project, &[]), ["warning secret_readable"]);
    owner_only(project.path());
    git(project.path(), "init -q .");
    assert_eq!(found(&project, &[]), ["warning secret_not_ignored"]);
    git(project.path(), "add -A");
    assert_eq!(found(&project, &[]), ["error secret_in_git"]);
    git(project.path(), "rm -q --cached .env.local");
    let project = project.file(".gitignore", ".env*.local\n");
    assert_eq!(found(&project, &[]), [""; 0]);
}

#[test]
fn git_is_on_another_branch_than_the_database() {
    let project =
        project(&[(".gitignore", ".env*.local\n"), (".neon", r#"{"branch":"feature/a"}"#)]);
    git(project.path(), "init -q -b main .");
    git(project.path(), "add -A");
    git(project.path(), "commit -q -m first");
    assert_eq!(found(&project, &[]), [""; 0], "a name that git does not know");
    git(project.path(), "branch feature/a");
    assert_eq!(found(&project, &[]), ["warning branches_disagree"]);
    git(project.path(), "checkout -q feature/a");
    assert_eq!(found(&project, &[]), [""; 0]);
    let project =
        project.file(".env.local", format!("# skate-env: branch main, yours to change\n{DEV}"));
    assert_eq!(found(&project, &[]), ["warning branches_disagree"]);
}

#[test]
fn neon_is_asked_only_when_that_is_wanted() {
    let neon = FakeNeon::serve(SHOP);
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let online = |policy: &str| {
        let url =
            format!("POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost:{port}/shop\n");
        let project = project(&[("skate-env.toml", policy), (".env.local", &url)]);
        let run = project.run("doctor --online --output json").variable("NEON_API_KEY", "c4n4ry");
        let ending = run.variable("NEON_API_HOST", &neon.address).ends();
        let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
        let codes = answer["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["code"].as_str().unwrap().to_owned());
        codes.collect::<Vec<_>>()
    };
    let policy = |rest: &str| {
        format!("[project]\nneon_project_id = \"p1\"\n[environments.production]\n{rest}")
    };
    let right = policy(
        "branch = \"main\"\nbranch_id = \"br-cool-forest-123456\"\nendpoints = [\"ep-cool-darkness-123456\"]\n",
    );
    assert_eq!(online(&right), ["production_unprotected"]);
    let old =
        policy("branch_id = \"br-old-forest-999999\"\nendpoints = [\"ep-old-darkness-999999\"]\n");
    assert_eq!(
        online(&old),
        ["pins_outdated", "pins_outdated", "pins_outdated", "production_unprotected"]
    );
    let elsewhere = policy("endpoints = [\"ep-cool-darkness-123456\"]\n").replace("p1", "p2");
    assert_eq!(online(&elsewhere), ["neon_refused"]);
    drop(listener);
    assert_eq!(online(&right), ["unreachable", "production_unprotected"]);
}
