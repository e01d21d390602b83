//! A PostgreSQL URL has more than one host, and drivers disagree which. Each row is a spelling
//! on which they were seen to differ; the `url` crate's own reading, which node-postgres and
//! postgres.js share, stands beside ours. Their and libpq's readings are the differential
//! test's to compare.

use skate_env_core::{Code, DatabaseUrl, Target, Variables};

/// What is made of a spelling.
#[derive(Debug, PartialEq)]
enum Reading {
    /// Everybody goes to this host.
    Host(&'static str),
    Refused(Code),
}

use Reading::{Host, Refused};

struct Row {
    url: &'static str,
    /// `host_str()` of the `url` crate; `None` where it finds none or cannot read the URL.
    whatwg: Option<&'static str>,
    ours: Reading,
}

const ROWS: [Row; 13] = [
    Row {
        url: "postgresql://u:p@EP-Prod.Neon.TECH/db",
        whatwg: Some("EP-Prod.Neon.TECH"),
        ours: Host("ep-prod.neon.tech"),
    },
    Row {
        url: "postgresql://u:p@ep%2Dprod.neon.tech/db",
        whatwg: Some("ep%2Dprod.neon.tech"),
        ours: Refused(Code::AmbiguousTarget),
    },
    Row {
        url: "postgresql://u:p@h:5432/db?host=other.prod",
        whatwg: Some("h"),
        ours: Refused(Code::AmbiguousTarget),
    },
    Row {
        url: "postgresql://u:p@h/db?hostaddr=1.2.3.4",
        whatwg: Some("h"),
        ours: Refused(Code::AmbiguousTarget),
    },
    Row { url: "postgresql://u:p@a:1,b:2/db", whatwg: None, ours: Refused(Code::AmbiguousTarget) },
    Row {
        url: "postgresql://u:p@a,b/db",
        whatwg: Some("a,b"),
        ours: Refused(Code::AmbiguousTarget),
    },
    Row {
        url: "postgresql://u:p@ep-prod.neon.tech./db",
        whatwg: Some("ep-prod.neon.tech."),
        ours: Host("ep-prod.neon.tech"),
    },
    Row { url: "postgresql://u:p/w@h/db", whatwg: None, ours: Refused(Code::AmbiguousTarget) },
    Row { url: "postgresql://u:p#x@h/db", whatwg: None, ours: Refused(Code::InvalidUrl) },
    Row { url: "postgres:u:p@h", whatwg: None, ours: Refused(Code::InvalidUrl) },
    Row {
        url: "postgresql://u@h/db?password=p",
        whatwg: Some("h"),
        ours: Refused(Code::AmbiguousTarget),
    },
    Row { url: "postgresql://u:p@127.1/db", whatwg: Some("127.1"), ours: Host("localhost") },
    Row {
        url: "postgresql://u:p@%2Fvar%2Frun%2Fpostgresql/db",
        whatwg: Some("%2Fvar%2Frun%2Fpostgresql"),
        ours: Host("localhost"),
    },
];

fn target(url: &str) -> Result<Target, Code> {
    let url = DatabaseUrl::parse(url).map_err(|error| error.code())?;
    let target = url.target(&Variables::new()).map_err(|error| error.code())?;
    Ok(target.expect("a PostgreSQL URL has a target"))
}

#[test]
fn every_spelling_is_read_as_every_driver_would_or_refused() {
    for Row { url, ours, .. } in &ROWS {
        match (target(url), ours) {
            (Ok(target), Host(host)) => assert_eq!(target.host(), *host, "{url}"),
            (Err(code), Refused(expected)) => assert_eq!(code, *expected, "{url}"),
            (given, _) => panic!("{url}: {given:?}, not {ours:?}"),
        }
    }
}

/// The rows are there because a WHATWG reader sees something else; if that ends, so may they.
#[test]
fn a_whatwg_reader_sees_what_the_table_says() {
    for Row { url, whatwg, .. } in &ROWS {
        let parsed = url::Url::parse(url).ok();
        let host = parsed.as_ref().and_then(url::Url::host_str);
        assert_eq!(host, *whatwg, "{url}");
    }
}

#[test]
fn spellings_of_one_host_are_one_target() {
    let one_place = [
        "postgresql://u:p@ep-cool-darkness-123456.us-east-2.aws.neon.tech/db",
        "postgresql://u:p@EP-Cool-Darkness-123456.US-EAST-2.AWS.NEON.TECH/db",
        "postgresql://u:p@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/db",
        "postgresql://u:p@ep-cool-darkness-123456.us-east-2.aws.neon.tech./db",
        "postgresql://u:p@ep-cool-darkness-123456.c-2.us-east-2.aws.neon.tech:5432/db",
        "postgresql://u:p@pg.example.com/db?options=endpoint%3Dep-cool-darkness-123456",
        "postgresql://u:endpoint=ep-cool-darkness-123456;p@pg.example.com/db",
    ];
    let known = target(one_place[0]).expect("the plain spelling is readable");
    for url in one_place {
        let other = target(url).expect(url);
        assert!(known.is_same_as(&other) && other.is_same_as(&known), "{url}");
    }
}

#[test]
fn every_way_to_this_machine_is_one_host() {
    for host in [
        "localhost",
        "LocalHost.",
        "127.0.0.1",
        "127.1",
        "0177.1",
        "2130706433",
        "0x7f.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "app.localhost",
        "%2Ftmp",
        "%2fvar%2frun%2fpostgresql",
        "",
    ] {
        let here = target(&format!("postgresql://{host}/db")).expect(host);
        assert!(here.is_local() && !here.is_public(), "{host}");
        assert_eq!(here.host(), "localhost", "{host}");
    }
}

#[test]
fn what_only_resembles_this_machine_is_another() {
    for host in
        ["localhost.example.com", "127.0.0.1.example.com", "128.0.0.1", "[::2]", "1.0.0.127"]
    {
        let there = target(&format!("postgresql://{host}/db")).expect(host);
        assert!(!there.is_local() && there.is_public(), "{host}");
    }
}

/// `Url`'s own `Display` and `Debug` print what these rows hide.
#[test]
fn a_password_is_printed_from_neither_place() {
    let parsed = DatabaseUrl::parse("postgresql://u:s3cret@h/db").unwrap();
    assert!(!format!("{parsed} {parsed:?} {parsed:#?}").contains("s3cret"));
    let refused = DatabaseUrl::parse("postgresql://u@h/db?password=s3cret").unwrap_err();
    assert!(!format!("{refused} {refused:?} {refused:#?}").contains("s3cret"));
}
