//! What GitHub's API is to the client.

use skate_env_core::{
    Code,
    rest::{RateBudget, Service},
};

/// GitHub's API. `GITHUB_API_URL` is set in every job; on GitHub Enterprise it is another.
///
/// Its secondary limit is 900 points a minute, a write counting five. Source:
/// `docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api`.
pub static GITHUB: Service = Service {
    name: "GitHub",
    key: "GITHUB_TOKEN",
    address: "GITHUB_API_URL",
    base: "https://api.github.com",
    headers: &[("accept", "application/vnd.github+json"), ("x-github-api-version", "2022-11-28")],
    budget: RateBudget { at_once: 20, per_minute: 600 },
    repeats_500: true,
    limits_with_403: true,
    plain_in_private_networks: true,
    refused: Code::GithubRefused,
    unavailable: Code::GithubUnavailable,
};
