use std::{fs, path::Path, process::Command};

use crate::harness::{Ending, Project, Run};

const SAFE: &str = "CREATE TABLE \"A\" (\"id\" INTEGER);\n";
const HALF: &str = "CREATE TABLE \"B\" (\"id\" INTEGER);\n\nCREATE TABLE \"C\" (\"id\" INTEGER);\n";
const DROP: &str = "-- AlterTable\nALTER TABLE \"A\" DROP COLUMN \"id\";\n";

/// A project whose branch `main` has one migration, with `feature` checked out.
fn repository() -> Project {
    let project = plain().migration("20260101000000_first", SAFE);
    fs::remove_dir(project.path().join(".git")).unwrap();
    git(project.path(), "init --quiet --initial-branch main");
    commit(project.path());
    git(project.path(), "switch --quiet --create feature");
    project
}

fn plain() -> Project {
    Project::new()
        .file("package.json", r#"{ "devDependencies": { "prisma": "7.10.1" } }"#)
        .file("prisma/schema.prisma", "datasource db {\n}\n")
}

impl Project {
    fn migration(self, name: &str, script: impl AsRef<[u8]>) -> Self {
        self.file(&format!("prisma/migrations/{name}/migration.sql"), script)
    }
}

fn git(folder: &Path, words: &str) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=a", "-c", "user.email=a@localhost"]);
    command.args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"]);
    let output = command.args(words.split(' ')).output().unwrap();
    assert!(output.status.success(), "git {words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn commit(folder: &Path) {
    git(folder, "add --all");
    git(folder, "commit --quiet --message x");
}

/// git is looked for on PATH.
fn with_git(run: Run<'_>) -> Run<'_> {
    #[expect(clippy::disallowed_methods, reason = "a test hands its own PATH on")]
    let path = std::env::var_os("PATH").unwrap();
    run.variable("PATH", path).variable("HOME", "/nonexistent")
}

fn lint(project: &Project, words: &str) -> Ending {
    with_git(project.run("migrate lint").words(words)).ends()
}

/// The rules in an answer, in its order.
fn rules(ending: &Ending) -> Vec<String> {
    let answer: serde_json::Value = serde_json::from_str(&ending.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap().iter();
    findings.map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_project_that_does_not_name_prisma_may_hold_migrations() {
    let project = Project::new().file("package.json", "{}").migration("1_a", SAFE);
    let ending = lint(&project, "--all");
    assert!(ending.stdout.starts_with("1 migration linted"), "{ending}");
}

#[test]
fn only_migrations_that_the_branch_added_are_linted() {
    let project = repository().migration("20260102000000_drop", DROP);
    let commit = git(project.path(), "rev-parse main");
    let expected = format!("
error: Dropping a column may break existing clients. [ban-drop-column]
  at prisma/migrations/20260102000000_drop/migration.sql:2:17
  2 | ALTER TABLE \"A\" DROP COLUMN \"id\";
  why: The data is lost, and the running version of the application still uses the column.
  instead: First deploy a version that no longer uses the column, then drop it with `-- squawk-ignore ban-drop-column`.

1 migration linted, new since main ({}).
1 error, 0 warnings.
", &commit[..10]);
    let error = "
error: The migrations are not safe: 1 finding. [unsafe_migration]
  help: Fix the findings above. If one is intended, add `-- skate-env-ignore RULE` above its statement.
";
    with_git(project.run("migrate lint")).prints(1, &expected, error);
    self::commit(project.path());
    with_git(project.run("migrate lint")).prints(1, &expected, error);
    // The base has it by now: nothing is new.
    let nothing = lint(&project, "--base feature");
    assert_eq!(nothing.exit, 0, "{nothing}");
    assert!(nothing.stdout.starts_with("0 migrations linted, new since feature ("), "{nothing}");
}

#[test]
fn json_holds_what_the_text_says() {
    let project = plain().migration("1_half", HALF);
    project.run("migrate lint --output json").prints(0, r#"
{
  "compared_with": null,
  "linted": 1,
  "errors": 0,
  "warnings": 1,
  "fixed": [],
  "findings": [
    {
      "rule": "non-atomic-file",
      "severity": "warning",
      "message": "2 statements are applied one by one, without a transaction.",
      "migration": "1_half",
      "file": "prisma/migrations/1_half/migration.sql",
      "line": 3,
      "column": 1,
      "excerpt": "CREATE TABLE \"C\" (\"id\" INTEGER);",
      "why": "Prisma 7.4 and later sends one statement at a time: if one fails, those before it stay applied, and the migration can neither be finished nor applied again.",
      "instead": "Put the statements between BEGIN and COMMIT.",
      "fix": "Put it between BEGIN and COMMIT"
    }
  ]
}
"#, "");
}

#[test]
fn denied_warnings_exit_with_one() {
    let project = plain().migration("1_half", HALF);
    assert_eq!(lint(&project, "").exit, 0);
    let ending = lint(&project, "--deny-warnings");
    assert_eq!(ending.exit, 1, "{ending}");
    assert!(ending.stderr.contains("[unsafe_migration]"), "{ending}");
    let six = plain()
        .file("package.json", r#"{ "devDependencies": { "prisma": "6.19.3" } }"#)
        .migration("1_half", HALF);
    let ending = lint(&six, "--deny-warnings");
    assert_eq!(ending.exit, 0, "Prisma 6 sends a script whole: {ending}");
}

#[test]
fn annotations_are_a_line_each_with_the_repository_s_paths() {
    let project = plain()
        .file("skate-env.toml", "")
        .migration("1_a", "TRUNCATE \"a\u{85}::error::x\", \"##[add-mask]100%,\r\";\n");
    let run = project.run("migrate lint --quiet").variable("GITHUB_ACTIONS", "true");
    let ending = with_git(run).ends();
    let line = ending.stderr.lines().next().unwrap();
    let message = r"TRUNCATE empties a\u{85}::error::x, ## [add-mask]100%25,\u{d}.";
    assert_eq!(
        line,
        format!(
            "::error file=prisma/migrations/1_a/migration.sql,line=1,col=1,title=skate-env%3A truncate::{message}%0AWhy: \
             It deletes all rows of the table, in every environment that the migration reaches; with CASCADE, \
             also those of every table that refers to it.%0AInstead: Use DELETE with WHERE, or rename the table and \
             drop it later. If it is intended, write `-- skate-env-ignore truncate`."
        ),
    );
    for stream in [&ending.stdout, &ending.stderr] {
        assert!(!stream.contains("##[") && !stream.contains(['\r', '\u{85}']), "{ending}");
        let orders = stream.lines().filter(|line| line.trim_start().starts_with("::"));
        assert_eq!(orders.count(), usize::from(stream == &ending.stderr), "{ending}");
    }
    let none = with_git(project.run("migrate lint --annotations none --output json"));
    let none = none.variable("GITHUB_ACTIONS", "true").ends();
    assert!(!none.stderr.contains("::") && !none.stdout.contains("##["), "{none}");
}

#[test]
fn a_folder_of_a_monorepo_is_annotated_from_the_repository() {
    let project = repository()
        .file("apps/web/package.json", r#"{ "dependencies": { "@prisma/client": "7" } }"#)
        .file("apps/web/prisma.config.ts", "export default { migrations: { path: './db/steps' } }")
        .file("apps/web/db/steps/1_a/migration.sql", "TRUNCATE a;");
    let run = project.run("migrate lint --annotations github").inside("apps/web");
    let ending = with_git(run).ends();
    assert!(ending.stdout.contains("  at db/steps/1_a/migration.sql:1:1\n"), "{ending}");
    let start = "::error file=apps/web/db/steps/1_a/migration.sql,line=1,";
    assert!(ending.stderr.starts_with(start), "{ending}");
    let below = with_git(project.run("migrate lint").inside("apps/web/db")).ends();
    assert!(below.stdout.contains("1 migration linted, new since main"), "{below}");
}

#[test]
fn order_edits_and_removals_are_found_by_comparing_with_the_base() {
    let project = repository();
    let folder = project.path();
    git(folder, "switch --quiet main");
    let project = project.migration("20260301000000_theirs", SAFE);
    let folder = project.path();
    commit(folder);
    git(folder, "switch --quiet feature");
    let project = project.migration("20260201000000_ours", SAFE);
    let out_of_order = lint(&project, "--output json");
    assert_eq!(rules(&out_of_order), ["out-of-order"]);
    assert_eq!(out_of_order.exit, 1);

    let project = project.migration("20260101000000_first", "CREATE TABLE edited (a int);\n");
    assert_eq!(rules(&lint(&project, "--output json")), ["out-of-order", "edited-migration"]);
    // Git may have changed its line ends.
    let project = project.migration("20260101000000_first", SAFE.replace('\n', "\r\n"));
    assert_eq!(rules(&lint(&project, "--output json")), ["out-of-order"]);
    fs::remove_dir_all(project.path().join("prisma/migrations/20260101000000_first")).unwrap();
    assert_eq!(rules(&lint(&project, "--output json")), ["out-of-order", "removed-migration"]);
}

#[test]
fn a_pull_request_is_compared_with_the_branch_that_it_goes_to() {
    let project = repository();
    git(project.path(), "update-ref refs/remotes/origin/staging main");
    let project = project.migration("20260102000000_a", SAFE);
    let run = with_git(project.run("migrate lint")).variable("GITHUB_BASE_REF", "staging").ends();
    assert!(run.stdout.contains("1 migration linted, new since origin/staging ("), "{run}");
}

#[test]
fn without_a_base_every_migration_is_linted() {
    let project = plain().migration("1_a", SAFE).migration("2_b", SAFE);
    let ending = lint(&project, "");
    let all = "2 migrations linted, all of them: there is no git repository to compare with.\n";
    assert!(ending.stdout.starts_with(all), "{ending}");
    let repository = repository();
    git(repository.path(), "branch --quiet --move main trunk");
    let ending = lint(&repository, "");
    assert!(ending.stdout.contains("all of them: no base branch was found"), "{ending}");
    let ending = lint(&repository, "--all");
    assert!(ending.stdout.starts_with("1 migration linted, all of them.\n"), "{ending}");
    for base in ["nowhere", "--upload-pack=x", "-x", "main..feature"] {
        let ending = with_git(repository.run("migrate lint").word(format!("--base={base}"))).ends();
        assert_eq!(ending.exit, 2, "{ending}");
        assert!(ending.stderr.contains("Cannot find the commit"), "{ending}");
    }
}

#[test]
fn a_clone_without_the_merge_base_is_reported() {
    let project = repository();
    git(project.path(), "checkout --quiet --orphan other");
    let project = project.migration("20260102000000_a", SAFE);
    commit(project.path());
    let ending = lint(&project, "");
    assert!(ending.stdout.contains("1 migration linted, new compared with main ("), "{ending}");
}

#[test]
fn fix_changes_only_migrations_that_the_branch_added() {
    let project = repository();
    git(project.path(), "switch --quiet main");
    let project = project.migration("20260102000000_theirs", HALF);
    commit(project.path());
    git(project.path(), "switch --quiet --create later");
    let project = project.migration("20260103000000_ours", HALF);
    let path = |name: &str| project.path().join(format!("prisma/migrations/{name}/migration.sql"));
    let dry = lint(&project, "--fix --dry-run");
    assert!(dry.stdout.contains("would be fixed 20260103000000_ours"), "{dry}");
    assert_eq!(fs::read_to_string(path("20260103000000_ours")).unwrap(), HALF);
    let ending = lint(&project, "--fix --deny-warnings");
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(ending.stdout.starts_with("fixed 20260103000000_ours\n1 migration linted"), "{ending}");
    let fixed = fs::read_to_string(path("20260103000000_ours")).unwrap();
    assert_eq!(fixed, format!("BEGIN;\n\n{}\n\nCOMMIT;\n", HALF.trim_end()));
    assert_eq!(fs::read_to_string(path("20260102000000_theirs")).unwrap(), HALF);
    let left = fs::read_dir(path("20260103000000_ours").parent().unwrap()).unwrap().count();
    assert_eq!(left, 1);
}

#[test]
fn fix_is_refused_without_a_base() {
    let project = plain().migration("1_half", HALF);
    let ending = lint(&project, "--fix");
    assert_eq!(ending.exit, 2, "{ending}");
    let text = project.path().join("prisma/migrations/1_half/migration.sql");
    assert_eq!(fs::read_to_string(text).unwrap(), HALF);
}

#[test]
fn an_unreadable_script_is_one_error() {
    let latin = plain().migration("1_a", b"-- \xe9");
    let ending = lint(&latin, "");
    assert_eq!((ending.exit, ending.stderr.lines().count()), (4, 2), "{ending}");
    assert!(ending.stderr.contains("[unreadable_file]"), "{ending}");
    let large = plain().migration("1_a", "-- x\n".repeat(10 << 20));
    let ending = lint(&large, "--output json");
    assert_eq!(rules(&ending), ["unreadable-script"]);
    let deep = plain().migration("1_a", format!("SELECT {}", "(".repeat(1 << 20)));
    assert_eq!(rules(&lint(&deep, "--output json")), ["unreadable-script"]);
    let none = lint(&plain(), "");
    assert_eq!(none.exit, 4, "{none}");
    let named = lint(&plain(), "--migrations nowhere");
    assert_eq!(named.exit, 2, "{named}");
}
