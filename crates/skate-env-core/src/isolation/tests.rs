use super::{Isolation, State, inspect};
use crate::{Config, Environment, Request, Variables};

const PRODUCTION: &str =
    "postgresql://app:s@ep-cool-darkness-123456.aws.neon.tech/shop?sslmode=require";
const POOLED: &str =
    "postgresql://app:s@ep-cool-darkness-123456-pooler.aws.neon.tech/other?sslmode=require";
const BRANCH: &str = "postgresql://app:s@ep-wild-forest-987654.aws.neon.tech/shop?sslmode=require";
const LOCAL: &str = "postgresql://app:s@localhost:5432/shop";
const PINNED: &str = "[environments.production]\nendpoints = [\"ep-cool-darkness-123456\"]\n";

fn isolation(policy: &str, pairs: &[(&str, &str)]) -> Isolation {
    let config = Config::parse("skate-env.toml", policy).unwrap();
    let variables: Variables = pairs.iter().copied().collect();
    let (running, _) = Environment::from_variables(&variables).unwrap();
    let look = |environment| inspect(environment, &variables, &config, &Request::new());
    Isolation::of(running, Environment::ALL.map(look))
}

/// `production=ready …`, without those that are absent, and the codes of the refusal.
fn said(policy: &str, pairs: &[(&str, &str)]) -> (String, String) {
    let isolation = isolation(policy, pairs);
    let present = isolation.inspections.iter().filter(|it| it.state() != State::Absent);
    let states: Vec<_> =
        present.map(|it| format!("{}={}", it.environment, it.state().as_str())).collect();
    let refusal = isolation.refusal();
    let problems = refusal.iter().flat_map(crate::Error::problems);
    let codes: Vec<_> = problems.map(|problem| problem.code.as_str()).collect();
    (states.join(" "), codes.join(" "))
}

fn check(policy: &str, pairs: &[(&str, &str)], states: &str, codes: &str) {
    assert_eq!(said(policy, pairs), (states.to_owned(), codes.to_owned()), "{pairs:?}");
}

#[test]
fn production_is_looked_at_without_consent() {
    let pairs = [
        ("POSTGRES_PRISMA_URL", PRODUCTION),
        ("POSTGRES_PRISMA_URL_STAGING", BRANCH),
        ("POSTGRES_PRISMA_URL_DEV", LOCAL),
    ];
    let ready = "production=ready staging=ready development=ready";
    check(PINNED, &pairs, ready, "");
    check(&format!("strict = true\n{PINNED}"), &pairs, ready, "");
    assert_eq!(isolation(PINNED, &pairs).pairs.len(), 3);
}

#[test]
fn two_environments_with_one_database_share_it() {
    // However they spell it, and whatever the database's name: an endpoint is one set of data.
    check(
        "",
        &[("POSTGRES_PRISMA_URL", PRODUCTION), ("POSTGRES_PRISMA_URL_DEV", POOLED)],
        "production=shared development=refused",
        "production_target shared_target",
    );
    check(
        "",
        &[("POSTGRES_PRISMA_URL_STAGING", LOCAL), ("POSTGRES_URL_NON_POOLING_TEST", LOCAL)],
        "staging=shared testing=shared",
        "shared_target",
    );
}

#[test]
fn one_direct_url_of_a_pair_is_enough_to_share() {
    let pairs = [
        ("POSTGRES_PRISMA_URL_STAGING", "postgresql://app:s@pool.internal:6432/shop"),
        ("POSTGRES_URL_NON_POOLING_STAGING", "postgresql://app:s@db.internal:5432/shop"),
        ("POSTGRES_PRISMA_URL_DEV", "postgresql://app:s@db.internal:5432/shop"),
    ];
    let (_, codes) = said("", &pairs);
    assert!(codes.contains("shared_target"), "{codes}");
}

#[test]
fn sqlite_files_are_compared_by_their_path() {
    let files =
        |one, other| [("POSTGRES_PRISMA_URL_DEV", one), ("POSTGRES_PRISMA_URL_TEST", other)];
    let ready = "development=ready testing=ready";
    let shared = "development=shared testing=shared";
    check("", &files("file:./dev.db", "file:dev.db?connection_limit=1"), shared, "shared_target");
    check("", &files("file:./dev.db", "file:./test.db"), ready, "");
    check("", &[("USE_SQLITE", "1")], ready, "");
}

#[test]
fn a_pin_of_another_environment_is_anothers_database() {
    let policy = "[environments.preview]\nendpoints = [\"ep-wild-forest-987654\"]\n";
    let pairs = [("POSTGRES_PRISMA_URL", PRODUCTION), ("POSTGRES_PRISMA_URL_STAGING", BRANCH)];
    check(policy, &pairs, "production=ready staging=shared", "shared_target");
    let own = policy.replace("preview", "staging");
    check(&own, &pairs, "production=ready staging=ready", "");
}

#[test]
fn nothing_set_up_is_not_isolated() {
    check("", &[], "", "missing_url");
    check("", &[("POSTGRES_PRISMA_URL_DEV", " ")], "", "missing_url");
    let unproven = [("VERCEL_ENV", "preview"), ("DATABASE_URL", BRANCH)];
    check("", &unproven, "", "unproven_fallback");
}

#[test]
fn what_a_guard_refuses_is_not_isolated() {
    let bad =
        [("POSTGRES_PRISMA_URL_STAGING", "postgres//oops"), ("POSTGRES_PRISMA_URL_DEV", LOCAL)];
    check("", &bad, "staging=refused development=ready", "invalid_url");
    let moved = [("POSTGRES_PRISMA_URL", BRANCH), ("POSTGRES_PRISMA_URL_DEV", LOCAL)];
    check(PINNED, &moved, "production=refused development=ready", "not_production");
    let unpinned = [("POSTGRES_PRISMA_URL_DEV", BRANCH)];
    check("", &unpinned, "development=ready", "");
    check("strict = true", &unpinned, "development=refused", "production_unpinned");
}

/// Ordinary set-ups, in which one name holds whatever the machine needs.
#[test]
fn a_general_name_is_one_environments() {
    // The PRD's first state: production's URL, and nothing else. Others are refused it.
    check(PINNED, &[("POSTGRES_PRISMA_URL", PRODUCTION)], "production=ready", "");
    check("", &[("POSTGRES_PRISMA_URL", PRODUCTION)], "production=ready", "");
    // A local database, by whichever name.
    check("", &[("POSTGRES_PRISMA_URL", LOCAL)], "development=ready", "");
    check(PINNED, &[("DATABASE_URL", LOCAL)], "development=ready", "");
    // The same, said again for other tools.
    let twice = [("DATABASE_URL", LOCAL), ("POSTGRES_PRISMA_URL_DEV", LOCAL)];
    check("", &twice, "development=ready", "");
    // `vercel env pull`: general names hold development's branch.
    let pulled = [
        ("VERCEL_ENV", "development"),
        ("POSTGRES_PRISMA_URL", BRANCH),
        ("DATABASE_URL", BRANCH),
        ("POSTGRES_PRISMA_URL_DEV", LOCAL),
    ];
    check(PINNED, &pulled[..3], "development=ready", "");
    check(PINNED, &pulled, "development=ready", "");
    // A preview's deployment.
    let preview = [("VERCEL_ENV", "preview"), ("DATABASE_URL", BRANCH)];
    check(PINNED, &preview, "preview=ready", "");
    // A production deployment, and a run of staging.
    let deployed = [("VERCEL_ENV", "production"), ("DATABASE_URL", PRODUCTION)];
    check(PINNED, &deployed, "production=ready", "");
    let run = [
        ("SKATE_ENV_RUN", "staging"),
        ("DATABASE_ENVIRONMENT", "staging"),
        ("POSTGRES_PRISMA_URL", BRANCH),
        ("POSTGRES_PRISMA_URL_STAGING", BRANCH),
    ];
    check(PINNED, &run[..3], "staging=ready", "");
    check(
        PINNED,
        &[("DATABASE_URL", PRODUCTION), ("POSTGRES_PRISMA_URL_DEV", LOCAL)],
        "production=ready development=ready",
        "",
    );
}

#[test]
fn a_policy_may_give_a_general_name_away() {
    let policy = "[environments.staging]\nurl = \"DATABASE_URL\"\n";
    let pairs = [
        ("POSTGRES_PRISMA_URL_TEST", LOCAL),
        ("DATABASE_URL", LOCAL),
        ("DATABASE_ENVIRONMENT", "staging"),
    ];
    check(policy, &pairs, "staging=shared testing=shared", "shared_target");
    // Development really is served by it too.
    let three = "shared_target shared_target shared_target";
    check(policy, &pairs[..2], "staging=shared development=shared testing=shared", three);
}
