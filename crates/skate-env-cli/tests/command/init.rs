use crate::{
    fake_neon::{FakeNeon, SHOP},
    harness::{LOCAL, PINNED, PRODUCTION, Project},
};

fn policy(project: &Project) -> String {
    std::fs::read_to_string(project.path().join("skate-env.toml")).unwrap()
}

#[test]
fn an_empty_folder() {
    let project = Project::new();
    project.run("init --yes --no-production --quiet").prints(
        0,
        r"
file            state    why
skate-env.toml  created  –
.env.example    created  –
.gitignore      created  –

Done. Next, run `skate-env doctor`.
- This is not a git repository, so you cannot undo the changes with git.
",
        "",
    );
    project.run("init --yes --no-production").prints(
        0,
        r"
file            state      why
skate-env.toml  unchanged  exists already
.env.example    unchanged  has every variable already
.gitignore      unchanged  has the lines already

Nothing to change.
",
        "",
    );
    assert!(!project.path().join(".skate-env").exists());
}

#[test]
fn the_diff_is_shown_and_nothing_is_written() {
    let project = Project::new().file(".gitignore", "dist\n").file("skate-env.toml", PINNED);
    let project = project.file(".env.example", "DATABASE_ENVIRONMENT=development\n");
    let ending = project.run("init --dry-run").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    let diff = "--- a/.gitignore\n+++ b/.gitignore\n@@ -1 +1,5 @@\n dist\n+\n+# skate-env\n+.env*.local\n+.skate-env/\n";
    assert!(ending.stderr.ends_with(diff), "{ending}");
    assert!(ending.stdout.ends_with("\nNothing was written.\n"), "{ending}");
    assert_eq!(std::fs::read_to_string(project.path().join(".gitignore")).unwrap(), "dist\n");
}

#[test]
fn json_lists_every_file() {
    let project = Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env.example", "NEON_API_KEY=\n")
        .file(".gitignore", ".env*.local\n.skate-env\n")
        .file(
            "package.json",
            r#"{"dependencies":{"next":"16.0.0","skate-env":"0.1.0"},"scripts":[]}"#,
        )
        .file("next.config.mjs", "export default class {}\n");
    for name in ["DEV", "TEST", "STAGING"] {
        let path = project.path().join(".env.example");
        let old = std::fs::read_to_string(&path).unwrap();
        let pair = format!("POSTGRES_PRISMA_URL_{name}=\nPOSTGRES_URL_NON_POOLING_{name}=\n");
        std::fs::write(path, old + &pair).unwrap();
    }
    project.run("init --dry-run --output json").prints(0, r#"
{
  "project": "Next.js 16, npm",
  "production": null,
  "written": false,
  "files": [
    {
      "path": "skate-env.toml",
      "state": "unchanged",
      "why": "exists already"
    },
    {
      "path": ".env.example",
      "state": "unchanged",
      "why": "has every variable already"
    },
    {
      "path": ".gitignore",
      "state": "unchanged",
      "why": "has the lines already"
    },
    {
      "path": "package.json",
      "state": "skipped",
      "why": "is not a JSON object with scripts",
      "by_hand": "Correct it, and run `skate-env init` again."
    },
    {
      "path": "next.config.mjs",
      "state": "skipped",
      "why": "it exports a class (line 1)",
      "by_hand": "import { withSkateEnv } from \"skate-env/next\";\nexport default withSkateEnv(/* your configuration */);"
    }
  ],
  "notes": []
}
"#, "");
}

#[test]
fn without_a_terminal_the_missing_option_is_named() {
    Project::new().run("init").prints(
        2,
        "",
        r"
error: Cannot ask before writing: there is no terminal. [usage]
  help: Run `skate-env init --yes` to write, or `skate-env init --dry-run` to see what would change.
",
    );
    let project = Project::new().file(".env", format!("POSTGRES_PRISMA_URL={PRODUCTION}\n"));
    project.run("init --yes").prints(2, "", r"
error: Cannot tell which database is production's. [usage]
  help: Set NEON_API_KEY, or run `skate-env init --yes --no-production` if there is none yet; --production-url-from VARIABLE pins the one in a URL.
");
    assert!(!project.path().join("skate-env.toml").exists());
}

#[test]
fn production_is_pinned_by_the_url_in_a_variable() {
    let project = Project::new();
    let run = |words: &str| project.run(words).variable("MY_URL", PRODUCTION);
    let ending = run("init --yes --production-url-from MY_URL").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    let text = policy(&project);
    assert!(
        text.contains("database = \"shop\"\nendpoints = [\"ep-cool-darkness-123456\"]\n"),
        "{text}"
    );
    assert!(!text.contains("c4n4ry"));
    let development = project.run("status").variable("POSTGRES_PRISMA_URL_DEV", PRODUCTION).ends();
    assert!(development.stderr.contains("[production_target]"), "{development}");

    for (url, line) in [
        ("postgres://a:c4n4ry@db.example.com/app", "host = \"db.example.com:5432/app\""),
        (
            "postgres://a:c4n4ry@db.abcdefghijklmnopqrst.supabase.co/postgres",
            "host = \"db.abcdefghijklmnopqrst.supabase.co\"",
        ),
    ] {
        let project = Project::new();
        let run = project.run("init --yes --production-url-from URL").variable("URL", url);
        assert_eq!(run.ends().exit, 0);
        assert!(policy(&project).contains(line), "{}", policy(&project));
    }
}

#[test]
fn what_is_not_production_is_not_pinned() {
    for (words, message) in [
        ("MISSING", "is not set, neither here"),
        ("LOCAL", "on this machine"),
        ("BROKEN", "[invalid_url]"),
        (PRODUCTION, "takes the name of a variable, not a URL"),
    ] {
        let project = Project::new();
        let run = project.run("init --yes --production-url-from").word(words);
        let ending = run.variable("LOCAL", LOCAL).variable("BROKEN", "mysql://c4n4ry").ends();
        assert!(ending.exit != 0 && ending.stderr.contains(message), "{ending}");
        assert!(!project.path().join("skate-env.toml").exists());
    }
}

#[test]
fn production_is_pinned_by_neons_api() {
    let neon = FakeNeon::serve(SHOP);
    let project = Project::new();
    let init = |words: &str| {
        let run = project.run("init").words(words);
        run.variable("NEON_API_KEY", "c4n4ry").variable("NEON_API_HOST", &neon.address)
    };
    let unknown = init("--yes --production-branch live").ends();
    assert!(unknown.exit == 1 && unknown.stderr.contains("[unknown_branch]"), "{unknown}");
    let ending = init("--yes").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(ending.stderr.starts_with("note: Neon does not protect `main`"), "{ending}");
    assert_eq!(
        policy(&project),
        "\
# Which database each environment may use. Commit this file: it holds no secret.
strict = true

[project]
neon_project_id = \"p1\"

# Production's database. No other environment may use it.
[environments.production]
branch = \"main\"
branch_id = \"br-cool-forest-123456\"
endpoints = [\"ep-cool-darkness-123456\"]

[environments.staging]
branch = \"staging\"
"
    );
    assert_eq!(init("--yes").ends().exit, 0);
}

#[test]
fn neon_that_does_not_answer() {
    let project = Project::new();
    let run = project.run("init --yes --project p1").variable("NEON_API_KEY", "c4n4ry");
    let neon = FakeNeon::serve(&[]);
    let ending = run.variable("NEON_API_HOST", &neon.address).ends();
    assert_eq!(ending.exit, 5, "{ending}");
    assert!(!project.path().join("skate-env.toml").exists());
}

#[cfg(unix)]
#[test]
fn the_target_is_shown_and_asked_about_once() {
    let url = format!("POSTGRES_PRISMA_URL={PRODUCTION}\n");
    let project = Project::new().file(".env.production.local", url);
    let (exit, screen) = project.run("init --no-color").at_terminal_typing("y\nn\n");
    assert_eq!(exit, 1, "{screen}");
    assert!(screen.contains("app:***@ep-cool-darkness-123456-pooler"), "{screen}");
    assert!(
        screen.contains("Is this production's database, ep-cool-darkness-123456/shop? [y/N]"),
        "{screen}"
    );
    assert!(screen.contains("Write these 3 files? [y/N]"), "{screen}");
    assert!(!project.path().join("skate-env.toml").exists());

    let (exit, screen) = project.run("init").at_terminal_typing("y\ny\n");
    assert_eq!(exit, 0, "{screen}");
    assert!(policy(&project).contains("ep-cool-darkness-123456"));
}

#[cfg(unix)]
#[test]
fn a_project_may_have_no_production() {
    let project = Project::new();
    let (exit, screen) = project.run("init").at_terminal_typing("n\n");
    assert_eq!(exit, 2, "{screen}");
    let (exit, screen) = project.run("init").at_terminal_typing("y\ny\n");
    assert_eq!(exit, 0, "{screen}");
    assert!(policy(&project).starts_with("# Which database"));
}

#[test]
fn no_password_is_shown_in_the_diff() {
    let project =
        Project::new().file("package.json", r#"{"dependencies":{"prisma":"7.0.0"}}"#).file(
            "prisma/schema.prisma",
            format!(
                "datasource db {{\n  provider = \"postgresql\"\n  url = \"{PRODUCTION}\"\n}}\n"
            ),
        );
    let ending = project.run("init --dry-run --no-production").ends();
    assert!(ending.stderr.contains("-  url = \"postgresql://***\""), "{ending}");
    let json = project.run("init --dry-run --no-production --output json").ends();
    assert!(json.stdout.contains("postgresql://***"), "{json}");
}

#[test]
fn the_options_exclude_each_other() {
    for words in [
        "--no-production --project p1",
        "--no-production --production-url-from A",
        "--production-url-from A --project p1",
    ] {
        assert_eq!(Project::new().run("init --yes").words(words).ends().exit, 2, "{words}");
    }
}
