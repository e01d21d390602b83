//! The report of `perf run`, and its JSON.

use std::time::Duration;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use skate_env_cost::PlanPrices;

use super::{copy::PerformanceCopy, measure::Measured};
use crate::{commands::branch::MaskingReport, control_plane::ControlPlane};

/// What was measured, and on what.
pub(super) struct Report {
    pub(super) plane: String,
    plane_data: serde_json::Value,
    pub(super) source: String,
    pub(super) copy: String,
    /// What was masked, in words and as data.
    pub(super) masked: Option<String>,
    masked_data: serde_json::Value,
    /// The compute units of the copy; `None` on this machine.
    pub(super) compute_units: Option<f64>,
    /// What an hour of it costs, in dollars; `None` where nothing is billed.
    pub(super) hourly: Option<f64>,
    /// How long the copy existed.
    pub(super) lived: Duration,
    pub(super) measured: Option<Measured>,
}

impl Report {
    pub(super) async fn new(copy: &PerformanceCopy<'_>, prices: Option<&PlanPrices>) -> Self {
        let compute_units = copy.compute_units().await;
        let plane: &ControlPlane = &copy.session.plane;
        let masking: Option<&MaskingReport> = copy.masking.as_ref();
        Self {
            plane: plane.to_string(),
            plane_data: serde_json::to_value(plane).unwrap_or_default(),
            source: copy.ensured().source.name.clone(),
            copy: copy.ensured().branch.name.clone(),
            masked: masking.map(ToString::to_string),
            masked_data: serde_json::to_value(masking).unwrap_or_default(),
            compute_units,
            hourly: prices.zip(compute_units).map(|(prices, units)| prices.cu_hour * units),
            lived: copy.begin.elapsed(),
            measured: None,
        }
    }

    /// What the compute of the copy cost, in dollars.
    pub(super) fn cost(&self) -> Option<f64> {
        self.hourly.map(|hourly| hourly * self.lived.as_secs_f64() / 3600.0)
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let measured = self.measured.as_ref();
        let mut data = serializer.serialize_struct("Report", 12)?;
        data.serialize_field("control_plane", &self.plane_data)?;
        data.serialize_field("source", &self.source)?;
        data.serialize_field("copy", &self.copy)?;
        data.serialize_field("masked", &self.masked_data)?;
        data.serialize_field("compute_units", &self.compute_units)?;
        data.serialize_field("dollars_per_hour", &self.hourly)?;
        data.serialize_field("dollars", &self.cost())?;
        data.serialize_field("warm_up", &measured.and_then(|it| it.warm_up))?;
        data.serialize_field("ended", &measured.and_then(|it| it.ended.as_deref()))?;
        let elapsed = measured.map(|it| it.elapsed.as_secs_f64() * 1000.0);
        data.serialize_field("milliseconds", &elapsed)?;
        data.serialize_field("forgotten", &measured.map(|it| it.forgotten))?;
        data.serialize_field("statements", &measured.map(|it| &it.statements))?;
        data.end()
    }
}
