use crate::harness::{LOCAL, PINNED, PRODUCTION, Project, STAGING};

#[test]
fn only_the_url_is_printed() {
    let project = Project::new().file(".env.local", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    project.run("url").may_print_secrets().prints(0, &format!("{LOCAL}\n"), "");
}

#[test]
fn a_purpose_chooses_the_url() {
    let project = Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("POSTGRES_PRISMA_URL_STAGING={STAGING}\n"));
    let direct = STAGING.replace("-pooler", "");
    let run = project.run("url -e staging --purpose migrate").may_print_secrets();
    run.prints(0, &format!("{direct}\n"), "");
    let read = project.run("url -e staging -p read").may_print_secrets().ends();
    assert!(read.stdout.contains("default_transaction_read_only"), "{read}");
}

#[test]
fn warnings_go_to_standard_error_unless_quiet() {
    let project = Project::new().file(".env", format!("POSTGRES_PRISMA_URL_STAGING={STAGING}\n"));
    let url = format!("{STAGING}\n");
    project.run("url -e staging").may_print_secrets().prints(0, &url, r"
warning: Production is not pinned, so POSTGRES_PRISMA_URL_STAGING cannot be told apart from it. (.env:1) [production_unpinned]
  help: Pin production: its endpoint id or host in skate-env.toml or SKATE_ENV_PRODUCTION.
");
    project.run("url -e staging --quiet").may_print_secrets().prints(0, &url, "");
}

#[test]
fn json_holds_the_url_and_the_warnings() {
    let project = Project::new().file(".env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    project.run("url --output json").may_print_secrets().prints(
        0,
        r#"
{
  "environment": "development",
  "purpose": "app",
  "url": "postgresql://app:c4n4ry@localhost:5432/shop",
  "warnings": []
}
"#,
        "",
    );
}

#[test]
fn a_guard_refuses() {
    let project = Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("\nPOSTGRES_PRISMA_URL_DEV={PRODUCTION}\n"));
    project.run("url").prints(3, "", r"
error: POSTGRES_PRISMA_URL_DEV leads to ep-cool-darkness-123456/shop, which is production's pin ep-cool-darkness-123456, while this process runs as development. (.env:2) [production_target]
  help: Set POSTGRES_PRISMA_URL_DEV to a database of development's own.
");
    project.run("url --output json").prints(3, "", r#"
{"error":{"code":"production_target","message":"POSTGRES_PRISMA_URL_DEV leads to ep-cool-darkness-123456/shop, which is production's pin ep-cool-darkness-123456, while this process runs as development.","hint":"Set POSTGRES_PRISMA_URL_DEV to a database of development's own.","environment":"development","problems":[{"code":"production_target","message":"POSTGRES_PRISMA_URL_DEV leads to ep-cool-darkness-123456/shop, which is production's pin ep-cool-darkness-123456, while this process runs as development.","hint":"Set POSTGRES_PRISMA_URL_DEV to a database of development's own.","variable":"POSTGRES_PRISMA_URL_DEV","file":".env","line":2}]}}
"#);
}

#[test]
fn without_a_url_it_is_not_set_up() {
    let ending = Project::new().run("url -e staging").ends();
    assert_eq!((ending.exit, ending.stdout.as_str()), (4, ""), "{ending}");
    assert!(ending.stderr.ends_with("[missing_url]\n  help: Set POSTGRES_PRISMA_URL_STAGING to staging's own connection string.\n"), "{ending}");
}

#[test]
fn production_needs_consent_that_names_it() {
    let project = Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env.production", format!("POSTGRES_PRISMA_URL={PRODUCTION}\n"));
    let url = "url -e production --purpose migrate";
    assert_eq!(project.run(url).ends().exit, 3);
    for consent in ["yes", "1", "ep-still-river-222222"] {
        let ending = project.run(url).word("--consent").word(consent).ends();
        assert_eq!(ending.exit, 3, "{ending}");
        assert!(!ending.stderr.contains("ep-cool"), "the value to paste is shown: {ending}");
    }
    let named = project.run(url).word("--consent=ep-cool-darkness-123456").may_print_secrets();
    named.prints(0, &format!("{}\n", PRODUCTION.replace("-pooler", "")), "");
    let agent = project.run(url).word("--consent=ep-cool-darkness-123456");
    assert_eq!(agent.variable("CLAUDECODE", "1").ends().exit, 3);
}

#[test]
fn consent_in_a_dotenv_file_is_refused() {
    let project = Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", "SKATE_ENV_CONSENT=ep-cool-darkness-123456\n")
        .file(".env.production", format!("POSTGRES_PRISMA_URL={PRODUCTION}\n"));
    let run = || project.run("url -e production --purpose migrate");
    assert_eq!(run().ends().exit, 3);
    // A framework may have loaded the file before us.
    let loaded = run().variable("SKATE_ENV_CONSENT", "ep-cool-darkness-123456").ends();
    assert_eq!(loaded.exit, 3, "{loaded}");
    assert!(loaded.stderr.contains("stands in a dotenv file"), "{loaded}");
}
