use crate::harness::{LOCAL, PINNED, PRODUCTION, Project, STAGING};

fn isolated() -> Project {
    Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("POSTGRES_PRISMA_URL_STAGING={STAGING}\n"))
        .file(".env.local", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"))
        .file(".env.production.local", format!("POSTGRES_PRISMA_URL={PRODUCTION}\n"))
        .file(".env.test", "POSTGRES_PRISMA_URL_TEST=postgresql://app:c4n4ry@localhost/test\n")
}

#[test]
fn every_environment_has_its_own() {
    isolated().run("check").prints(0, r"
environment  state   database                      verdict     from
production   ready   ep-cool-darkness-123456/shop  production  POSTGRES_PRISMA_URL (.env.production.local:1)
staging      ready   ep-still-river-222222/shop    foreign     POSTGRES_PRISMA_URL_STAGING (.env:1)
development  ready   localhost:5432/shop           local       POSTGRES_PRISMA_URL_DEV (.env.local:1)
preview      absent  –                             –           –
testing      ready   localhost:5432/test           local       POSTGRES_PRISMA_URL_TEST (.env.test:1)

Isolated: 4 environments, 4 databases.
", "");
}

#[test]
fn two_with_one_database_are_not_isolated() {
    // Under another name and another spelling.
    let project = isolated()
        .file(".env.test", "POSTGRES_PRISMA_URL_TEST=postgres://other:c4n4ry@127.0.0.1/shop\n");
    project.run("check").prints(3, r"
environment  state   database                      verdict     from
production   ready   ep-cool-darkness-123456/shop  production  POSTGRES_PRISMA_URL (.env.production.local:1)
staging      ready   ep-still-river-222222/shop    foreign     POSTGRES_PRISMA_URL_STAGING (.env:1)
development  shared  localhost:5432/shop           local       POSTGRES_PRISMA_URL_DEV (.env.local:1)
preview      absent  –                             –           –
testing      shared  localhost:5432/shop           local       POSTGRES_PRISMA_URL_TEST (.env.test:1)

Not isolated: see the errors.
", r"
error: development and testing lead to the same database, localhost:5432/shop. (.env.test:1) [shared_target]
  help: Give testing a database of its own.
");
}

#[test]
fn json_holds_every_environment_and_every_pair() {
    let project = Project::new().file(
        ".env",
        format!("POSTGRES_PRISMA_URL_STAGING={LOCAL}\nPOSTGRES_PRISMA_URL_DEV={LOCAL}\n"),
    );
    project.run("check --output json").prints(3, r#"
{
  "isolated": false,
  "environments": [
    {
      "environment": "production",
      "state": "absent",
      "source": null,
      "target": null,
      "verdict": null,
      "warnings": [],
      "problems": []
    },
    {
      "environment": "staging",
      "state": "shared",
      "source": {
        "name": "POSTGRES_PRISMA_URL_STAGING",
        "file": ".env",
        "line": 1
      },
      "target": {
        "server": "localhost",
        "port": 5432,
        "database": "shop",
        "pooled": false
      },
      "verdict": "local",
      "warnings": [],
      "problems": []
    },
    {
      "environment": "development",
      "state": "shared",
      "source": {
        "name": "POSTGRES_PRISMA_URL_DEV",
        "file": ".env",
        "line": 2
      },
      "target": {
        "server": "localhost",
        "port": 5432,
        "database": "shop",
        "pooled": false
      },
      "verdict": "local",
      "warnings": [],
      "problems": []
    },
    {
      "environment": "preview",
      "state": "absent",
      "source": null,
      "target": null,
      "verdict": null,
      "warnings": [],
      "problems": []
    },
    {
      "environment": "testing",
      "state": "absent",
      "source": null,
      "target": null,
      "verdict": null,
      "warnings": [],
      "problems": []
    }
  ],
  "pairs": [
    {
      "one": "staging",
      "other": "development",
      "shared": true
    }
  ],
  "problems": [
    {
      "code": "shared_target",
      "message": "staging and development lead to the same database, localhost:5432/shop.",
      "hint": "Give development a database of its own.",
      "variable": "POSTGRES_PRISMA_URL_DEV",
      "file": ".env",
      "line": 2
    }
  ]
}
"#, r#"
{"error":{"code":"shared_target","message":"staging and development lead to the same database, localhost:5432/shop.","hint":"Give development a database of its own.","problems":[{"code":"shared_target","message":"staging and development lead to the same database, localhost:5432/shop.","hint":"Give development a database of its own.","variable":"POSTGRES_PRISMA_URL_DEV","file":".env","line":2}]}}
"#);
}

#[test]
fn ci_without_secrets_fails() {
    Project::new().run("check").variable("GITHUB_ACTIONS", "true").prints(
        4,
        r"
environment  state   database  verdict  from
production   absent  –         –        –
staging      absent  –         –        –
development  absent  –         –        –
preview      absent  –         –        –
testing      absent  –         –        –

Not isolated: see the errors.
",
        r"
error: No environment has a database here. [missing_url]
  help: Set each one's own, such as POSTGRES_PRISMA_URL_DEV for development.
",
    );
}

#[test]
fn a_single_environment_is_isolated() {
    let ending = Project::new().run("check").variable("POSTGRES_PRISMA_URL", PRODUCTION).ends();
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(
        ending.stdout.ends_with("\nIsolated: only production has a database here.\n"),
        "{ending}"
    );
}

#[test]
fn a_coding_agent_may_run_check_and_sees_no_url() {
    let agent = isolated().run("check --output json").variable("CLAUDECODE", "1").ends();
    assert_eq!((agent.exit, agent.stderr.as_str()), (0, ""), "{agent}");
    assert!(!agent.stdout.contains("://"), "{agent}");
}

#[test]
fn a_test_database_of_development_s_files_counts_too() {
    let project = Project::new().file(
        ".env.local",
        format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\nPOSTGRES_PRISMA_URL_TEST={LOCAL}\n"),
    );
    let ending = project.run("check").ends();
    assert_eq!(ending.exit, 3, "{ending}");
    assert!(ending.stderr.contains("[shared_target]"), "{ending}");
}

#[test]
fn production_under_another_name_is_refused() {
    let project = isolated().file(".env.local", format!("POSTGRES_PRISMA_URL_DEV={PRODUCTION}\n"));
    let ending = project.run("check").ends();
    assert_eq!(ending.exit, 3, "{ending}");
    let codes: Vec<_> = ending.stderr.lines().filter(|line| line.starts_with("error")).collect();
    assert!(codes[0].ends_with("[production_target]"), "{ending}");
    assert!(codes[1].ends_with("[shared_target]"), "{ending}");
}

#[test]
fn the_environment_option_is_refused() {
    isolated().run("check -e staging").prints(
        2,
        "",
        r"
error: Cannot use --environment here: `check` compares all environments. [usage]
  help: Leave it out, or run `skate-env status -e ENV` for one environment.
",
    );
}

#[test]
fn sqlite_is_a_database_of_its_own() {
    let ending = Project::new().run("check").variable("USE_SQLITE", "1").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    for file in [" file:dev.db ", " file:test.db "] {
        assert!(ending.stdout.contains(file), "{ending}");
    }
}
