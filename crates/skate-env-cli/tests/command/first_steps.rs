//! The first quarter of an hour: what each message tells you to type is typed, and works.

use std::{fs, os::unix::fs::symlink, path::PathBuf, process::Command};

use crate::{
    branch::postgres,
    fake_neon::FakeNeon,
    harness::{Ending, Project, Run},
};

/// The commands in backticks that a text names.
fn commands(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let typed = quoted.filter(|it| it.contains("skate-env ") && !it.starts_with("skate-env.toml"));
    typed.map(|it| it.replace("NAME", "feature/x")).collect()
}

/// Nobody reads a message that fills the screen.
#[track_caller]
fn is_short(ending: &Ending) {
    for line in ending.stderr.lines() {
        assert!(line.chars().count() <= 3 * 80, "{line}");
    }
}

fn with_servers<'p>(project: &'p Project, words: &str) -> Run<'p> {
    let run = project.run(words).variable("USER", "ada");
    match postgres() {
        Some(folder) => run.variable("SKATE_ENV_POSTGRES_BIN", folder),
        None => run.variable("PATH", "/usr/bin:/bin"),
    }
}

struct Stop(Project);

impl Drop for Stop {
    fn drop(&mut self) {
        let _ = with_servers(&self.0, "local stop --quiet").command().output();
    }
}

/// From an empty folder to a database of one's own, with nothing typed that no message named.
#[test]
fn every_message_leads_to_the_next_step() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = Stop(Project::new());
    // Servers of root run as somebody else.
    fs::set_permissions(project.0.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut to_type = vec!["status".to_owned()];
    let mut typed = Vec::new();
    while let Some(words) = to_type.pop() {
        assert!(typed.len() < 12, "in a circle: {typed:?}");
        let (exit, screen) = with_servers(&project.0, &words).at_terminal_typing("y\ny\n");
        typed.push(words.clone());
        if exit != 0 {
            let next = commands(&screen).into_iter().next();
            let next = next.unwrap_or_else(|| panic!("`{words}` leads nowhere: {screen}"));
            to_type.extend([words, next.strip_prefix("skate-env ").unwrap().to_owned()]);
        }
    }
    for words in ["init", "local start", "branch create staging", "branch create feature/x"] {
        assert!(typed.iter().any(|it| it == words), "{words} is not among {typed:?}");
    }
    let status = with_servers(&project.0, "status").ends();
    assert!(status.exit == 0 && status.stdout.contains("state        ready"), "{status}");
}

#[test]
fn an_empty_folder_says_how_to_begin() {
    let project = Project::new();
    for words in ["status", "url", "run -- env", "seed"] {
        let ending = project.run(words).ends();
        assert_eq!(commands(&ending.stderr), ["skate-env init"], "{ending}");
        is_short(&ending);
    }
    let ending = project.run("init").ends();
    assert_eq!(commands(&ending.stderr), ["skate-env init --yes", "skate-env init --dry-run"]);
    let ending = project.run("init --yes").ends();
    assert_eq!(commands(&ending.stderr), ["skate-env init --yes --no-production"], "{ending}");
    is_short(&ending);
    assert_eq!(project.run("init --yes --no-production").ends().exit, 0);
}

/// `npx skate-env`: no shell finds the program, so that messages say how it was started.
#[test]
fn a_program_in_node_modules_is_typed_with_the_package_manager() {
    let project = Project::new().file("package.json", "{\"name\": \"shop\"}\n");
    let program = project.path().join("node_modules/@skate-env/node/skate-env");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_skate-env"), &program).unwrap();
    let shim = project.path().join("node_modules/.bin/skate-env");
    fs::create_dir_all(shim.parent().unwrap()).unwrap();
    symlink(&program, &shim).unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test hands its own PATH on")]
    let path = std::env::var_os("PATH").unwrap();
    let run = |line: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(project.path()).env_clear();
        command.env("PATH", &path).env("HOME", project.path());
        let output = command.output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(text).unwrap())
    };
    let (_, refused) = run("node_modules/.bin/skate-env init --yes");
    let [line] = &commands(&refused)[..] else { panic!("{refused}") };
    assert_eq!(line, "npx skate-env init --yes --no-production");
    let (exit, done) = run(line);
    assert_eq!(exit, Some(0), "{done}");
    assert!(commands(&done).contains(&"npx skate-env doctor".to_owned()), "{done}");
    for (lock, typed) in
        [("pnpm-lock.yaml", "pnpm exec"), ("yarn.lock", "yarn"), ("bun.lock", "bunx")]
    {
        let path = project.path().join(lock);
        fs::write(&path, "").unwrap();
        let (_, refused) = run("node_modules/.bin/skate-env branch list");
        assert_eq!(commands(&refused), [format!("{typed} skate-env local start")], "{refused}");
        fs::remove_file(path).unwrap();
    }
}

/// Without a commit there is nothing that git could restore, and nothing to be afraid of.
#[test]
fn a_repository_without_a_commit_is_set_up_and_undone() {
    let project = Project::new().file("package.json", "{\"name\": \"shop\"}\n");
    let shell = |line: &str| {
        let output = Command::new("sh").args(["-c", line]).current_dir(project.path()).output();
        assert!(output.unwrap().status.success(), "{line}");
    };
    shell("rm -rf .git && git init -q .");
    let ending = project.run("init --yes --no-production").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(project.path().join("skate-env.toml").exists());
    let (_, undo) = ending.stdout.split_once("To undo this, run `").unwrap();
    shell(undo.split('`').next().unwrap());
    let mut left: Vec<PathBuf> =
        fs::read_dir(project.path()).unwrap().map(|it| it.unwrap().path()).collect();
    left.retain(|path| !path.ends_with(".git"));
    assert_eq!(left, [project.path().join("package.json")]);
    let text = fs::read_to_string(&left[0]).unwrap();
    assert_eq!(text, "{\"name\": \"shop\"}\n");
}

/// Messages of Neon's API, the help for each, and how it is asked for.
const REFUSALS: [(u16, &str, &str); 4] = [
    (401, "authorization header is invalid", "Check NEON_API_KEY: it is wrong or was revoked."),
    (
        403,
        "user has insufficient permissions to perform the operation",
        "NEON_API_KEY or the plan does not allow it; use another key.",
    ),
    (
        404,
        "project not found",
        "Check the ids; a key of another account or organization cannot see them.",
    ),
    // A personal key, and projects that belong to an organization.
    (
        400,
        "org_id is required, you can find it on your organization settings page",
        "Run `skate-env init --project ID`: Neon's console shows the id.",
    ),
];

#[test]
fn a_key_that_does_not_fit_is_explained_in_three_lines() {
    for (status, said, help) in REFUSALS {
        let body: &'static str =
            Box::leak(format!(r#"{{"code":"","message":"{said}"}}"#).into_boxed_str());
        let answers = Box::leak(Box::new([("/auth", body), ("/projects", body)]));
        let neon = FakeNeon::serve_with(status, answers);
        let project = Project::new();
        let run = project.run("init --yes").variable("NEON_API_KEY", "c4n4ry");
        let ending = run.variable("NEON_API_HOST", &neon.address).ends();
        assert_eq!(ending.exit, 5, "{ending}");
        assert!(ending.stderr.ends_with(&format!("  help: {help}\n")), "{ending}");
        let lines = ending.stderr.lines().map(|line| line.chars().count().div_ceil(80));
        assert!(lines.sum::<usize>() <= 3, "{ending}");
    }
}
