//! Pins in `skate-env.toml`: every form that is taken, and what could never match anything.

use skate_env_core::{Code, Config, Environment, Pin, Server};

const PATH: &str = "skate-env.toml";

/// The line and message of the only problem.
fn refused(text: &str) -> (u32, String) {
    let error = Config::parse(PATH, text).expect_err(text);
    assert_eq!(error.problems().count(), 1, "{error}");
    assert_eq!(error.code(), Code::InvalidConfig);
    let place = error.problems().next().and_then(|problem| problem.place.clone());
    (place.expect("a problem of a file has a place").line, error.message().to_owned())
}

#[test]
fn every_form_of_a_host_pin_is_taken() {
    let host = |text: &str| {
        let config =
            Config::parse(PATH, &format!("[environments.production]\nhost = \"{text}\"\n"));
        config.map(|config| config.environments[&Environment::Production].pins[0].clone())
    };
    let server = |name: &str| Server::Host { name: name.to_owned() };
    let pin = |server, port, database: Option<&str>| Pin::Host {
        server,
        port,
        database: database.map(str::to_owned),
    };
    for (text, expected) in [
        ("db.example.com", pin(server("db.example.com"), None, None)),
        ("DB.Example.COM.", pin(server("db.example.com"), None, None)),
        ("db.example.com:5432", pin(server("db.example.com"), Some(5432), None)),
        ("db.example.com/app", pin(server("db.example.com"), None, Some("app"))),
        ("db.example.com:5432/app", pin(server("db.example.com"), Some(5432), Some("app"))),
        ("db:5432", pin(server("db"), Some(5432), None)),
        ("localhost:15432", pin(Server::Local, Some(15432), None)),
        ("127.0.0.1", pin(Server::Local, None, None)),
        ("[::1]:5432/app", pin(Server::Local, Some(5432), Some("app"))),
        ("10.0.0.5", pin(server("10.0.0.5"), None, None)),
        ("[2001:DB8::1]:5432", pin(server("2001:db8::1"), Some(5432), None)),
        (
            "ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech",
            Pin::Endpoint("ep-cool-darkness-123456".to_owned()),
        ),
        (
            "db.abcdefghijklmnopqrst.supabase.co",
            pin(Server::Supabase { project: "abcdefghijklmnopqrst".to_owned() }, None, None),
        ),
    ] {
        assert_eq!(host(text).expect(text), expected, "{text}");
    }
}

#[test]
fn a_pin_that_could_match_nothing_is_refused() {
    for (key, value) in [
        ("host", "true"),
        ("host", "1"),
        ("host", "db.example.com:0x1"),
        ("host", "db.example.com:99999"),
        ("host", "db.example.com:"),
        ("host", "/app"),
        ("host", "db.example.com/"),
        ("host", "a b"),
        ("host", "a,b"),
        ("host", "user@db.example.com"),
        ("host", "user:password@db.prisma.io"),
        ("host", "@db.prisma.io"),
        ("host", "postgres.abcdefghijklmnopqrst:x@aws-0-eu-central-1.pooler.supabase.com"),
        ("host", "ep-cool-darkness"),
        ("host", "aws-0-eu-central-1.pooler.supabase.com"),
        ("branch_id", "main"),
        ("branch_id", "ep-cool-darkness-123456"),
        ("branch_id", "br-cool"),
        ("branch_id", "br-a b-c-1"),
    ] {
        let (line, message) = refused(&format!("[environments.production]\n{key} = \"{value}\"\n"));
        assert_eq!(line, 2);
        assert!(
            message.contains(&format!("`environments.production.{key}`")),
            "{value}: {message}"
        );
    }
    for value in [
        "br-cool-forest-123456",
        "ep-cool",
        "main",
        "db.example.com",
        "ep-cool-darkness-123456/neondb",
    ] {
        let text = format!("[environments.production]\nendpoints = [\"{value}\"]\n");
        let (line, message) = refused(&text);
        assert_eq!(line, 2);
        assert!(message.contains("`environments.production.endpoints`"), "{value}: {message}");
    }
}

#[test]
fn an_endpoint_pin_is_the_same_pooled_or_not_and_in_any_case() {
    for value in
        ["ep-cool-darkness-123456", "ep-cool-darkness-123456-pooler", "EP-Cool-Darkness-123456"]
    {
        let text = format!("[environments.production]\nendpoints = [\"{value}\"]\n");
        let config = Config::parse(PATH, &text).expect(value);
        let pins = &config.environments[&Environment::Production].pins;
        assert_eq!(pins[..], [Pin::Endpoint("ep-cool-darkness-123456".to_owned())]);
    }
}

#[test]
fn a_servers_number_is_pinned_for_the_database_that_the_host_names() {
    let pins = |policy: &str| {
        let text = format!("[environments.production]\n{policy}");
        let config = Config::parse(PATH, &text).expect(policy);
        config.environments[&Environment::Production].pins.clone()
    };
    let pin = |identifier, database: Option<&str>| Pin::System {
        identifier,
        database: database.map(str::to_owned),
    };
    let number = "system_identifier = \"7412345678901234567\"\n";
    assert_eq!(pins(number), [pin(7_412_345_678_901_234_567, None)]);
    let with_host = pins(&format!("{number}host = \"db.example.com/shop\"\n"));
    assert_eq!(with_host[1], pin(7_412_345_678_901_234_567, Some("shop")));
    // From 2038 on PostgreSQL shows a negative number; pg_controldata never does.
    let shown = pins("system_identifier = \"-9223372036854775808\"\n");
    assert_eq!(shown, pins("system_identifier = \"9223372036854775808\"\n"));

    for value in ["7412", "0x74123456789012", "74123456789012345678901", "--7412345678901", ""] {
        let text = format!("[environments.production]\nsystem_identifier = \"{value}\"\n");
        let (line, message) = refused(&text);
        assert_eq!(line, 2);
        assert!(message.contains("`environments.production.system_identifier`"), "{message}");
    }
}
