//! `init` on 25 kinds of projects: what it changes, that a second run changes nothing, and that git
//! undoes it.

mod shapes;

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use self::shapes::{NEXT, SHAPES};
use crate::harness::Project;

fn git(directory: &Path, words: &str) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=a", "-c", "user.email=a@b.test", "-c", "core.autocrlf=false"]);
    let output = command.args(words.split(' ')).current_dir(directory).output().unwrap();
    assert!(output.status.success(), "git {words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn committed(files: &[(&str, &str)]) -> Project {
    let mut project = Project::new().file("README", "");
    for (name, text) in files {
        project = project.file(name, text);
    }
    git(project.path(), "init -q .");
    git(project.path(), "add -A");
    git(project.path(), "commit -q --allow-empty -m first");
    project
}

/// Every file that is not git's own.
fn tree(directory: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![directory.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(directory).unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != ".git" {
                folders.push(path);
            } else if path.is_file() {
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

const INIT: &str = "init --yes --no-production --docker --github";

#[test]
fn every_project_is_set_up_once_and_git_undoes_it() {
    for (what, files, states) in SHAPES {
        let project = committed(files);
        let before = tree(project.path());
        let ending = project.run(INIT).words("--output json").ends();
        assert_eq!(ending.exit, 0, "{what}: {ending}");
        for (path, state) in *states {
            let line = format!("\"path\": \"{path}\",\n      \"state\": \"{state}\"");
            assert!(ending.stdout.contains(&line), "{what}: {line} in {ending}");
        }
        let after = tree(project.path());
        assert_ne!(before, after, "{what}");
        git(project.path(), "add -A");
        git(project.path(), "commit -q -m second");
        let again = project.run(INIT).ends();
        assert_eq!((again.exit, again.stderr.as_str()), (0, ""), "{what}: {again}");
        assert!(again.stdout.contains("\nNothing to change.\n"), "{what}: {again}");
        assert_eq!(tree(project.path()), after, "{what}: twice");

        git(project.path(), "reset -q --hard HEAD~1");
        assert_eq!(project.run(INIT).ends().exit, 0, "{what}");
        assert_eq!(tree(project.path()), after, "{what}: the same again");
        git(project.path(), "checkout -q .");
        git(project.path(), "clean -q -f -d -x");
        assert_eq!(tree(project.path()), before, "{what}: undone");
    }
}

#[test]
fn the_commands_that_undo_it_are_printed() {
    let project = committed(&[(".gitignore", ".env*\n"), ("mine", "")]);
    let before = tree(project.path());
    fs::write(project.path().join("unrelated"), "work in progress").unwrap();
    let ending = project.run("init --yes --no-production").ends();
    let words = "git checkout -- .gitignore && git clean -f -x -- skate-env.toml .env.example";
    assert!(ending.stdout.contains(&format!("To undo this, run `{words}`.")), "{ending}");
    for words in words.split(" && ") {
        git(project.path(), words.strip_prefix("git ").unwrap());
    }
    fs::remove_file(project.path().join("unrelated")).expect("what is not ours stays");
    // Also the example, which the old `.gitignore` hides.
    assert_eq!(tree(project.path()), before);
}

#[test]
fn what_git_cannot_restore_is_left_alone() {
    let project = committed(&[(".gitignore", "dist\n")]);
    fs::write(project.path().join(".gitignore"), "dist\nmine\n").unwrap();
    project.run("init --yes --no-production --quiet").prints(
        2,
        "",
        r"
error: Git cannot restore .gitignore as it is now. [usage]
  help: Commit first, so that you can undo this, or use --force.
",
    );
    assert_eq!(tree(project.path()).len(), 2);
    assert_eq!(project.run("init --yes --no-production --force").ends().exit, 0);
    assert!(tree(project.path())[".gitignore"].starts_with("dist\nmine\n\n# skate-env\n"));
}

#[test]
fn a_failed_write_leaves_every_file_as_it_was() {
    // The workflow comes last, and its folder is a file.
    let project = committed(&[(".github", ""), (".gitignore", "dist\n"), ("package.json", NEXT)]);
    let before = tree(project.path());
    let ending = project.run("init --yes --no-production --github").ends();
    assert_eq!(ending.exit, 1, "{ending}");
    assert!(ending.stderr.contains("[file_not_written]"), "{ending}");
    assert_eq!(tree(project.path()), before);
}

#[test]
fn a_command_that_is_killed_at_its_question_has_written_nothing() {
    let project = committed(&[("package.json", NEXT)]);
    let before = tree(project.path());
    let (exit, screen) = project.run("init --no-production").at_terminal_killed_at("[y/N]");
    assert_eq!(exit, -1, "{screen}");
    assert!(screen.contains("+++ b/skate-env.toml"), "{screen}");
    assert_eq!(tree(project.path()), before);
}

#[test]
fn a_link_is_not_followed() {
    let project = committed(&[]);
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("package.json");
    fs::write(&target, NEXT).unwrap();
    std::os::unix::fs::symlink(&target, project.path().join("package.json")).unwrap();
    let ending = project.run("init --yes --no-production --force").ends();
    assert!(ending.stdout.contains("is a symbolic link"), "{ending}");
    assert_eq!(fs::read_to_string(target).unwrap(), NEXT);
}

/// The wiring is code: it has to be read by the language that it is written in.
#[test]
fn what_is_written_is_javascript() {
    for (what, files, _) in SHAPES {
        let project = committed(files);
        project.run(INIT).ends();
        for (name, text) in tree(project.path()) {
            let is_module = text.contains("import ") || text.contains("export ");
            let extension = Path::new(&name).extension().and_then(|it| it.to_str());
            let is_javascript = matches!(extension, Some("js" | "mjs"));
            if !is_javascript || text.contains("import type") {
                continue;
            }
            let copy =
                project.path().join(format!("check.{}", if is_module { "mjs" } else { "cjs" }));
            fs::write(&copy, &text).unwrap();
            let output = Command::new("node")
                .arg("--check")
                .arg(&copy)
                .output()
                .expect("Node.js is needed: install it");
            assert!(
                output.status.success(),
                "{what}: {name}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}
