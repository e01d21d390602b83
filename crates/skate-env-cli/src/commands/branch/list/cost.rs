//! The cost of a branch's compute in this billing period: its own counter times the plan's price.
//! Storage and the branch allowance are shared, so they are not part of it: `skate-env cost` has them.

use jiff::Timestamp;
use skate_env_core::neon::model::{Branch, Project};
use skate_env_cost::{Month, PriceList};

use crate::control_plane::ControlPlane;

const SECONDS_PER_HOUR: f64 = 3600.0;

/// The price of one hour of one compute unit.
#[derive(Debug)]
pub(in crate::commands) struct Price {
    per_hour: f64,
    pub(in crate::commands) plan: String,
    pub(in crate::commands) as_of: String,
}

impl Price {
    /// The price of a project's plan. `None` on this machine, and for plans without a published
    /// price.
    pub(in crate::commands) fn of(
        plane: &ControlPlane,
        project: &Project,
        now: Timestamp,
    ) -> Option<Self> {
        if !matches!(plane, ControlPlane::Neon { .. }) {
            return None;
        }
        Self::of_plan(project.owner.as_ref()?.subscription_type.as_deref()?, now)
    }

    fn of_plan(plan: &str, now: Timestamp) -> Option<Self> {
        let prices = PriceList::of_month(Month::of(now)).plan(plan).ok()?;
        let is_priced = prices.cu_hour > 0.0;
        is_priced.then(|| Self {
            per_hour: prices.cu_hour,
            plan: prices.plan,
            as_of: prices.as_of.to_string(),
        })
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
        let now = "2026-11-29T00:00:00Z".parse().unwrap();
        let launch = Price::of_plan("launch_v3", now).unwrap();
        assert_eq!((launch.plan.as_str(), launch.as_of.as_str()), ("launch", "2026-11-12"));
        assert!((launch.of_seconds(7200.0) - 0.212).abs() < 1e-9);
        assert!(Price::of_plan("free", now).is_none() && Price::of_plan("scale", now).is_some());
    }
}
