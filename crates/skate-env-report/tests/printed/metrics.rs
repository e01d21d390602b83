//! The metrics, for Prometheus and as OTLP.

use std::collections::BTreeSet;

use serde::Deserialize;
use skate_env_report::{OtlpRequest, prometheus};

use crate::fixture::report;

#[test]
fn metrics_keep_their_names_and_hold_no_branch() {
    let text = prometheus(&report(&|number| format!("secret-branch-{number}")));
    for line in [
        "# TYPE skate_env_verify_total counter",
        "skate_env_verify_total{environment=\"staging\",result=\"failed\"} 1",
        "skate_env_branches{class=\"feature\",state=\"awake\"} 17",
        "skate_env_cost_usd{class=\"production\",kind=\"compute\"} 19.72",
        "skate_env_refusals_total{code=\"production_target\"} 1",
        "# TYPE skate_env_last_success_timestamp_seconds gauge",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
    }
    assert!(!text.contains("secret-branch"), "{text}");
}

/// `ExportMetricsServiceRequest` as the JSON mapping of Protobuf has it, as far as it is used: a name
/// that does not exist there, a number where text belongs, or two kinds of data are errors.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Request {
    resource_metrics: Vec<ResourceMetrics>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ResourceMetrics {
    resource: Resource,
    scope_metrics: Vec<ScopeMetrics>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Resource {
    attributes: Vec<KeyValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeMetrics {
    scope: Scope,
    metrics: Vec<Metric>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scope {
    name: String,
    version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metric {
    name: String,
    description: String,
    unit: String,
    gauge: Option<Gauge>,
    sum: Option<Sum>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Gauge {
    data_points: Vec<NumberDataPoint>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sum {
    data_points: Vec<NumberDataPoint>,
    aggregation_temporality: u8,
    is_monotonic: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NumberDataPoint {
    attributes: Vec<KeyValue>,
    start_time_unix_nano: Option<String>,
    time_unix_nano: String,
    as_double: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyValue {
    key: String,
    value: AnyValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AnyValue {
    string_value: String,
}

#[test]
fn otlp_carries_the_values_of_the_textfile_in_the_published_form() {
    let report = report(&|number| format!("secret-branch-{number}"));
    let request = OtlpRequest::of(&report);
    let json = serde_json::to_string(&request).unwrap();
    assert!(!json.contains("secret-branch"), "{json}");
    let sent: Request = serde_json::from_str(&json).unwrap();
    let [resource] = sent.resource_metrics.try_into().ok().unwrap();
    let named = |name: &str| resource.resource.attributes.iter().find(|it| it.key == name);
    assert_eq!(named("service.name").unwrap().value.string_value, "skate-env");
    let [scope] = resource.scope_metrics.try_into().ok().unwrap();
    assert_eq!((&*scope.scope.name, &*scope.scope.version), ("skate-env", "0.1.0"));

    let mut lines = BTreeSet::new();
    for metric in &scope.metrics {
        assert!(!metric.description.is_empty() && !metric.unit.is_empty(), "{}", metric.name);
        let points = match (&metric.gauge, &metric.sum) {
            (Some(gauge), None) => &gauge.data_points,
            (None, Some(sum)) => {
                assert_eq!((sum.aggregation_temporality, sum.is_monotonic), (2, true));
                &sum.data_points
            }
            _ => panic!("{} has one kind of data", metric.name),
        };
        assert_eq!(metric.sum.is_some(), metric.name.ends_with("_total"), "{}", metric.name);
        for point in points {
            // 2026-11-29T12:00:00Z, and since 2026-11-01.
            assert_eq!(point.time_unix_nano, "1795953600000000000");
            let start = metric.sum.as_ref().map(|_| "1793491200000000000");
            assert_eq!(point.start_time_unix_nano.as_deref(), start);
            let labels: Vec<_> = point
                .attributes
                .iter()
                .map(|it| format!("{}=\"{}\"", it.key, it.value.string_value))
                .collect();
            let labels =
                if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
            lines.insert(format!("{}{labels} {}", metric.name, point.as_double));
        }
    }
    let text = prometheus(&report);
    let printed: BTreeSet<_> =
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    assert_eq!(lines, printed);
    assert_eq!(request.data_points(), printed.len());
}
