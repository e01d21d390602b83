//! The page as a browser reads it: hostile names do nothing, nothing is loaded, it stays small.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;

use html5ever::{parse_document, tendril::TendrilSink};
use jiff::Timestamp;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use skate_env_core::{Code, Environment};
use skate_env_report::{
    BranchRow, CostPart, EnvironmentRow, Event, EventKind, PullRequestCost, Report, SpendRow,
    Summary, html, job_summary, prometheus,
};

const HOSTILE: [&str; 6] = [
    "</script><img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "<!--<script>",
    "javascript:alert(1)",
    "a|b`c`[x](http://evil.test)\n::warning::",
    "</title></style><base href=//evil.test>",
];

/// A hundred branches, a month, a record.
fn report(name: &dyn Fn(usize) -> String) -> Report {
    let now: Timestamp = "2026-11-29T12:00:00Z".parse().unwrap();
    let day = |number: i64| {
        "2026-11-01T00:00:00Z".parse::<Timestamp>().unwrap()
            + jiff::SignedDuration::from_hours(24 * number)
    };
    let classes = ["production", "staging", "development", "feature", "preview", "testing"];
    let branches = (0..100)
        .map(|number| BranchRow {
            name: name(number),
            class: classes[number % 6].to_owned(),
            owner: Some(name(number + 1)),
            pull_request: (number % 6 == 4).then_some(number as u64),
            created_at: Some(day(3)),
            expires_at: Some(now + jiff::SignedDuration::from_hours(40)),
            awake: Some(number % 3 == 0),
            cents: Some(123),
            kept: Some("it is in use".to_owned()),
        })
        .collect();
    let shares = BTreeMap::from([("production".to_owned(), 0.8), ("preview".to_owned(), 0.3)]);
    let events = [
        Event::new(EventKind::Verify, false).environment(Environment::Production),
        Event::new(EventKind::Verify, false)
            .environment(Environment::Staging)
            .failed(Code::DatabaseUnavailable),
        Event::new(EventKind::Sweep, true),
        Event { environment: name(7).into(), ..Event::new(EventKind::Connection, true) },
        Event::new(EventKind::Refusal, false).failed(Code::ProductionTarget),
        Event { ok: false, code: Some(name(8).into()), ..Event::new(EventKind::Refusal, true) },
    ];
    Report {
        made_at: now,
        project: name(0),
        environments: vec![
            EnvironmentRow { environment: "production".into(), state: "ready".into(), code: None },
            EnvironmentRow {
                environment: "staging".into(),
                state: "refused".into(),
                code: Some("shared_target".into()),
            },
        ],
        branches,
        cost: Some(CostPart {
            month: "2026-11".into(),
            basis: "At launch prices.".into(),
            total: 2_925,
            projection: Some([3_000, 3_100, 3_300]),
            saved: Some("$17.60 (82 %) less than always on.".into()),
            spend: vec![SpendRow {
                class: "production".into(),
                kinds: BTreeMap::from([("compute".into(), 1_972), ("extra_branches".into(), 150)]),
                cents: 2_122,
            }],
            days: (0..28).map(|number| (day(number), shares.clone())).collect(),
            pull_requests: vec![PullRequestCost { number: 7, branch: name(3), cents: 40 }],
        }),
        summary: Summary::of(&events, 1),
        alerts: vec![name(5)],
        next: vec!["skate-env branch cleanup".into(), name(6)],
    }
}

type Attribute = (String, String);

fn walk(node: &Handle, visit: &mut dyn FnMut(&str, &[Attribute])) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes: Vec<_> = attrs
            .borrow()
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        visit(&name.local, &attributes);
    }
    node.children.borrow().iter().for_each(|child| walk(child, visit));
}

fn parsed(page: &str) -> RcDom {
    parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page)
}

#[test]
fn hostile_names_make_no_element_and_no_handler() {
    const ALLOWED: [&str; 34] = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "section",
        "h1",
        "h2",
        "h3",
        "p",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "ol",
        "li",
        "code",
        "strong",
        "svg",
        "rect",
        "text",
        "script",
        "span",
        "figure",
        "figcaption",
        "g",
        "line",
    ];
    let calm = html(&report(&|number| format!("feature/{number}")));
    let mut expected = 0;
    walk(&parsed(&calm).document, &mut |_, _| expected += 1);
    for hostile in HOSTILE {
        let page = html(&report(&|_| hostile.to_owned()));
        let dom = parsed(&page);
        let (mut elements, mut scripts) = (0, 0);
        walk(&dom.document, &mut |name, attributes| {
            elements += 1;
            assert!(ALLOWED.contains(&name), "<{name}> from {hostile:?}");
            for (attribute, value) in attributes {
                let loads = ["src", "href", "srcset", "action", "data", "style", "xlink:href"];
                assert!(
                    !attribute.starts_with("on") && !loads.contains(&attribute.as_str()),
                    "{attribute}={value}"
                );
            }
            if name == "script" {
                scripts += 1;
                assert!(attributes.contains(&("type".to_owned(), "application/json".to_owned())));
            }
        });
        assert_eq!((elements, scripts), (expected, 1), "{hostile:?} adds no element");
        let data = page.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["branches"][0]["name"], hostile, "the data is whole");
    }
}

#[test]
fn the_page_forbids_everything_but_its_own_style_and_stays_small() {
    let page = html(&report(&|number| format!("feature/a-name-of-usual-length-{number}")));
    let policy = "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"";
    assert!(page.contains(policy));
    assert!(page.contains("prefers-color-scheme:dark") && page.contains("@media print"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("url("));
    assert!(page.len() <= 150 * 1024, "{} bytes at 100 branches", page.len());
    for text in [
        "Not every environment with a database here has its own; 2026-11 cost $29.25, $31.00 projected",
        "<svg viewBox",
        "production_target",
        "1 lines of the record",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn the_summary_of_a_job_holds_no_markup_of_names() {
    for hostile in HOSTILE {
        let page = job_summary(&report(&|_| hostile.to_owned()));
        let outside = page.split("```").step_by(2).collect::<String>();
        assert!(
            !outside.contains('<') && !outside.contains("](") && !outside.contains("\n::"),
            "{page}"
        );
    }
    let page = job_summary(&report(&|number| format!("b{number}")));
    assert!(
        page.starts_with("## Databases\n\nNot every environment") && page.contains("| &#35;7")
            || page.contains("| #7 |"),
        "{page}"
    );
}

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
