//! A canary password, and canary values in the query, appear in nothing that is printed: not
//! for good URLs, and not for some thousands of broken ones.

mod canary;

use std::panic;

use canary::{URLS, assert_silent, debugged, printed_error, printed_problem, variants};
use skate_env_core::{
    Config, DatabaseUrl, Environment, Facts, Pin, Place, Purpose, Request, Variables, resolve,
};

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
            "PGUSERNAME",
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
