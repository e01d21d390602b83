use crate::harness::{LOCAL, PINNED, PRODUCTION, Project, STAGING};

fn project() -> Project {
    Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("POSTGRES_PRISMA_URL_STAGING={STAGING}\n"))
        .file(".env.local", format!("# mine\nPOSTGRES_PRISMA_URL_DEV={LOCAL}\n"))
}

#[test]
fn shows_which_database_and_why() {
    project().run("status").prints(
        0,
        r"
environment  development by default
database     postgresql://app:***@localhost:5432/shop
from         POSTGRES_PRISMA_URL_DEV (.env.local:2)
verdict      local: on this machine, by its address
connection   direct
policy       skate-env.toml, strict
branches     not available: NEON_API_KEY is not set
state        ready
",
        "",
    );
}

#[test]
fn json_has_the_same_facts() {
    let project = project().file(
        ".env",
        format!("POSTGRES_PRISMA_URL_STAGING={STAGING}\nDATABASE_ENVIRONMENT=staging\n"),
    );
    project.run("status --output json").prints(0, r#"
{
  "state": "ready",
  "environment": "staging",
  "decided_by": {
    "name": "DATABASE_ENVIRONMENT",
    "file": ".env",
    "line": 2
  },
  "purpose": "app",
  "url": "postgresql://app:***@ep-still-river-222222-pooler.us-east-2.aws.neon.tech/shop?sslmode=require",
  "source": {
    "name": "POSTGRES_PRISMA_URL_STAGING",
    "file": ".env",
    "line": 1
  },
  "target": {
    "server": "ep-still-river-222222",
    "port": 5432,
    "database": "shop",
    "pooled": true
  },
  "verdict": "foreign",
  "has_direct_url": true,
  "config": {
    "file": "skate-env.toml",
    "strict": true
  },
  "control_plane": {
    "kind": "none"
  },
  "sealed": false,
  "warnings": [],
  "problems": []
}
"#, "");
}

#[test]
fn a_refusal_is_reported_with_what_is_known() {
    let project = project().file(".env.local", format!("POSTGRES_PRISMA_URL_DEV={PRODUCTION}\n"));
    project.run("status").prints(3, r"
environment  development by default
database     ep-cool-darkness-123456/shop
from         POSTGRES_PRISMA_URL_DEV (.env.local:1)
verdict      production: pinned as production's
policy       skate-env.toml, strict
branches     not available: NEON_API_KEY is not set
state        refused
", r"
error: POSTGRES_PRISMA_URL_DEV leads to ep-cool-darkness-123456/shop, which is production's pin ep-cool-darkness-123456, while this process runs as development. (.env.local:1) [production_target]
  help: Set POSTGRES_PRISMA_URL_DEV to a database of development's own.
");
    let json = project.run("status --output json").ends();
    assert_eq!(json.exit, 3);
    assert!(json.stdout.contains("\"state\": \"refused\""), "{json}");
    assert!(json.stderr.starts_with("{\"error\":{\"code\":\"production_target\""), "{json}");
}

#[test]
fn every_problem_is_reported_worst_first() {
    let project = Project::new().file("skate-env.toml", PINNED).file(
        ".env",
        format!("POSTGRES_PRISMA_URL_DEV={}\n", PRODUCTION.replace("require", "disable")),
    );
    let ending = project.run("status").ends();
    let errors: Vec<_> = ending.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 2, "{ending}");
    assert!(errors[0].ends_with("[production_target]"), "{ending}");
    assert!(errors[1].ends_with("[insecure_transport]"), "{ending}");
}

#[test]
fn a_project_that_is_not_set_up_is_reported() {
    Project::new().run("status").prints(4, r"
environment  development by default
policy       none: no skate-env.toml
branches     not available: NEON_API_KEY is not set
state        absent
", r"
error: No database is set for development: looked at POSTGRES_PRISMA_URL_DEV, POSTGRES_URL_NON_POOLING_DEV, POSTGRES_PRISMA_URL, POSTGRES_URL_NON_POOLING, DATABASE_URL, DATABASE_URL_UNPOOLED. [missing_url]
  help: Run `skate-env init`, then set POSTGRES_PRISMA_URL_DEV in .env.local.
");
}

#[test]
fn shows_the_control_plane() {
    let line = |host: &str| {
        let project = project();
        let run = project.run("status").variable("NEON_API_KEY", "c4n4ry");
        let ending = run.variable("NEON_API_HOST", host).ends();
        ending.stdout.lines().find(|line| line.starts_with("branches")).unwrap().to_owned()
    };
    assert_eq!(line(""), "branches     on Neon, at console.neon.tech");
    assert_eq!(
        line("http://127.0.0.1:4020/api/v2"),
        "branches     on this machine, at 127.0.0.1:4020"
    );
    assert_eq!(line("https://me:c4n4ry@api.test"), "branches     on Neon, at api.test");
    assert_eq!(line("c4n4ry"), "branches     not available: NEON_API_HOST is not an address");
}

#[test]
fn the_environment_option_decides() {
    let ending =
        project().run("status -e staging").variable("DATABASE_ENVIRONMENT", "preview").ends();
    assert!(ending.stdout.starts_with("environment  staging by --environment\n"), "{ending}");
    let platform = project().run("status").variable("VERCEL_ENV", "preview").ends();
    assert!(platform.stdout.starts_with("environment  preview by VERCEL_ENV\n"), "{platform}");
}

#[test]
fn the_mode_of_the_dotenv_files_follows_the_environment() {
    let project = Project::new()
        .file(".env.production", format!("POSTGRES_PRISMA_URL={PRODUCTION}\n"))
        .file(".env.test", "POSTGRES_PRISMA_URL_TEST=postgresql://app:c4n4ry@localhost/test\n")
        .file(".env.local", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    let from = |words: &str, node: &str| {
        let ending = project.run(words).variable("NODE_ENV", node).ends();
        ending.stdout.lines().find(|line| line.starts_with("from")).unwrap_or("none").to_owned()
    };
    assert_eq!(from("status", ""), "from         POSTGRES_PRISMA_URL_DEV (.env.local:1)");
    assert_eq!(
        from("status -e production", ""),
        "from         POSTGRES_PRISMA_URL (.env.production:1)"
    );
    assert_eq!(from("status", "test"), "from         POSTGRES_PRISMA_URL_TEST (.env.test:1)");
    assert_eq!(from("status", "production"), "from         POSTGRES_PRISMA_URL_DEV (.env.local:1)");
}

#[test]
fn the_policy_is_found_in_parent_directories_or_named() {
    let project = project().file("packages/web/.env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    let policy = |words: &str| {
        let ending = project.run(words).inside("packages/web").ends();
        assert_eq!(ending.exit, 0, "{ending}");
        ending.stdout.lines().find(|line| line.starts_with("policy")).unwrap().to_owned()
    };
    assert_eq!(policy("status"), "policy       [DIR]/skate-env.toml, strict");
    std::fs::write(project.path().join("other.toml"), "").unwrap();
    assert_eq!(policy("status --config ../../other.toml"), "policy       ../../other.toml, strict");
}

#[test]
fn a_build_needs_no_database() {
    let ending =
        Project::new().run("status").variable("NEXT_PHASE", "phase-production-build").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(ending.stdout.contains("database     none is set; a build needs none\n"), "{ending}");
}
