//! A canary password, and canary values in the query, appear in nothing that is printed: not
//! for good URLs, and not for some thousands of broken ones.

use std::{fmt::Debug, panic};

use skate_env_core::{
    Config, DatabaseUrl, Environment, Error, Facts, Pin, Place, Problem, Purpose, Request,
    Variables, command_line, resolve,
};

/// It stands twice in every secret, so that what breaks one leaves the other whole.
const CANARY: &str = "c4n4ry";

const URLS: [&str; 9] = [
    "postgresql://app:c4n4ry-c4n4ry@db.example.com:5432/shop?sslmode=require",
    "postgres://app:c4n4ry-c4n4ry@localhost/shop",
    "postgresql://app:c4n4ry%40c4n4ry@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/neondb?sslmode=require&channel_binding=require",
    "postgresql://app:endpoint=ep-cool-darkness-123456;c4n4ry-c4n4ry@pg.example.com/neondb?sslmode=require",
    "postgresql://postgres.abcdefghijklmnopqrst:c4n4ry-c4n4ry@aws-0-eu-central-1.pooler.supabase.com:6543/postgres?pgbouncer=true&sslmode=require",
    "postgresql://app@db.example.com/shop?sslmode=require&password=c4n4ry-c4n4ry",
    "postgresql://app:x@db.example.com/shop?sslmode=require&sslpassword=c4n4ry-c4n4ry&application_name=c4n4ry-c4n4ry",
    "postgresql://app:x@localhost/shop?options=-c%20my.token%3Dc4n4ry-c4n4ry",
    "postgresql://app:c4n4ry-c4n4ry@%2Fvar%2Frun%2Fpostgresql/shop",
];

const INSERTED: [char; 18] = [
    ' ', '"', '\'', '@', ':', '/', '?', '#', '%', '\\', '\n', '\0', ',', '[', '$', '&', 'é',
    '\u{feff}',
];

/// The URL with one character more or less, at every place, and framed as people frame it.
fn variants(url: &str) -> Vec<String> {
    let mut variants = vec![
        url.to_owned(),
        format!("\"{url}\""),
        format!("'{url}"),
        format!("psql {url}"),
        format!("DATABASE_URL={url}"),
        format!("jdbc:{url}"),
        format!("{url}\r\n"),
        url.replace("://", ":"),
        url.replace("postgres", "mysql"),
        url.replace('@', ""),
        url.replace("//", "///"),
        url.replace(':', ""),
        url.to_uppercase().replace(&CANARY.to_uppercase(), CANARY),
        format!("file:{url}"),
        format!("{url},{url}"),
        url.replace('%', "%%"),
    ];
    for position in (0..=url.len()).filter(|position| url.is_char_boundary(*position)) {
        let (before, after) = url.split_at(position);
        variants.extend(INSERTED.map(|inserted| format!("{before}{inserted}{after}")));
        variants.push(before.to_owned());
        if !makes_a_name(before, after) {
            let mut rest = after.chars();
            rest.next();
            variants.push(format!("{before}{}", rest.as_str()));
        }
    }
    variants
}

/// A lost `:` makes the password part of the user's name, a lost `?` the query part of the
/// database's: to every driver and to us they are names then, and names are shown.
fn makes_a_name(before: &str, after: &str) -> bool {
    (before == "postgresql://app" || before == "postgres://app" || before.ends_with("pqrst"))
        && after.starts_with(':')
        || after.starts_with('?')
}

/// Everything that can be printed of a thing.
fn debugged(thing: &impl Debug) -> String {
    format!("{thing:?}\n{thing:#?}")
}

fn printed_problem(problem: &Problem) -> String {
    format!("{problem}\n{}\n{}\n{}", problem.message, problem.hint, debugged(problem))
}

fn printed_error(error: &Error) -> String {
    let problems: Vec<_> = error.problems().map(printed_problem).collect();
    let source = std::error::Error::source(error).map(ToString::to_string);
    format!("{error}\n{error:#}\n{}\n{source:?}\n{}", debugged(error), problems.join("\n"))
}

fn printed_url(text: &str) -> String {
    match DatabaseUrl::parse(text) {
        Err(error) => printed_error(&error),
        Ok(url) => {
            let target = match url.target(&Variables::new()) {
                Ok(Some(target)) => format!("{target}\n{}\n{}", target.host(), debugged(&target)),
                Ok(None) => String::new(),
                Err(error) => printed_error(&error),
            };
            format!("{url}\n{url:#}\n{}\n{target}", debugged(&url))
        }
    }
}

fn printed_answer(variables: &Variables, config: &Config, request: &Request) -> String {
    let answer = match resolve(variables, Facts::new(), config, request) {
        Err(error) => printed_error(&error),
        Ok(resolved) => {
            let warnings: Vec<_> = resolved.warnings.iter().map(printed_problem).collect();
            format!("{}\n{}\n{}", resolved.url, debugged(&resolved), warnings.join("\n"))
        }
    };
    format!("{answer}\n{}\n{}", debugged(variables), debugged(request))
}

/// Every way in: the environment's own pair, a fallback, production's, the variables beside.
fn printed_answers(url: &str) -> Vec<String> {
    let from_file = {
        let mut variables = Variables::new();
        variables.set_from("POSTGRES_PRISMA_URL_DEV", url, Place::new(".env.local", 3));
        variables
    };
    let cases = [
        Variables::from([("POSTGRES_PRISMA_URL_DEV", url), ("POSTGRES_URL_NON_POOLING_DEV", url)]),
        Variables::from([("POSTGRES_PRISMA_URL_DEV", url), ("POSTGRES_PRISMA_URL", url)]),
        Variables::from([("DATABASE_URL", url), ("SKATE_ENV_PRODUCTION", "db.example.com")]),
        Variables::from([("POSTGRES_PRISMA_URL", url), ("DATABASE_ENVIRONMENT", "production")]),
        Variables::from([("POSTGRES_PRISMA_URL_DEV", "postgresql:///x"), ("PGHOST", url)]),
        from_file,
    ];
    let config = Config::default();
    let requests = [
        Request::new(),
        Request::new().purpose(Purpose::Migrate),
        Request::new().purpose(Purpose::Read),
    ];
    let ask = |variables| {
        requests
            .iter()
            .map(|request| printed_answer(variables, &config, request))
            .collect::<Vec<_>>()
    };
    cases.iter().flat_map(ask).collect()
}

fn assert_silent(printed: &str, what: &str) {
    if let Some(at) = printed.find(CANARY) {
        let start = printed[..at].rfind('\n').map_or(0, |start| start + 1);
        panic!("{what} is printed: {}", printed[start..].lines().next().unwrap_or_default());
    }
}

#[test]
fn no_url_good_or_broken_prints_its_secret() {
    let mut count = 0;
    for variant in URLS.iter().flat_map(|url| variants(url)) {
        assert_silent(&printed_url(&variant), &format!("{variant:?}"));
        count += 1;
    }
    assert!(count > 10_000, "only {count} variants were tried");
}

#[test]
fn no_answer_prints_a_secret() {
    for variant in URLS.iter().flat_map(|url| variants(url)).step_by(7) {
        for printed in printed_answers(&variant) {
            assert_silent(&printed, &format!("{variant:?}"));
        }
    }
}

/// A URL where a name, a pin, a purpose, a consent or a policy belongs.
#[test]
fn no_command_line_prints_the_urls_in_it() {
    let config = Config::default();
    let variables = Variables::from([("DATABASE_URL", "postgresql://app@localhost/shop")]);
    for url in variants(URLS[0]) {
        let (assigned, option) = (format!("DATABASE_URL={url}"), format!("--{url}"));
        let script = format!("psql '{url}' -c 'drop table t'; eval \"{url}\"");
        for line in [
            vec!["prisma", &url],
            vec!["prisma", "db", "push", "--url", &url],
            vec!["prisma", &option, &url, "migrate", "reset"],
            vec!["drizzle-kit", &option, &url],
            vec!["psql", &url, "-c", "drop table t"],
            vec!["env", &assigned, "prisma", "migrate", "reset"],
            vec!["sh", "-c", &script],
            vec!["unknown", &option, &url],
        ] {
            let line: Vec<String> = line.into_iter().map(str::to_owned).collect();
            let reading = command_line::read(&line, &variables, &config, &|_| None);
            assert_silent(&debugged(&reading), "a reading");
            for environment in [Environment::Development, Environment::Production] {
                let request = Request::new().environment(environment);
                let facts = Facts::new();
                match command_line::judge(&variables, facts, &config, &request, &reading) {
                    Ok(resolved) => assert_silent(&debugged(&resolved), "an answer"),
                    Err(error) => assert_silent(&printed_error(&error), "a refusal"),
                }
            }
        }
    }
}

#[test]
fn no_url_in_the_wrong_place_is_printed() {
    for url in URLS {
        let failures = [
            url.parse::<Environment>().map(drop),
            url.parse::<Purpose>().map(drop),
            Request::new().production(url).map(drop),
            Config::parse("skate-env.toml", url).map(drop),
            Config::parse(
                "skate-env.toml",
                &format!("[environments.production]\nhost = \"{url}\"\n"),
            )
            .map(drop),
        ];
        for failure in failures {
            assert_silent(&printed_error(&failure.expect_err("a URL is none of these")), url);
        }
        assert_silent(&Pin::parse(url).expect_err("a URL is no pin"), url);
        let names = [
            "DATABASE_ENVIRONMENT",
            "VERCEL_ENV",
            "VERCEL_TARGET_ENV",
            "CONTEXT",
            "NODE_ENV",
            "SKATE_ENV_PRODUCTION",
            "SKATE_ENV_RUN",
            "SKATE_ENV_RUNTIME",
            "USE_SQLITE",
            "PGHOST",
            "PGPORT",
            "PGHOSTADDR",
            "PGSERVICE",
            "PGOPTIONS",
            "PGSSLMODE",
            "PGUSER",
            "PGPASSWORD",
            "NEXT_PHASE",
        ];
        for name in names {
            let variables = Variables::from([
                (name, url),
                ("DATABASE_URL", "postgresql:///x"),
                ("NETLIFY", "true"),
            ]);
            assert_silent(&printed_answer(&variables, &Config::default(), &Request::new()), name);
        }
        let production = Request::new().environment(Environment::Production).consent(url);
        let variables = Variables::from([("POSTGRES_PRISMA_URL", url), ("SKATE_ENV_CONSENT", url)]);
        assert_silent(&printed_answer(&variables, &Config::default(), &production), "consent");
        assert_silent(&printed_answer(&variables, &Config::default(), &Request::new()), "consent");
    }
}

/// `unwrap` and `expect` print `Debug` of the error.
#[test]
fn no_panic_message_holds_a_secret() {
    for url in URLS.iter().map(|url| format!("{url} ")) {
        let panicked = panic::catch_unwind(|| DatabaseUrl::parse(&url).expect("it is a URL"));
        let payload = panicked.expect_err("a space at the end is refused");
        let message = payload.downcast_ref::<String>().expect("`expect` formats a message");
        assert_silent(message, &url);
    }
}

/// What is harmless is still shown, or nobody could tell two URLs apart.
#[test]
fn what_is_no_secret_is_shown() {
    let url = DatabaseUrl::parse(URLS[0]).expect("it is good");
    assert_eq!(url.to_string(), "postgresql://app:***@db.example.com:5432/shop?sslmode=require");
    assert_eq!(
        format!("{url:?}"),
        "DatabaseUrl(postgresql://app:***@db.example.com:5432/shop?sslmode=require)"
    );
    assert_eq!(url.expose_secret(), URLS[0]);
}
