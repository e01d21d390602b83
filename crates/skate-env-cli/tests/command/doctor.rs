use std::{fs, path::Path, process::Command};

use serde_json::Value;

use crate::{
    harness::{LOCAL, PINNED, PRODUCTION, Project, STAGING},
    neon::{Neon, SHOP},
};

const DEV: &str = "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost:5432/shop\n";
const OTHER: &str = "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost:5432/other\n";

/// A project in which nothing is wrong, but for these files instead of its own.
fn project(files: &[(&str, &str)]) -> Project {
    let project = Project::new().file("skate-env.toml", PINNED).file(".env.local", DEV);
    files.iter().fold(project, |project, (name, text)| project.file(name, text))
}

/// What is found, as `error code` or `warning code`.
fn found(project: &Project, variables: &[(&str, &str)]) -> Vec<String> {
    // Whoever has a key needs no PostgreSQL here.
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

type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const PRISMA_7: &str =
    r#"{"dependencies":{"skate-env":"0.1.0"},"devDependencies":{"prisma":"7.1.0"}}"#;
const GUARDED: &str = "import { prismaDatasource } from \"skate-env\";\nexport default { datasource: prismaDatasource() };\n";
const INSTALLED: (&str, &str) = ("node_modules/skate-env/package.json", "{\"version\":\"0.1.0\"}");

const CASES: &[Case] = &[
    ("nothing", &[], &[], &[]),
    ("no policy", &[("skate-env.toml", "")], &[], &["warning production_unpinned"]),
    (
        "only a branch is pinned",
        &[("skate-env.toml", "[environments.production]\nbranch_id = \"br-cool-forest-123456\"\n")],
        &[],
        &["warning pin_without_endpoint"],
    ),
    ("a pin that is none", &[], &[("SKATE_ENV_PRODUCTION", "true")], &["error unreadable_pin"]),
    (
        "a `#` cut a password",
        &[(".env.local", "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry#x@localhost/shop\n")],
        &[],
        &["error hash_cut", "error invalid_url"],
    ),
    (
        "a `$word` was eaten",
        &[(".env.local", "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry$word@localhost/shop\n")],
        &[],
        &["error reference_lost"],
    ),
    (
        "a quote was left",
        &[(".env.local", "POSTGRES_PRISMA_URL_DEV=\"postgresql://app:c4n4ry@localhost/shop\n")],
        &[],
        &["error quote_left", "error invalid_url"],
    ),
    (
        "damage to what is no URL",
        &[(
            ".env.local",
            "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\nCOLOUR=a#b\n",
        )],
        &[],
        &["warning hash_cut"],
    ),
    (
        "a byte order mark",
        &[(
            ".env.local",
            "\u{feff}POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\n",
        )],
        &[],
        &["warning byte_order_mark"],
    ),
    (
        "an empty variable of the shell",
        &[],
        &[("POSTGRES_PRISMA_URL_DEV", "")],
        &["error empty_shadow", "error missing_url"],
    ),
    (
        "a variable of the shell",
        &[],
        &[("POSTGRES_PRISMA_URL_DEV", "postgresql://app:c4n4ry@localhost/elsewhere")],
        &["warning shadowed_variable"],
    ),
    ("the same value in the shell", &[], &[("POSTGRES_PRISMA_URL_DEV", LOCAL)], &[]),
    ("another file", &[(".env.development.local", OTHER)], &[], &["warning shadowed_variable"]),
    (
        "inside of run",
        &[(".env.development.local", OTHER)],
        &[("SKATE_ENV_RUN", "development"), ("DATABASE_ENVIRONMENT", "development")],
        &[],
    ),
    (
        "consent in a file",
        &[(".env.production", "SKATE_ENV_CONSENT=ep-cool-darkness-123456\n")],
        &[],
        &["error consent_in_file"],
    ),
    (
        "an environment that is none",
        &[],
        &[("DATABASE_ENVIRONMENT", "prod")],
        &["error unknown_environment"],
    ),
    (
        "an environment left in the shell",
        &[],
        &[("DATABASE_ENVIRONMENT", "staging")],
        &["warning environment_left_set"],
    ),
    (
        "production by a file",
        &[(".env", "DATABASE_ENVIRONMENT=production\n")],
        &[],
        &["error production_by_file"],
    ),
    ("no database at all", &[(".env.local", "")], &[], &["error missing_url"]),
    (
        "a pooler, and nothing beside it",
        &[(
            ".env.local",
            "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@pooler.example.com/shop?pgbouncer=true&sslmode=require\n",
        )],
        &[],
        &["error pooled_for_migration", "warning secret_readable"],
    ),
    (
        "Prisma, guarded",
        &[("package.json", PRISMA_7), ("prisma.config.ts", GUARDED), INSTALLED, PLATFORM],
        &[],
        &[],
    ),
    (
        "Prisma without a configuration",
        &[("package.json", PRISMA_7), INSTALLED, PLATFORM],
        &[],
        &["error prisma_unguarded"],
    ),
    (
        "Prisma with a configuration of its own",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", "export default {}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error prisma_unguarded"],
    ),
    (
        "Prisma 5",
        &[
            (
                "package.json",
                r#"{"dependencies":{"skate-env":"0.1.0"},"devDependencies":{"prisma":"5.22.0"}}"#,
            ),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["warning prisma_unguarded"],
    ),
    (
        "dotenv before the guard",
        &[
            ("package.json", PRISMA_7),
            (
                "prisma.config.ts",
                "import \"dotenv/config\";\nimport { prismaDatasource } from \"skate-env\";\n",
            ),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error dotenv_before_guard"],
    ),
    (
        "Prisma 7 with a URL in its schema",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n  url = env(\"A\")\n}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error url_in_schema"],
    ),
    (
        "Prisma 6 with env() in its schema",
        &[
            (
                "package.json",
                r#"{"dependencies":{"skate-env":"0.1.0"},"devDependencies":{"prisma":"6.19.3"}}"#,
            ),
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n  url = env(\"A\")\n}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error env_in_schema"],
    ),
    (
        "a password in the schema",
        &[
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n  url = \"postgres://a:c4n4ry@h/d\"\n}\n"),
        ],
        &[],
        &["error url_in_schema_text"],
    ),
    (
        "no client yet",
        &[
            ("prisma.config.ts", GUARDED),
            (
                "prisma/schema.prisma",
                "generator client {\n  output = \"../generated\"\n}\ndatasource db {\n}\n",
            ),
        ],
        &[],
        &["warning client_not_generated"],
    ),
    (
        "a conflict in a migration",
        &[
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n}\n"),
            ("prisma/migrations/1_a/migration.sql", "<<<<<<< HEAD\n"),
            ("prisma/migrations/migration_lock.toml", ""),
        ],
        &[],
        &["error merge_conflict"],
    ),
    (
        "a migration without its SQL",
        &[
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n}\n"),
            ("prisma/migrations/1_a/note", ""),
        ],
        &[],
        &["error migration_without_sql", "warning migration_lock_missing"],
    ),
    (
        "Prisma reads .env, the application .env.local",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", "import \"dotenv/config\"\n"),
            (".env", OTHER),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error tools_disagree", "error prisma_unguarded"],
    ),
    (
        "a script with --env-file",
        &[
            ("package.json", r#"{"scripts":{"seed":"node --env-file=.env seed.js"}}"#),
            (".env", OTHER),
        ],
        &[],
        &["error tools_disagree"],
    ),
    (
        "a script with --env-file of the same",
        &[
            ("package.json", r#"{"scripts":{"seed":"node --env-file .env.local seed.js"}}"#),
            (".env", OTHER),
        ],
        &[],
        &[],
    ),
    (
        "tests in the application's database",
        &[
            ("package.json", r#"{"devDependencies":{"vitest":"4.0.0"}}"#),
            (".env", "DATABASE_URL=postgresql://app:c4n4ry@localhost/shop\n"),
        ],
        &[],
        &["warning tests_share"],
    ),
    (
        "Next.js, unwired",
        &[
            ("package.json", r#"{"dependencies":{"next":"16.0.0","skate-env":"0.1.0"}}"#),
            ("next.config.ts", "export default {}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["warning next_unwired"],
    ),
    (
        "an old Next.js",
        &[
            ("package.json", r#"{"dependencies":{"next":"14.2.0","skate-env":"0.1.0"}}"#),
            ("next.config.ts", "withSkateEnv\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["warning version_untried"],
    ),
    (
        "Prisma and its client",
        &[
            (
                "package.json",
                r#"{"dependencies":{"@prisma/client":"6.1.0","skate-env":"0.1.0"},"devDependencies":{"prisma":"7.1.0"}}"#,
            ),
            ("prisma.config.ts", GUARDED),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error versions_differ"],
    ),
    (
        "another version of the package",
        &[
            ("package.json", r#"{"dependencies":{"skate-env":"0.2.0"}}"#),
            ("node_modules/skate-env/package.json", "{\"version\":\"0.2.0\"}"),
            PLATFORM,
        ],
        &[],
        &["warning versions_differ"],
    ),
    (
        "no package",
        &[
            ("package.json", r#"{"dependencies":{"next":"16.0.0"}}"#),
            ("next.config.ts", "withSkateEnv\n"),
        ],
        &[],
        &["warning package_missing"],
    ),
    (
        "a package that is not installed",
        &[("package.json", r#"{"dependencies":{"skate-env":"0.1.0"}}"#)],
        &[],
        &["error package_not_installed"],
    ),
    (
        "a package without its part for this machine",
        &[("package.json", r#"{"dependencies":{"skate-env":"0.1.0"}}"#), INSTALLED],
        &[],
        &["error platform_package_missing"],
    ),
    (
        "two with one database",
        &[(".env.test", "POSTGRES_PRISMA_URL_TEST=postgresql://app:c4n4ry@localhost:5432/shop\n")],
        &[],
        &["error shared_target"],
    ),
];

/// The part for this machine.
const PLATFORM: (&str, &str) = (
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        "node_modules/@skate-env/node-linux-x64-gnu/package.json"
    } else if cfg!(all(target_os = "linux", target_arch = "aarch64")) {
        "node_modules/@skate-env/node-linux-arm64-gnu/package.json"
    } else if cfg!(all(target_os = "macos", target_arch = "x86_64")) {
        "node_modules/@skate-env/node-darwin-x64/package.json"
    } else if cfg!(target_os = "macos") {
        "node_modules/@skate-env/node-darwin-arm64/package.json"
    } else {
        "node_modules/@skate-env/node-win32-x64-msvc/package.json"
    },
    "{}",
);

#[test]
fn each_ailment_is_found_and_no_other() {
    for (what, files, variables, codes) in CASES {
        assert_eq!(found(&project(files), variables), *codes, "{what}");
    }
}

#[test]
fn the_text_has_a_way_to_mend_each() {
    let project = project(&[
        (".env.test", "POSTGRES_PRISMA_URL_TEST=postgresql://app:c4n4ry@localhost:5432/shop\n"),
        ("package.json", r#"{"dependencies":{"next":"16.0.0"}}"#),
        ("next.config.ts", "withSkateEnv\n"),
    ]);
    project.run("doctor").variable("NEON_API_KEY", "c4n4ry").prints(1, r"
error: development and testing lead to the same database, localhost:5432/shop. (.env.test:1) [shared_target]
  mend: Give testing a database of its own.
warning: package.json does not depend on skate-env, so neither the application nor Prisma can ask it. [package_missing]
  mend: npm install skate-env

1 error, 1 warning; 15 of 17 checks found nothing.
", "");
}

#[test]
fn a_healthy_project() {
    project(&[]).run("doctor").variable("NEON_API_KEY", "c4n4ry").prints(
        0,
        "Nothing is wrong: 17 checks.\n",
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
    let neon = Neon::serve(SHOP);
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
