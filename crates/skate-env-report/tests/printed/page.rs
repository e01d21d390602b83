//! The page as a browser reads it: hostile names do nothing, nothing is loaded, it stays small.

use html5ever::{parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use skate_env_report::{html, job_summary};

use crate::fixture::report;

const HOSTILE: [&str; 6] = [
    "</script><img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "<!--<script>",
    "javascript:alert(1)",
    "a|b`c`[x](http://evil.test)\n::warning::",
    "</title></style><base href=//evil.test>",
];

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
