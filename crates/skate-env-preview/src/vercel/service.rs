//! What Vercel's API is to the client.

use skate_env_core::{
    Code,
    rest::{RateBudget, Service},
};

/// Vercel's API. It documents no address but its own; `VERCEL_API_URL` is for a proxy or a test.
///
/// It answers 429 where a limit is met, and says when to come again.
pub static VERCEL: Service = Service {
    name: "Vercel",
    key: "VERCEL_TOKEN",
    address: "VERCEL_API_URL",
    base: "https://api.vercel.com",
    headers: &[],
    budget: RateBudget { at_once: 20, per_minute: 120 },
    repeats_500: true,
    limits_with_403: false,
    plain_in_private_networks: true,
    refused: Code::VercelRefused,
    unavailable: Code::VercelUnavailable,
};
