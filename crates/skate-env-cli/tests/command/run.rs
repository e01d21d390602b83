use crate::harness::{LOCAL, PINNED, PRODUCTION, Project, STAGING};

/// What a child says of its variables: length of each value, never the value.
const SHOW: &str = r#"for name in DATABASE_ENVIRONMENT SKATE_ENV_RUN SKATE_ENV_PRODUCTION; do
  eval "echo $name=\"\$$name\""
done
test "$DATABASE_URL" = "$POSTGRES_PRISMA_URL_DEV" && echo "one pair"
test "${POSTGRES_URL+set}$POSTGRES_URL" = set && echo "POSTGRES_URL is empty"
echo "PGHOST=$PGHOST PGPORT=$PGPORT PGDATABASE=$PGDATABASE PGUSER=$PGUSER"
test "${POSTGRES_PRISMA_URL_STAGING+set}$POSTGRES_PRISMA_URL_STAGING" = set && echo "staging is empty"
exit 7
"#;

fn project() -> Project {
    let files = format!(
        "POSTGRES_PRISMA_URL={PRODUCTION}\nPOSTGRES_PRISMA_URL_DEV={LOCAL}\n\
         POSTGRES_PRISMA_URL_STAGING={STAGING}\nPOSTGRES_URL={PRODUCTION}\n"
    );
    let package = r#"{"scripts":{"db:reset":"prisma migrate reset --force"}}"#;
    Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", files)
        .file("package.json", package)
        .file("show.sh", SHOW)
}

#[test]
fn the_command_gets_only_its_environment_s_urls_and_its_exit_code_is_passed_on() {
    let expected = "
DATABASE_ENVIRONMENT=development
SKATE_ENV_RUN=development
SKATE_ENV_PRODUCTION=ep-cool-darkness-123456
one pair
POSTGRES_URL is empty
PGHOST=localhost PGPORT=5432 PGDATABASE=shop PGUSER=app
staging is empty
";
    let project = project();
    project.run("run -- /bin/sh show.sh").prints(7, expected, "");
}

#[test]
fn the_process_is_replaced() {
    let project = project();
    let child = project.run("run -- /bin/sh -c").word("echo $$").command();
    let mut child = { child }.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stdout.take().unwrap(), &mut said).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(said.trim(), id.to_string());
}

#[test]
fn destructive_npm_scripts_are_refused_in_production() {
    let project = project();
    for line in ["npx prisma migrate reset", "npm run db:reset"] {
        let run = project.run("run -e production --consent ep-cool-darkness-123456 --").words(line);
        run.prints(3, "", r"
error: `prisma migrate reset` may destroy data in production. [destructive_command]
  help: Try it in development, and apply reviewed migrations (`prisma migrate deploy`); no consent lifts this.
");
    }
}

#[test]
fn a_url_in_the_command_line_is_guarded_and_never_printed() {
    let project = project();
    let ending = project.run("run -- psql").word(PRODUCTION).ends();
    assert_eq!(ending.exit, 3, "{ending}");
    assert!(ending.stderr.contains("[production_target]"), "{ending}");
}

#[test]
fn consent_is_passed_to_the_command() {
    let project = project();
    let line = "run --quiet -e production --consent ep-cool-darkness-123456 -- /bin/sh -c";
    let run = project.run(line).word("echo $SKATE_ENV_CONSENT");
    run.prints(0, "ep-cool-darkness-123456\n", "");
}

#[test]
fn a_command_that_cannot_be_started_ends_as_a_shell_has_it() {
    let project = project();
    let ending = project.run("run -- /nowhere/command").ends();
    assert_eq!(ending.exit, 127, "{ending}");
    assert!(ending.stderr.contains("[command_not_found]"), "{ending}");
    let ending = project.run("run -- ./skate-env.toml").ends();
    assert_eq!(ending.exit, 126, "{ending}");
    assert!(ending.stderr.contains("[not_executable]"), "{ending}");
    assert_eq!(project.run("run --").ends().exit, 2);
}
