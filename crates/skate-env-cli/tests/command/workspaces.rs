//! A package of a workspace: its root's package manager, dotenv files and policy.

use crate::harness::{LOCAL, Project};

type Files = &'static [(&'static str, &'static str)];

/// What makes a folder a workspace, how a package is added in a package of it, and how at its root.
const WORKSPACES: [(Files, &str, &str); 5] = [
    (
        &[("pnpm-workspace.yaml", "packages: ['packages/*']\n"), ("pnpm-lock.yaml", "")],
        "pnpm add",
        "pnpm add -w",
    ),
    (
        &[("package.json", WORKSPACES_OF_PNPM), ("pnpm-workspace.yaml", "")],
        "pnpm add",
        "pnpm add -w",
    ),
    (&[("package.json", ROOT), ("package-lock.json", "{}")], "npm install", "npm install"),
    (&[("package.json", ROOT), ("yarn.lock", "")], "yarn add", "yarn add -W"),
    (&[("package.json", ROOT), ("bun.lock", "")], "bun add", "bun add"),
];
const ROOT: &str = "{\n  \"private\": true,\n  \"workspaces\": [\"packages/*\"]\n}\n";
const WORKSPACES_OF_PNPM: &str =
    "{\n  \"private\": true,\n  \"packageManager\": \"pnpm@10.1.0\"\n}\n";
const PACKAGE: &str = "{\n  \"dependencies\": {\n    \"next\": \"16.4.6\"\n  }\n}\n";

fn workspace(files: &[(&str, &str)]) -> Project {
    let project =
        Project::new().file("package.json", ROOT).file("packages/web/package.json", PACKAGE);
    files.iter().fold(project, |project, (name, text)| project.file(name, text))
}

#[test]
fn init_names_the_workspace_s_package_manager() {
    for (files, in_package, at_root) in WORKSPACES {
        let project = workspace(files);
        for (folder, add) in [("packages/web", in_package), ("", at_root)] {
            let ending = project.run("init --yes --no-production").inside(folder).ends();
            assert_eq!(ending.exit, 0, "{files:?}: {ending}");
            let note = format!("- Install the package: `{add} skate-env`.\n");
            assert!(ending.stdout.contains(&note), "{note} {ending}");
        }
        let again = project.run("init --yes --no-production").inside("packages/web").ends();
        assert!(again.stdout.contains("\nNothing to change.\n"), "{again}");
    }
}

#[test]
fn a_policy_at_the_root_is_the_package_s() {
    let project = workspace(&[]).file("skate-env.toml", "strict = true\n");
    let ending = project.run("init --yes --no-production").inside("packages/web").ends();
    assert!(ending.stdout.contains("skate-env.toml  unchanged  exists already"), "{ending}");
    assert!(!project.path().join("packages/web/skate-env.toml").exists());
}

#[test]
fn the_root_s_file_is_named_in_a_package() {
    let project = workspace(&[]).file(".env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    let doctor = project.run("doctor").inside("packages/web").ends();
    assert!(doctor.stdout.contains("  help: ../../.env sets POSTGRES_PRISMA_URL_DEV"), "{doctor}");
    for words in ["status", "url", "run -- env"] {
        let ending = project.run(words).inside("packages/web").ends();
        assert_eq!(ending.exit, 4, "{ending}");
        let help = "  help: ../../.env sets POSTGRES_PRISMA_URL_DEV, but is not read for this folder: \
                    set it in .env.local, too.\n";
        assert!(ending.stderr.ends_with(help), "{ending}");
    }
}

/// Prisma 6 reads `prisma/.env`; whoever moves to a configuration keeps it.
#[test]
fn prisma_s_own_file_is_read() {
    let project = workspace(&[]);
    let project = project.file("packages/web/prisma/.env", format!("DATABASE_URL={LOCAL}\n"));
    let ending = project.run("status").inside("packages/web").ends();
    assert!(ending.stdout.contains("DATABASE_URL (prisma/.env:1)"), "{ending}");
}

#[test]
fn doctor_shows_which_tool_reads_which_file() {
    let package = "{\n  \"scripts\": {\n    \"push\": \"dotenv -e ../../.env -- prisma db push\"\n  },\n  \
                   \"dependencies\": {\n    \"next\": \"16.4.6\",\n    \"prisma\": \"6.19.0\"\n  }\n}\n";
    let project = workspace(&[("packages/web/package.json", package), (".env.local", "A=1\n")]);
    let other = LOCAL.replace("/shop", "/root");
    let project = project.file(".env", format!("DATABASE_URL={other}\n"));
    let project = project.file("packages/web/.env", format!("DATABASE_URL={LOCAL}\n"));
    let project = project.file("packages/web/prisma/.env", "B=1\n");
    let ending = project.run("doctor").inside("packages/web").ends();
    let table = "dotenv files, and who reads them:
skate-env     .env, prisma/.env
Next.js       .env
Prisma        .env, prisma/.env
dotenv        ../../.env
no tool here  ../../.env.local
";
    assert!(ending.stdout.contains(table), "{ending}");
    assert!(
        ending.stdout.contains("for dotenv (reads ../../.env only). [tools_disagree]"),
        "{ending}"
    );
}
