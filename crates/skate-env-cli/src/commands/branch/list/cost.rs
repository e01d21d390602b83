//! The cost of a branch's compute in this billing period: its own counter times a dated price from
//! `prices.json`. Storage and the branch allowance are shared, so they are not part of it.

use std::collections::BTreeMap;

use serde::Deserialize;
use skate_env_core::neon::model::{Branch, Project};

use crate::control_plane::ControlPlane;

const PRICES: &str = include_str!("prices.json");
const SECONDS_PER_HOUR: f64 = 3600.0;

/// The price of one hour of one compute unit.
#[derive(Debug)]
pub(in crate::commands) struct Price {
    per_hour: f64,
    pub(in crate::commands) plan: String,
    pub(in crate::commands) as_of: String,
}

#[derive(Deserialize)]
struct Prices {
    as_of: String,
    compute_unit_hour: BTreeMap<String, f64>,
}

impl Price {
    /// The price of a project's plan. `None` on this machine, and for plans without a published
    /// price.
    pub(in crate::commands) fn of(plane: &ControlPlane, project: &Project) -> Option<Self> {
        if !matches!(plane, ControlPlane::Neon { .. }) {
            return None;
        }
        Self::of_plan(project.owner.as_ref()?.subscription_type.as_deref()?)
    }

    fn of_plan(plan: &str) -> Option<Self> {
        let prices: Prices = serde_json::from_str(PRICES).ok()?;
        let plan = plan.strip_suffix("_v3").unwrap_or(plan);
        let per_hour = *prices.compute_unit_hour.get(plan)?;
        Some(Self { per_hour, plan: plan.to_owned(), as_of: prices.as_of })
    }

    pub(in crate::commands) fn of_seconds(&self, seconds: f64) -> f64 {
        seconds / SECONDS_PER_HOUR * self.per_hour
    }
}

/// The compute time used in this period, in seconds of one unit.
pub(in crate::commands) fn compute_seconds(branch: &Branch) -> Option<f64> {
    branch.other.get("compute_time_seconds")?.as_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prices_can_be_read_and_multiplied() {
        let launch = Price::of_plan("launch_v3").unwrap();
        assert_eq!((launch.plan.as_str(), launch.as_of.len()), ("launch", 10));
        assert!((launch.of_seconds(7200.0) - 0.212).abs() < 1e-9);
        assert!(Price::of_plan("free").is_none() && Price::of_plan("scale").is_some());
    }
}
