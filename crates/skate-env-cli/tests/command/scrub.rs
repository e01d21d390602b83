//! What a command gets of production: nothing, whatever the variables are called and whoever would
//! set them.

use crate::harness::{LOCAL, PINNED, PRODUCTION, Project};

const NEON: &str = "ep-cool-darkness-123456.us-east-2.aws.neon.tech";

fn project() -> Project {
    Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"))
}

/// A line for each variable that is set and empty, or holds something.
const SHOW: &str = r#"for name in SHADOW_DATABASE_URL REPORTS DB_HOST ONLY_IN_FILE IN_PRODUCTION_MODE OF_WORKSPACE; do
  eval "value=\${$name-unset}"
  case $value in unset) ;; '') echo "$name is empty";; *) echo "$name is set";; esac
done"#;

#[test]
fn a_variable_of_any_name_that_leads_to_production_is_empty() {
    let project = project();
    let run = project.run("run -- /bin/sh -c").word(SHOW);
    let run = run
        .variable("SHADOW_DATABASE_URL", PRODUCTION)
        .variable("REPORTS", format!("jdbc:postgresql://{NEON}/shop?user=app"))
        .variable("DB_HOST", NEON);
    run.prints(
        0,
        "SHADOW_DATABASE_URL is empty\nREPORTS is empty\nDB_HOST is empty\n",
        "note: DB_HOST, REPORTS, SHADOW_DATABASE_URL lead to production, so the command gets them empty.\n",
    );
}

#[test]
fn what_only_a_file_assigns_is_set_so_that_the_file_cannot_bring_it_back() {
    let files = format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\nONLY_IN_FILE={PRODUCTION}\n");
    let project = project()
        .file(".env.local", files)
        .file(".env.production", format!("IN_PRODUCTION_MODE=\"{PRODUCTION}\"\n"))
        .file("prisma/.env", format!("SHADOW_DATABASE_URL='{PRODUCTION}'\n"));
    project.run("run -- /bin/sh -c").word(SHOW).prints(
        0,
        "SHADOW_DATABASE_URL is empty\nONLY_IN_FILE is empty\nIN_PRODUCTION_MODE is empty\n",
        "note: IN_PRODUCTION_MODE, ONLY_IN_FILE, SHADOW_DATABASE_URL lead to production, so the command gets them empty.\n",
    );
}

#[test]
fn a_package_does_not_get_it_from_its_workspace() {
    let project = Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("OF_WORKSPACE={PRODUCTION}\n"))
        .file("packages/db/.env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    project.run("run -- /bin/sh -c").word(SHOW).inside("packages/db").prints(
        0,
        "OF_WORKSPACE is empty\n",
        "note: OF_WORKSPACE leads to production, so the command gets it empty.\n",
    );
}

#[test]
fn ordinary_variables_stay_and_nothing_is_said() {
    let project = project();
    let run = project.run("run -- /bin/sh -c").word(SHOW);
    let run = run
        .variable("REPORTS", "https://example.com/?next=ep-cool-darkness-123456")
        .variable("DB_HOST", "ep-dev-lake-222222.us-east-2.aws.neon.tech")
        .variable("POSTGRES_URL", PRODUCTION)
        .variable("POSTGRES_PRISMA_URL", PRODUCTION);
    run.prints(0, "REPORTS is set\nDB_HOST is set\n", "");
}

/// The gateway is the one way to it.
#[test]
fn production_that_was_asked_for_is_reached_by_no_variable_or_word_of_another_name() {
    let project = project().file(".env", format!("POSTGRES_PRISMA_URL={PRODUCTION}\n"));
    let line = "run -e production --consent ep-cool-darkness-123456 -- /bin/sh -c";
    let run = project.run(line).word(SHOW).variable("SHADOW_DATABASE_URL", PRODUCTION);
    run.variable("DB_HOST", NEON).prints(
        0,
        "SHADOW_DATABASE_URL is empty\nDB_HOST is empty\n",
        "note: DB_HOST, SHADOW_DATABASE_URL lead past the guarded connection, so the command gets them empty.\n",
    );
    let ending = project.run(line).word(format!("mytool {PRODUCTION}")).ends();
    assert_eq!(ending.exit, 3, "{ending}");
    assert!(ending.stderr.contains("[guarded_connection]"), "{ending}");
    assert!(!ending.stderr.contains(NEON), "{ending}");
}

#[test]
fn production_s_url_is_no_argument_of_any_program() {
    let project = project();
    for words in [
        vec![format!("--url={PRODUCTION}")],
        vec![format!("jdbc:postgresql://{NEON}/shop")],
        vec![format!("host={NEON} dbname=shop")],
        vec!["-c".to_owned(), format!("sleep 0; mytool {PRODUCTION}")],
    ] {
        let mut run = project.run("run -- mytool");
        for word in &words {
            run = run.word(word);
        }
        let ending = run.ends();
        assert_eq!(ending.exit, 3, "{ending}");
        assert!(ending.stderr.contains("production_target"), "{ending}");
        assert!(!ending.stderr.contains(NEON), "{ending}");
    }
}

#[test]
fn a_shadow_database_is_never_production() {
    let project = project();
    let refused = |run: crate::harness::Run<'_>| {
        let ending = run.ends();
        ending.exit == 3 && ending.stderr.contains("production_target")
    };
    let dev = || project.run("run -- npx prisma migrate dev");
    for name in ["SHADOW_DATABASE_URL", "PRISMA_SHADOW_URL", "MY_SHADOW_DB"] {
        assert!(refused(dev().variable(name, PRODUCTION)), "{name}");
    }
    let in_file = Project::new().file("skate-env.toml", PINNED).file(
        ".env",
        format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\nSHADOW_DATABASE_URL={PRODUCTION}\n"),
    );
    assert!(refused(in_file.run("run -- npx prisma migrate dev")));
    assert!(!refused(dev().variable("SHADOW_DATABASE_URL", LOCAL)));
}
