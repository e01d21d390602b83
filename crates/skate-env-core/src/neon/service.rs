//! What Neon's API is to the client.

use crate::{
    Code,
    rest::{RateBudget, Service},
};

/// Neon's API.
///
/// Neon allows 700 a minute and bursts of 40 a second on each route. Ten at once and 11.5 a second
/// are never more than 700 in any minute, wherever a minute begins, nor 40 in a second.
pub static NEON: Service = Service {
    name: "Neon",
    key: "NEON_API_KEY",
    address: "NEON_API_HOST",
    base: "https://console.neon.tech/api/v2",
    headers: &[("accept", "application/json")],
    budget: RateBudget { at_once: 10, per_minute: 690 },
    repeats_500: false,
    limits_with_403: false,
    plain_in_private_networks: true,
    refused: Code::NeonRefused,
    unavailable: Code::NeonUnavailable,
};
