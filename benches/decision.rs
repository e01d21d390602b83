//! Measures a whole decision (environment, both URLs of two environments, every guard), and parsing one
//! URL with the `url` crate as a baseline.
#![expect(clippy::print_stdout, reason = "prints its result")]

use std::{hint::black_box, time::Instant};

use skate_env_core::{Config, Facts, Request, ResolvedDatabase, Variables, resolve};

const ROUNDS: usize = 2_001;
/// A sample is much shorter than a time slice of the scheduler, so that the median drops interrupted
/// samples. With 10 ms, every sample was interrupted.
const CALLS: u32 = 50;
const URL: &str = "postgresql://app:s3cret@ep-warm-sun-654321-pooler.eu-central-1.aws.neon.tech/shop\
                   ?sslmode=require&channel_binding=require";
const POLICY: &str =
    "strict = true\n[environments.production]\nendpoints = [\"ep-cool-darkness-123456\"]\n";

fn main() {
    let variables = variables();
    let config = Config::parse("skate-env.toml", POLICY).expect("the policy is valid");
    let request = Request::new();
    let decide = || resolve(&variables, Facts::new(), &config, &request).expect("it resolves");
    assert_is_right(&decide());

    let mut parse = Vec::with_capacity(ROUNDS);
    let mut decision = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        parse.push(nanoseconds(|| url::Url::parse(black_box(URL)).expect("it parses")));
        decision.push(nanoseconds(|| black_box(decide())));
    }
    let figures = serde_json::json!({
        "url_parse_ns": median(&mut parse),
        "decision_ns": median(&mut decision),
    });
    println!("{figures}");
}

fn variables() -> Variables {
    let url = |endpoint: &str, pooler: &str| {
        format!(
            "postgresql://app:s3cret@{endpoint}{pooler}.eu-central-1.aws.neon.tech/shop?sslmode=require"
        )
    };
    Variables::from([
        ("DATABASE_ENVIRONMENT", "development".to_owned()),
        ("POSTGRES_PRISMA_URL", url("ep-cool-darkness-123456", "-pooler")),
        ("POSTGRES_URL_NON_POOLING", url("ep-cool-darkness-123456", "")),
        ("POSTGRES_PRISMA_URL_DEV", url("ep-warm-sun-654321", "-pooler")),
        ("POSTGRES_URL_NON_POOLING_DEV", url("ep-warm-sun-654321", "")),
    ])
}

/// Checks the result.
fn assert_is_right(resolved: &ResolvedDatabase) {
    assert!(resolved.url.expose_secret().contains("@ep-warm-sun-654321-pooler."));
    assert_eq!(resolved.warnings, []);
}

fn nanoseconds<T>(mut call: impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..CALLS {
        black_box(call());
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS)
}

fn median(samples: &mut [f64]) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}
