//! The whole answer to Prisma, by command line.

use super::*;
use skate_env_core::{
    Code, Config, Environment, Error, Facts, Purpose, Request, ResolvedDatabase, Variables,
};

const PRODUCTION: &str = "postgresql://app:canary@ep-cool-darkness-123456.eu-central-1.aws.neon.tech/shop?sslmode=require";
const STAGING: &str =
    "postgresql://app:canary@ep-calm-field-654321.eu-central-1.aws.neon.tech/shop?sslmode=require";
const LOCAL: &str = "postgresql://app:canary@localhost:5432/shop";
const POLICY: &str = "[environments.production]\nendpoints = [\"ep-cool-darkness-123456\"]\n";

struct Prisma<'a> {
    line: &'a str,
    variables: Vec<(&'a str, &'a str)>,
    shadow: Option<&'a str>,
}

impl<'a> Prisma<'a> {
    fn new(line: &'a str, environment: &'a str) -> Self {
        let variables = vec![
            ("DATABASE_ENVIRONMENT", environment),
            ("SKATE_ENV_RUNTIME", "deployed"),
            ("POSTGRES_URL_NON_POOLING", PRODUCTION),
            ("POSTGRES_URL_NON_POOLING_STAGING", STAGING),
            ("POSTGRES_URL_NON_POOLING_DEV", LOCAL),
        ];
        Self { line, variables, shadow: None }
    }

    fn with(mut self, name: &'a str, value: &'a str) -> Self {
        self.variables.push((name, value));
        self
    }

    fn ask(&self) -> Result<ResolvedDatabase, Error> {
        let line: Vec<_> = self.line.split(' ').map(str::to_owned).collect();
        let variables: Variables = self.variables.iter().copied().collect();
        let config = Config::parse("skate-env.toml", POLICY).unwrap();
        let prisma = Invocation { command_line: &line, shadow_database_url: self.shadow };
        let answer = datasource(&variables, Facts::new(), &config, &Request::new(), prisma);
        if let Err(error) = &answer {
            assert!(!error.to_string().contains("canary"), "{error}");
        }
        answer
    }

    fn code(&self) -> Option<Code> {
        self.ask().err().map(|error| error.code())
    }
}

#[test]
fn destructive_commands_stop_at_production_whatever_is_consented() {
    for command in ["migrate reset --force", "migrate dev", "db push --force-reset", "db seed"] {
        let line = format!("npx prisma {command}");
        let prisma =
            Prisma::new(&line, "production").with("SKATE_ENV_CONSENT", "ep-cool-darkness-123456");
        assert_eq!(prisma.code(), Some(Code::DestructiveCommand), "{command}");
    }
    let deploy = Prisma::new("npx prisma migrate deploy", "production").ask().unwrap();
    assert_eq!(deploy.purpose, Purpose::Migrate);
    assert_eq!(deploy.url.expose_secret(), PRODUCTION);
}

#[test]
fn staging_asks_for_consent_that_names_it() {
    let push = || Prisma::new("prisma db push", "staging");
    assert_eq!(push().code(), Some(Code::DestructiveCommand));
    for consent in ["1", "true", "ep-cool-darkness-123456"] {
        let asked = push().with("SKATE_ENV_CONSENT", consent);
        assert_eq!(asked.code(), Some(Code::DestructiveCommand), "{consent}");
    }
    let consented = || push().with("SKATE_ENV_CONSENT", "ep-calm-field-654321");
    assert_eq!(consented().code(), None);
    assert_eq!(consented().with("CLAUDECODE", "1").code(), Some(Code::DestructiveCommand));
    assert_eq!(Prisma::new("prisma db push", "development").code(), None);
}

#[test]
fn a_url_on_the_command_line_is_guarded_as_a_variable_is() {
    for flag in ["--url ", "--url="] {
        let line = format!("prisma db push {flag}{PRODUCTION}");
        let prisma = Prisma::new(&line, "development");
        let error = prisma.ask().unwrap_err();
        assert_eq!(error.code(), Code::ProductionTarget);
        assert_eq!(error.variable(), Some("--url"));
    }
    let line = format!("prisma db push --url {LOCAL}");
    assert_eq!(Prisma::new(&line, "development").code(), None);
}

#[test]
fn the_shadow_database_is_a_tests_and_never_the_main_one() {
    let dev = |shadow| Prisma {
        shadow: Some(shadow),
        ..Prisma::new("prisma migrate dev", "development")
    };
    assert_eq!(dev(PRODUCTION).code(), Some(Code::ProductionTarget));
    assert_eq!(dev(LOCAL).code(), Some(Code::SharedTarget));
    assert_eq!(dev("postgresql://app:canary@localhost:5432/shadow").code(), None);
    assert_eq!(dev("canary").code(), Some(Code::InvalidUrl));
}

#[test]
fn commands_on_files_do_without_a_url_and_without_nothing_else() {
    let bare = |line| Prisma { variables: vec![], ..Prisma::new(line, "") };
    let answer = bare("prisma generate").ask().unwrap();
    assert_eq!(answer.url.expose_secret(), "postgresql://unset.invalid/build");
    assert_eq!(bare("prisma migrate deploy").code(), Some(Code::MissingUrl));
    let broken = bare("prisma generate").with("POSTGRES_PRISMA_URL_DEV", "canary");
    assert_eq!(broken.code(), Some(Code::InvalidUrl));
}

#[test]
fn looking_at_production_reads_only() {
    let studio = Prisma::new("prisma studio", "production").ask().unwrap();
    assert_eq!((studio.environment, studio.purpose), (Environment::Production, Purpose::Read));
    assert!(studio.url.expose_secret().contains("default_transaction_read_only"));
}
