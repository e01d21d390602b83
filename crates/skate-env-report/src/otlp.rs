//! The metrics as one request of OTLP over HTTP, in JSON.
//!
//! JSON as the protocol's specification maps it (`opentelemetry.io/docs/specs/otlp`): names in
//! lowerCamelCase, enumerations as numbers, 64-bit integers as text.

use jiff::Timestamp;
use serde::Serialize;

use crate::{Metric, MetricKind, Report, Sample, metrics};

/// `AGGREGATION_TEMPORALITY_CUMULATIVE`.
const CUMULATIVE: u8 = 2;

/// An `ExportMetricsServiceRequest` that holds the metrics of a report.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OtlpRequest {
    resource_metrics: [ResourceMetrics; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResourceMetrics {
    resource: Resource,
    scope_metrics: [ScopeMetrics; 1],
}

#[derive(Debug, Serialize)]
struct Resource {
    attributes: Vec<Attribute>,
}

#[derive(Debug, Serialize)]
struct ScopeMetrics {
    scope: Scope,
    metrics: Vec<OtlpMetric>,
}

#[derive(Debug, Serialize)]
struct Scope {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct OtlpMetric {
    name: &'static str,
    description: &'static str,
    unit: &'static str,
    #[serde(flatten)]
    data: Data,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Data {
    Gauge { data_points: Vec<DataPoint> },
    Sum { data_points: Vec<DataPoint>, aggregation_temporality: u8, is_monotonic: bool },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct DataPoint {
    attributes: Vec<Attribute>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_time_unix_nano: Option<String>,
    time_unix_nano: String,
    as_double: f64,
}

#[derive(Debug, Serialize)]
struct Attribute {
    key: &'static str,
    value: Value,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Value {
    string_value: String,
}

impl OtlpRequest {
    /// The same metrics as [`prometheus`](crate::prometheus) prints.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let metrics = metrics(report).into_iter().map(|metric| of_metric(metric, report)).collect();
        let scope_metrics = ScopeMetrics { scope: Scope { name: "skate-env", version }, metrics };
        let attributes = vec![
            attribute("service.name", "skate-env".to_owned()),
            attribute("service.version", version.to_owned()),
        ];
        let resource = Resource { attributes };
        Self { resource_metrics: [ResourceMetrics { resource, scope_metrics: [scope_metrics] }] }
    }

    /// How many values it holds.
    #[must_use]
    pub fn data_points(&self) -> usize {
        let scopes = self.resource_metrics.iter().flat_map(|resource| &resource.scope_metrics);
        let metrics = scopes.flat_map(|scope| &scope.metrics);
        metrics
            .map(|metric| match &metric.data {
                Data::Gauge { data_points } | Data::Sum { data_points, .. } => data_points.len(),
            })
            .sum()
    }
}

fn of_metric(metric: Metric, report: &Report) -> OtlpMetric {
    let Metric { name, help, unit, kind, samples } = metric;
    let points = |start: Option<Timestamp>| {
        let point = |sample: Sample| DataPoint {
            attributes: sample.labels.into_iter().map(|(key, it)| attribute(key, it)).collect(),
            start_time_unix_nano: start.map(nanoseconds),
            time_unix_nano: nanoseconds(report.made_at),
            as_double: sample.value,
        };
        samples.into_iter().map(point).collect()
    };
    let data = match kind {
        MetricKind::Gauge => Data::Gauge { data_points: points(None) },
        // It counts from the first moment that the report looks at: a later one is a new count.
        MetricKind::Counter => Data::Sum {
            data_points: points(Some(report.since)),
            aggregation_temporality: CUMULATIVE,
            is_monotonic: true,
        },
    };
    OtlpMetric { name, description: help, unit, data }
}

fn nanoseconds(time: Timestamp) -> String {
    time.as_nanosecond().max(0).to_string()
}

fn attribute(key: &'static str, value: String) -> Attribute {
    Attribute { key, value: Value { string_value: value } }
}
