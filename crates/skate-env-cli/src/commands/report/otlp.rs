//! Sends the metrics to a receiver of OTLP over HTTP: one request, within a bounded time.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use skate_env_core::{
    Code, Problem, Variables,
    rest::{Client, Credentials, Method, RateBudget, Request, RetryPolicy, Service},
};
use skate_env_report::{OtlpRequest, Report};

use crate::{failure::Failure, progress::Progress};

/// Headers as `key=value,key=value`, each value percent-encoded: tokens, usually.
const HEADERS: &str = "OTEL_EXPORTER_OTLP_HEADERS";
/// Milliseconds.
const TIMEOUT: &str = "OTEL_EXPORTER_OTLP_TIMEOUT";
/// The specification's own.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);
/// Where receivers take metrics, below their endpoint.
const PATH: &str = "/v1/metrics";

/// A receiver of OTLP. Sources: `opentelemetry.io/docs/specs/otlp` and
/// `opentelemetry.io/docs/specs/otel/protocol/exporter`.
static OTLP: Service = Service {
    name: "The receiver of metrics",
    key: HEADERS,
    address: "--otlp",
    base: "https://otlp.example.com",
    headers: &[("accept", "application/json")],
    budget: RateBudget { at_once: 1, per_minute: 60 },
    repeats_500: false,
    limits_with_403: false,
    plain_in_private_networks: false,
    refused: Code::MetricsRefused,
    unavailable: Code::MetricsUnavailable,
};

/// Where to send metrics, and with what.
pub(super) struct Receiver {
    client: Client,
    endpoint: String,
    timeout: Duration,
}

/// An answer; it may say that some of the metrics were not taken.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Answer {
    partial_success: Option<PartialSuccess>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PartialSuccess {
    /// A 64-bit integer: text, or a number where the receiver is lax.
    rejected_data_points: Value,
}

impl Receiver {
    /// Checks everything that can be checked before anything is sent.
    pub(super) fn new(url: &str, variables: &Variables) -> Result<Self, Failure> {
        let base = url.trim_end_matches('/');
        let base = base.strip_suffix(PATH).unwrap_or(base);
        let headers = headers(variables.get(HEADERS).unwrap_or_default())?;
        let client = Client::connect_with(&OTLP, base, &Credentials::headers(headers))
            .map_err(skate_env_core::Error::from)?;
        let timeout = variables.get(TIMEOUT).and_then(|text| text.trim().parse().ok());
        let timeout = timeout.map_or(DEFAULT_TIMEOUT, Duration::from_millis);
        let once = RetryPolicy { attempts: 1, ..RetryPolicy::default() };
        let client = client.with_retry_policy(once);
        Ok(Self { client, endpoint: format!("{base}{PATH}"), timeout })
    }

    /// Sends the metrics of a report. Returns what to tell about it.
    pub(super) async fn send(
        &self,
        report: &Report,
        progress: &Progress,
    ) -> Result<String, Failure> {
        let metrics = OtlpRequest::of(report);
        let count = metrics.data_points();
        // The same values twice are the same values.
        let request: Request<Option<Answer>> =
            Request::new(Method::Post, PATH, &[]).body(&metrics).repeatable();
        let sending = async {
            let sent = tokio::time::timeout(self.timeout, self.client.send(&request)).await;
            let answer = sent.map_err(|_| self.too_slow())?.map_err(with_hint)?;
            self.check(&answer.unwrap_or_default())
        };
        progress.step("Sending the metrics", "Everything else is done.", sending).await?;
        Ok(format!("{count} values to {}", self.endpoint))
    }

    fn check(&self, answer: &Answer) -> Result<(), skate_env_core::Error> {
        let rejected = answer.partial_success.as_ref().map(|it| &it.rejected_data_points);
        let rejected = rejected.and_then(|count| match count {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64(),
        });
        match rejected {
            None | Some(0) => Ok(()),
            Some(count) => Err(skate_env_core::Error::from_problem(Problem::new(
                Code::MetricsRefused,
                format!("{} did not take {count} of the values.", self.endpoint),
                "Its log says why.",
            ))),
        }
    }

    fn too_slow(&self) -> skate_env_core::Error {
        skate_env_core::Error::from_problem(Problem::new(
            Code::MetricsUnavailable,
            format!("{} did not answer within {} ms.", self.endpoint, self.timeout.as_millis()),
            format!("Check the address, or raise {TIMEOUT} (milliseconds)."),
        ))
    }
}

/// A path that nobody serves is the usual mistake.
fn with_hint(error: skate_env_core::rest::Error) -> skate_env_core::Error {
    let hint = match error.status() {
        Some(404 | 405) => {
            format!("Check the address: `{PATH}` is appended to it, and metrics are posted there.")
        }
        Some(415) => "The receiver must take JSON, which OTLP over HTTP allows.".to_owned(),
        _ => return error.into(),
    };
    let message = error.message().to_owned();
    skate_env_core::Error::from_problem(Problem::new(error.code(), message, hint))
}

/// The headers of the variable. No part of it stands in an error.
fn headers(text: &str) -> Result<Vec<(String, SecretString)>, Failure> {
    let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    let header = |entry: &str| {
        let (name, value) = entry.split_once('=')?;
        let value = percent_decode_str(value.trim()).decode_utf8().ok()?;
        Some((name.trim().to_ascii_lowercase(), value.as_ref().into()))
    };
    entries.map(header).collect::<Option<_>>().ok_or_else(|| {
        let message = format!("{HEADERS} is not a list of headers.");
        let hint = format!("Write `{HEADERS}=name=value,name=value`, each value percent-encoded.");
        Problem::new(Code::InvalidConfig, message, hint).into()
    })
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn headers_are_read_as_the_specification_writes_them() {
        let read = |text: &str| -> Vec<(String, String)> {
            let read = headers(text).unwrap().into_iter();
            read.map(|(name, value)| (name, value.expose_secret().to_owned())).collect()
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(read(""), []);
        assert_eq!(
            read(" Api-Key = abc%3D%2C , ,x=a=b"),
            [pair("api-key", "abc=,"), pair("x", "a=b")]
        );
        assert_eq!(read("authorization=Basic%20YTpi"), [pair("authorization", "Basic YTpi")]);
        for broken in ["c4n4ry", "x=1,c4n4ry", "x=%FFc4n4ry"] {
            let failure = headers(broken).unwrap_err();
            assert_eq!(failure.code, "invalid_config");
            assert!(!format!("{failure:?}").contains("c4n4ry"), "{failure:?}");
        }
    }

    #[test]
    fn the_path_is_appended_once_and_plain_http_stays_on_this_machine() {
        let endpoint = |url: &str| {
            Receiver::new(url, &Variables::new()).map(|it| it.endpoint).map_err(|it| it.code)
        };
        for (url, expected) in [
            ("https://a.example/otlp", Ok("https://a.example/otlp/v1/metrics")),
            ("https://a.example/otlp/v1/metrics/", Ok("https://a.example/otlp/v1/metrics")),
            ("http://localhost:4318/", Ok("http://localhost:4318/v1/metrics")),
            ("http://collector:4318", Err("insecure_transport")),
            ("http://10.0.0.7:4318", Err("insecure_transport")),
            ("grpc://localhost:4317", Err("invalid_config")),
            ("https://me:c4n4ry@a.example", Err("invalid_config")),
            ("", Err("invalid_config")),
        ] {
            assert_eq!(endpoint(url), expected.map(str::to_owned), "{url}");
        }
    }
}
