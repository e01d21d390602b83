//! Policies of a package, its workspace and repositories inside of it count together.

use std::fs;

use serde_json::Value;

use crate::harness::{PINNED, PRODUCTION, Project};

const TURBO: &str = r#"{"name":"root","private":true,"workspaces":["packages/*"],"scripts":{"db:push":"turbo run db:push"}}"#;
const PACKAGE: &str =
    r#"{"name":"@acme/db","scripts":{"db:push":"prisma db push --accept-data-loss"}}"#;

/// A workspace with a policy, and a package in it.
fn workspace() -> Project {
    Project::new()
        .file("skate-env.toml", PINNED)
        .file("package.json", TURBO)
        .file("packages/db/package.json", PACKAGE)
}

/// The code of the refusal of a development that was given production's URL.
fn refusal(project: &Project, words: &str) -> String {
    let run = project.run("url --output json").words(words).inside("packages/db");
    let ending = run.variable("POSTGRES_PRISMA_URL_DEV", PRODUCTION).may_print_secrets().ends();
    let answer: Value = serde_json::from_str(&ending.stderr).unwrap_or_default();
    answer["error"]["code"].as_str().unwrap_or("none").to_owned()
}

#[test]
fn a_package_has_the_pins_of_its_workspace() {
    assert_eq!(refusal(&workspace(), ""), "production_target");
}

#[test]
fn a_policy_of_the_package_takes_nothing_away() {
    let own = "strict = false\n[environments.production]\nendpoints = [\"ep-other-lake-333333\"]\n";
    let project = workspace().file("packages/db/skate-env.toml", own);
    assert_eq!(refusal(&project, ""), "production_target");
}

#[test]
fn a_repository_in_the_workspace_has_them_too() {
    let project = workspace().file("packages/db/.git/HEAD", "ref: refs/heads/main\n");
    assert_eq!(refusal(&project, ""), "production_target");
}

#[test]
fn a_policy_that_is_named_takes_nothing_away() {
    let project = workspace().file("packages/db/empty.toml", "");
    assert_eq!(refusal(&project, "--config empty.toml"), "production_target");
}

#[test]
fn doctor_names_every_file_of_the_policy() {
    let project = workspace().file("packages/db/skate-env.toml", "");
    let run = project.run("doctor --output json").inside("packages/db");
    let ending = run.variable("NEON_API_KEY", "c4n4ry").ends();
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    let policies = answer["policies"].as_array().unwrap();
    let policies: Vec<_> = policies.iter().map(|path| path.as_str().unwrap()).collect();
    assert_eq!(policies, ["skate-env.toml", "[DIR]/skate-env.toml"]);
    let text = project.run("doctor").inside("packages/db").ends().stdout;
    assert!(text.contains("skate-env.toml, [DIR]/skate-env.toml"), "{text}");
}

#[cfg(unix)]
#[test]
fn doctor_says_who_else_could_change_a_policy() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let project = workspace();
    let codes = || {
        let ending = project.run("doctor --output json").variable("NEON_API_KEY", "c4n4ry").ends();
        let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
        let findings = answer["findings"].as_array().unwrap().clone();
        let codes = findings.iter().map(|it| it["code"].as_str().unwrap().to_owned());
        codes.filter(|code| code.starts_with("policy_")).collect::<Vec<_>>()
    };
    let path = project.path().join("skate-env.toml");
    let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o664);
    assert!(codes().is_empty());
    mode(0o666);
    assert_eq!(codes(), ["policy_writable"]);

    let outside = tempfile::tempdir().unwrap();
    fs::rename(&path, outside.path().join("policy.toml")).unwrap();
    symlink(outside.path().join("policy.toml"), &path).unwrap();
    assert_eq!(codes(), ["policy_writable", "policy_outside"]);
    fs::remove_file(&path).unwrap();
    fs::write(project.path().join("shared.toml"), PINNED).unwrap();
    symlink("shared.toml", &path).unwrap();
    assert!(codes().is_empty());
}
