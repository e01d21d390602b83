use skate_env_core::{
    Facts, Request,
    dotenv::{File, load},
    resolve,
};

use super::*;

const POLICY: &str = "[environments.production]\nendpoints = [\"ep-cool-darkness-123456\"]\n\
                      host = \"db.example.com:5432/shop\"\n";
const NEON: &str = "ep-cool-darkness-123456.us-east-2.aws.neon.tech";
const DEV: &str =
    "postgresql://a:canary@ep-dev-lake-222222.us-east-2.aws.neon.tech/neondb?sslmode=require";

fn found(more: &[(&str, &str)], file: &str) -> Vec<String> {
    let pairs = more.iter().copied().chain([("POSTGRES_PRISMA_URL_DEV", DEV)]);
    let variables: Variables = pairs.collect();
    let config = Config::parse("skate-env.toml", POLICY).unwrap();
    let resolved = resolve(&variables, Facts::new(), &config, &Request::new()).unwrap();
    let files = load(&[File::new(".env", file.as_bytes())], &|_| None).assignments;
    let direct = Connection::Direct;
    variables_to_empty(&variables, &files, &config, &resolved, direct).into_iter().collect()
}

#[test]
fn a_variable_of_any_name_and_form_is_found() {
    let url = format!("postgresql://a:canary@{NEON}/neondb?sslmode=require");
    for value in [
        url.clone(),
        format!("jdbc:{url}"),
        format!("prisma+postgres://accelerate.example.com/?url={}", url.replace('/', "%2F")),
        format!("host={NEON} dbname=neondb"),
        NEON.to_owned(),
        format!("{NEON}:5432"),
        format!("{{\"production\":\"{url}\"}}"),
        "jdbc:postgresql://db.example.com/shop".to_owned(),
        "db.example.com:5432".to_owned(),
    ] {
        let found = found(&[("WAREHOUSE", &value)], "");
        assert_eq!(found, ["WAREHOUSE"], "{value}");
    }
}

#[test]
fn ordinary_variables_stay() {
    let ordinary = [
        ("NEXT_PUBLIC_SITE", "https://example.com"),
        ("API", "https://db.example.com/api"),
        ("PGHOST", "ep-dev-lake-222222.us-east-2.aws.neon.tech"),
        ("OTHER", "postgresql://a:x@mydb.example.com:5432/shop"),
        ("LOOKS_ALIKE", "postgresql://a:x@db.example.com.evil.org/shop"),
        ("SAME_SERVER", "postgresql://a:x@db.example.com:5432/dev"),
        ("NEON_ENDPOINT", "ep-cool-darkness-123456"),
        ("SKATE_ENV_CONSENT", "ep-cool-darkness-123456"),
        ("SKATE_ENV_PRODUCTION", "db.example.com:5432/shop,ep-cool-darkness-123456"),
        ("PATH", "/usr/bin:/bin"),
        ("TOKEN", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl"),
        ("EMPTY", ""),
    ];
    assert_eq!(found(&ordinary, ""), Vec::<String>::new());
}

#[test]
fn what_only_a_file_assigns_is_found_and_the_process_wins() {
    let file =
        format!("SHADOW_DATABASE_URL=postgresql://a:x@{NEON}/neondb\nB=postgres://{NEON}/x\n");
    assert_eq!(found(&[("B", "nothing")], &file), ["SHADOW_DATABASE_URL"]);
}

#[test]
fn words_are_searched_for_urls() {
    let variables = Variables::from([("POSTGRES_PRISMA_URL_DEV", DEV)]);
    let config = Config::parse("skate-env.toml", POLICY).unwrap();
    let resolved = resolve(&variables, Facts::new(), &config, &Request::new()).unwrap();
    let check = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        check_words(&words, &variables, &config, &resolved, Connection::Direct)
    };
    let url = format!("postgresql://a:canary@{NEON}/neondb");
    for words in [
        &["mytool", url.as_str()][..],
        &["mytool", &format!("--url={url}")],
        &["mytool", &format!("--config={{\"url\":\"{url}\"}}")],
        &["sh", "-c", &format!("curl example.com; mytool {url}")],
        &["java", &format!("-Ddb=jdbc:{url}")],
        &["mytool", &format!("host={NEON} dbname=neondb")],
    ] {
        let error = check(words).unwrap_err();
        assert_eq!(error.code(), Code::ProductionTarget);
        assert!(!error.to_string().contains("canary") && !error.to_string().contains(NEON));
    }
    for words in [
        &["npm", "run", "dev"][..],
        &["ssh", "db.example.com"],
        &["curl", "https://db.example.com/health"],
        &["echo", "ep-cool-darkness-123456"],
        &["mytool", DEV],
    ] {
        assert!(check(words).is_ok(), "{words:?}");
    }
}

/// A guarded command is led to the database behind its gateway by nothing but the gateway.
#[test]
fn what_leads_past_a_guarded_connection_is_found_in_every_environment() {
    let url = format!("postgresql://a:canary@{NEON}/neondb?sslmode=require");
    let config = Config::parse("skate-env.toml", POLICY).unwrap();
    let pairs = [
        ("POSTGRES_PRISMA_URL", url.as_str()),
        ("POSTGRES_PRISMA_URL_DEV", DEV),
        ("PRODUCTION_TOO", &url),
        ("ITS_HOST", NEON),
        ("DEVELOPMENT_TOO", DEV),
        ("ELSEWHERE", "postgresql://a:x@db.example.org/shop"),
    ];
    let variables = Variables::from(pairs);
    for (environment, expected) in [
        ("production", &["ITS_HOST", "POSTGRES_PRISMA_URL", "PRODUCTION_TOO"][..]),
        (
            "development",
            &[
                "DEVELOPMENT_TOO",
                "ITS_HOST",
                "POSTGRES_PRISMA_URL",
                "POSTGRES_PRISMA_URL_DEV",
                "PRODUCTION_TOO",
            ],
        ),
    ] {
        let request = Request::new()
            .environment(environment.parse().unwrap())
            .consent("ep-cool-darkness-123456");
        let resolved = resolve(&variables, Facts::new(), &config, &request).unwrap();
        let empty = |connection| {
            let names = variables_to_empty(&variables, &[], &config, &resolved, connection);
            names.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(empty(Connection::Guarded), expected, "{environment}");
        let check = |url: &str, connection| {
            let words = ["mytool".to_owned(), url.to_owned()];
            check_words(&words, &variables, &config, &resolved, connection).map_err(|it| it.code())
        };
        let own = if environment == "production" { &url } else { DEV };
        let refused = Err(Code::GuardedConnection);
        assert_eq!(check(own, Connection::Guarded), refused, "{environment}");
        assert_eq!(check(own, Connection::Direct), Ok(()), "{environment}");
    }
}
