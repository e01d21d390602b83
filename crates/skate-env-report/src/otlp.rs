//! The metrics for a collector: one document of OTLP over HTTP, as JSON.

use serde_json::{Value, json};

use crate::{Report, metrics};

/// The body of one `POST /v1/metrics`. Every metric is a gauge: the figures are those of the record,
/// not increments since the last report.
#[must_use]
pub fn otlp(report: &Report) -> Value {
    let time = report.made_at.as_nanosecond().to_string();
    let attribute =
        |key: &str, value: &str| json!({ "key": key, "value": { "stringValue": value } });
    let metrics: Vec<Value> = metrics(report)
        .into_iter()
        .map(|metric| {
            let points: Vec<Value> = metric
                .samples
                .iter()
                .map(|sample| {
                    let labels = sample.labels.iter();
                    let attributes: Vec<Value> =
                        labels.map(|(name, value)| attribute(name, value)).collect();
                    json!({ "attributes": attributes, "timeUnixNano": time, "asDouble": sample.value })
                })
                .collect();
            json!({
                "name": metric.name,
                "description": metric.help,
                "gauge": { "dataPoints": points },
            })
        })
        .collect();
    json!({ "resourceMetrics": [{
        "resource": { "attributes": [attribute("service.name", "skate-env")] },
        "scopeMetrics": [{
            "scope": { "name": "skate-env", "version": env!("CARGO_PKG_VERSION") },
            "metrics": metrics,
        }],
    }] })
}
