//! `skate-env report --otlp` against a receiver on a loopback port.

use std::{
    io::Read as _,
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use serde_json::{Value, json};

use crate::{
    harness::{CANARY, PINNED, Project, Run},
    http_server::{Reply, Request, serve},
};

/// A record of one connection; its code is what somebody else wrote.
const RECORD: &str = "{\"t\":\"2099-01-01T00:00:00Z\",\"event\":\"verify\",\"environment\":\"staging\",\"ok\":true,\"ms\":40}\n";
const KEY: &str = "c4n4ry-tok+en";

fn project() -> Project {
    Project::new().file("skate-env.toml", PINNED).file(".skate-env/events/2099-01.jsonl", RECORD)
}

/// `report --otlp`, with a key in a header, percent-encoded.
fn run<'p>(project: &'p Project, address: &str) -> Run<'p> {
    project.run("report --otlp").word(address).variable(
        "OTEL_EXPORTER_OTLP_HEADERS",
        format!("Authorization=Bearer%20{CANARY}-tok%2Ben,x-scope-orgid=shop"),
    )
}

/// Answers as `reply` says, and keeps what came in.
fn receiver(reply: fn() -> Reply) -> (String, Arc<Mutex<Vec<Request>>>) {
    let received: Arc<Mutex<Vec<Request>>> = Arc::default();
    let kept = Arc::clone(&received);
    let address = serve(move |request| {
        kept.lock().unwrap().push(request);
        reply()
    });
    (address, received)
}

#[test]
fn one_request_carries_the_metrics_and_the_headers() {
    let project = project();
    let (address, received) = receiver(|| Reply::Answer(200, String::new(), json!({})));
    let ending = run(&project, &address).words("--prometheus metrics.prom").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    assert_eq!(ending.stderr, "Sending the metrics\n");
    let sent = format!("\nSent: 4 values to {address}/v1/metrics\n");
    assert!(ending.stdout.ends_with(&sent), "{ending}");
    let received = received.lock().unwrap();
    let [request] = &received[..] else { panic!("{} requests", received.len()) };
    assert_eq!((&*request.method, &*request.target), ("POST", "/v1/metrics"));
    assert_eq!(request.authorization, format!("bearer {KEY}"));
    for header in ["content-type: application/json", "x-scope-orgid: shop"] {
        assert!(request.headers.iter().any(|it| it == header), "{:?}", request.headers);
    }
    // The whole form is a test of the report's crate.
    let scope = &request.body["resourceMetrics"][0]["scopeMetrics"][0];
    let metrics = scope["metrics"].as_array().unwrap();
    let verify = metrics.iter().find(|it| it["name"] == "skate_env_verify_total").unwrap();
    let point = &verify["sum"]["dataPoints"][0];
    assert_eq!(
        point["attributes"][0],
        json!({"key": "environment", "value": {"stringValue": "staging"}})
    );
    assert_eq!(point["asDouble"], 1.0);
    assert!(point["timeUnixNano"].as_str().unwrap().parse::<u64>().is_ok(), "{point}");
    let text = std::fs::read_to_string(project.path().join("metrics.prom")).unwrap();
    let names = metrics.iter().map(|it| it["name"].as_str().unwrap());
    assert!(names.into_iter().all(|name| text.contains(&format!("# TYPE {name} "))), "{text}");
}

#[test]
fn a_refusal_is_an_error_without_the_key() {
    let project = project();
    let repeats = || {
        let body = json!({"code": 16, "message": format!("no such token: {KEY}")});
        Reply::Answer(401, String::new(), body)
    };
    let (address, received) = receiver(repeats);
    let ending = run(&project, &address).words("--html page.html").ends();
    assert_eq!((ending.exit, ending.stdout.as_str()), (5, ""), "{ending}");
    assert!(
        ending
            .stderr
            .contains("answered 401 to POST /v1/metrics: no such token: ***. [metrics_refused]"),
        "{ending}"
    );
    assert!(ending.stderr.contains("help: Check OTEL_EXPORTER_OTLP_HEADERS"), "{ending}");
    // Nothing is sent twice, and the files are there.
    assert_eq!(received.lock().unwrap().len(), 1);
    assert!(project.path().join("page.html").exists());

    for (reply, expected) in [
        (
            (|| Reply::Answer(404, String::new(), Value::Null)) as fn() -> Reply,
            "`/v1/metrics` is appended to it",
        ),
        (
            || {
                Reply::Answer(
                    200,
                    String::new(),
                    json!({"partialSuccess": {"rejectedDataPoints": "3", "errorMessage": "c4n4ry-tok+en"}}),
                )
            },
            "did not take 3 of the values. [metrics_refused]",
        ),
        (|| Reply::Answer(503, String::new(), Value::Null), "[metrics_unavailable]"),
        (
            || Reply::Answer(302, "location: http://127.0.0.1:9/\r\n".to_owned(), Value::Null),
            "[metrics_refused]",
        ),
        (|| Reply::Answer(200, String::new(), json!("no object")), "[invalid_answer]"),
        (|| Reply::Drop, "[metrics_unavailable]"),
    ] {
        let (address, received) = receiver(reply);
        let ending = run(&project, &address).ends();
        assert_eq!(ending.exit, 5, "{ending}");
        assert!(ending.stderr.contains(expected), "{expected} in {ending}");
        assert_eq!(received.lock().unwrap().len(), 1, "{ending}");
    }
}

#[test]
fn an_empty_answer_is_good() {
    let project = project();
    for reply in [
        (|| Reply::Answer(204, String::new(), Value::Null)) as fn() -> Reply,
        || Reply::Answer(200, String::new(), json!({"partialSuccess": {}})),
        || Reply::Answer(202, String::new(), json!({"partialSuccess": {"rejectedDataPoints": 0}})),
    ] {
        let (address, _) = receiver(reply);
        let ending = run(&project, &address).words("--output json").ends();
        assert_eq!(ending.exit, 0, "{ending}");
        let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
        assert_eq!(answer["sent"], format!("4 values to {address}/v1/metrics"));
    }
}

#[test]
fn who_does_not_answer_is_not_waited_for() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        // It reads for ever.
        for mut stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let _ = stream.read_to_end(&mut Vec::new());
            });
        }
    });
    let project = project();
    let ending = run(&project, &address).variable("OTEL_EXPORTER_OTLP_TIMEOUT", "200").ends();
    assert_eq!(ending.exit, 5, "{ending}");
    assert!(
        ending.stderr.contains("did not answer within 200 ms. [metrics_unavailable]"),
        "{ending}"
    );
}

/// Before a record is read or anything is written.
#[test]
fn what_cannot_be_sent_safely_is_not_sent() {
    let project = project();
    for (address, exit, code) in [
        ("http://collector.example.com:4318", 3, "insecure_transport"),
        ("http://collector:4318", 3, "insecure_transport"),
        ("ftp://127.0.0.1", 4, "invalid_config"),
        ("https://me:c4n4ry@example.com", 4, "invalid_config"),
    ] {
        let ending = run(&project, address).words("--html page.html").ends();
        assert!(ending.stderr.contains(&format!("[{code}]")), "{ending}");
        assert_eq!(ending.exit, exit, "{ending}");
        assert!(!project.path().join("page.html").exists());
    }
    let broken = project.run("report --otlp http://127.0.0.1:9");
    let ending = broken.variable("OTEL_EXPORTER_OTLP_HEADERS", "c4n4ry").ends();
    assert!(
        ending.stderr.contains("OTEL_EXPORTER_OTLP_HEADERS is not a list of headers."),
        "{ending}"
    );
}
