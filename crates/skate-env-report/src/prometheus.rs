//! The metrics as a textfile of the node exporter: Prometheus' text format.

use std::fmt::Write as _;

use crate::{Report, metrics};

/// The metrics in Prometheus' text format.
#[must_use]
pub fn prometheus(report: &Report) -> String {
    let mut text = String::new();
    for metric in metrics(report) {
        let (name, help, kind) = (metric.name, metric.help, metric.kind.as_str());
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
        for sample in metric.samples {
            let labels: Vec<String> = sample
                .labels
                .iter()
                .map(|(label, value)| format!("{label}=\"{}\"", escaped(value)))
                .collect();
            let labels =
                if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
            let _ = writeln!(text, "{name}{labels} {}", sample.value);
        }
    }
    text
}

fn escaped(value: &str) -> String {
    value.replace('\\', r"\\").replace('"', "\\\"").replace('\n', r"\n")
}
