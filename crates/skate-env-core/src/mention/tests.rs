use super::*;

const NEON: &str = "ep-cool-darkness-123456.us-east-2.aws.neon.tech";

fn production(pins: &[&str]) -> PinnedDatabases {
    PinnedDatabases::new(pins.iter().map(|pin| Pin::parse(pin).unwrap()))
}

#[test]
fn neon_is_found_in_every_form() {
    let production = production(&["ep-cool-darkness-123456"]);
    let url = format!("postgresql://a:x@{NEON}/neondb?sslmode=require");
    for text in [
        url.clone(),
        url.to_uppercase(),
        url.replace("postgresql", "postgres"),
        url.replace("123456.", "123456-pooler."),
        format!("jdbc:{url}"),
        format!("jdbc:postgresql://{NEON}:5432/neondb?user=a&password=x"),
        format!("prisma+postgres://{NEON}/neondb"),
        format!("postgresql+asyncpg://a:x@{NEON}/neondb"),
        format!("cockroachdb://a:x@{NEON}/neondb"),
        format!("https://{NEON}/sql"),
        format!("wss://{NEON}/v2"),
        format!("unheard-of://{NEON}"),
        format!("host={NEON} dbname=neondb user=a"),
        format!("dbname=neondb host='{NEON}'"),
        format!("Host={NEON};Port=5432;Database=neondb;Username=a;Password=x"),
        format!("Server=tcp:{NEON},5432;Database=neondb"),
        format!("{{\"host\":\"{NEON}\",\"port\":5432}}"),
        format!("{{\"url\":\"postgresql:\\/\\/a:x@{NEON}\\/neondb\"}}"),
        format!("[\"{url}\"]"),
        NEON.to_owned(),
        format!("{NEON}."),
        format!("{NEON}:5432"),
        format!("{NEON}:5432/neondb"),
        format!("a@{NEON}/neondb"),
        format!("other.example.com,{NEON}"),
        format!("postgresql://a:x@other.example.com:5432,{NEON}:5432/neondb"),
        format!("postgresql://a:p@ss@{NEON}/neondb"),
        "postgresql://a:x@proxy.example.com/neondb?options=endpoint%3Dep-cool-darkness-123456"
            .to_owned(),
        format!("url={url} other=1"),
        url.replace("://", "%3A%2F%2F"),
        url.replace(':', "%253A").replace('/', "%252F"),
        format!("psql '{url}'"),
        format!("DATABASE_URL={url}"),
    ] {
        assert!(production.are_in(&text), "{text}");
    }
}

#[test]
fn what_merely_looks_like_it_is_left_alone() {
    let neon = production(&["ep-cool-darkness-123456"]);
    let hosts = production(&["db.example.com:5432/shop", "example.com"]);
    for text in [
        "",
        "ep-cool-darkness-123456",
        "br-cool-darkness-123456",
        "notes about ep-cool-darkness-123456, our production",
        "https://console.neon.tech/app/projects/x/ep-cool-darkness-123456",
        "postgresql://a:x@ep-cool-darkness-1234567.us-east-2.aws.neon.tech/neondb",
        "postgresql://a:x@my-ep-cool-darkness-123456.example.com/neondb",
        "host=ep-dev-lake-222222.us-east-2.aws.neon.tech dbname=ep-cool-darkness-123456",
    ] {
        assert!(!neon.are_in(text), "{text}");
    }
    for text in [
        "https://example.com",
        "https://www.example.com/db.example.com",
        "http://db.example.com:8080/shop",
        "wss://example.com/socket",
        "redis://db.example.com:6379",
        "admin@example.org",
        "postgresql://a:x@mydb.example.com:5432/shop",
        "postgresql://a:x@db.example.com.evil.org:5432/shop",
        "postgresql://a:x@db.example.com:5433/shop",
        "postgresql://a:x@db.example.com:5432/dev",
        "host=db.example.com dbname=dev",
        "mydb.example.com",
        "the server db.example.com is production",
    ] {
        assert!(!hosts.are_in(text), "{text}");
    }
}

#[test]
fn a_port_or_database_that_is_not_said_may_be_the_pins() {
    let production = production(&["db.example.com:6543/shop"]);
    for text in [
        "db.example.com",
        "db.example.com:6543",
        "host=db.example.com",
        "postgresql://a:x@db.example.com:6543/shop",
        "postgresql://a:x@db.example.com:6543",
        "jdbc:postgresql://db.example.com:6543/shop",
    ] {
        assert!(production.are_in(text), "{text}");
    }
    assert!(!production.are_in("postgresql://a:x@db.example.com/shop"), "port 5432");
    assert!(!production.are_in("db.example.com:5432"));
}

#[test]
fn the_bare_name_of_the_own_server_leads_to_the_own_database() {
    let target = |url: &str| DatabaseUrl::parse(url).unwrap().target(&Variables::new()).unwrap();
    let production = production(&["db.example.com:5432/shop"]);
    let own = target("postgresql://a:x@db.example.com:5432/dev");
    let beside = production.clone().beside(own);
    assert!(production.are_in("db.example.com"));
    assert!(!beside.are_in("db.example.com"));
    assert!(!beside.are_in("db.example.com:5432"));
    assert!(beside.are_in("db.example.com:5432/shop"));
    assert!(beside.are_in("host=db.example.com dbname=shop"));
}

#[test]
fn databases_that_tools_connect_to_before_they_drop_another_are_the_pins() {
    let target = |url: &str| DatabaseUrl::parse(url).unwrap().target(&Variables::new()).unwrap();
    let production = production(&["localhost:6543/shop", "db.example.com:5432/shop"]);
    let own = target("postgresql://a:x@db.example.com:5432/postgres");
    for name in ["postgres", "template1"] {
        assert!(
            production.are_in(&format!("--maintenance-db=postgres://a:x@localhost:6543/{name}"))
        );
        assert!(production.are_in(&format!("host=db.example.com dbname={name}")));
        assert!(!production.are_in(&format!("postgres://a:x@localhost:5432/{name}")));
    }
    let beside = production.beside(own);
    assert!(!beside.are_in("postgres://a:x@db.example.com:5432/postgres"), "its own");
    assert!(beside.are_in("postgres://a:x@db.example.com:5432/template1"));
}

#[test]
fn this_machine_counts_only_with_a_database() {
    let production = production(&["localhost:6543/shop"]);
    let own = DatabaseUrl::parse("postgresql://a:x@localhost:6543/dev").unwrap();
    let beside = production.clone().beside(own.target(&Variables::new()).unwrap());
    assert!(!beside.are_in("localhost:6543"), "its own server");
    for text in
        ["localhost", "127.0.0.1", "localhost:5432", "host=localhost", "http://localhost:3000"]
    {
        assert!(!production.are_in(text), "{text}");
    }
    for text in [
        "postgresql://a:x@localhost:6543/shop",
        "postgres://a:x@127.0.0.1:6543/shop",
        "jdbc:postgresql://localhost:6543/shop",
        "host=localhost port=6543 dbname=shop",
        "postgresql:///shop?host=127.0.0.1&port=6543&user=a",
        "localhost:6543",
        "host=localhost port=6543",
    ] {
        assert!(production.are_in(text), "{text}");
    }
}

#[test]
fn tenants_and_twins_are_told_apart_in_any_form() {
    let prisma = production(&["tenantprod@db.prisma.io"]);
    assert!(prisma.are_in("postgres://tenantprod:sk@db.prisma.io:5432/postgres"));
    assert!(prisma.are_in("jdbc:postgresql://tenantprod:sk@pooled.db.prisma.io/postgres"));
    assert!(prisma.are_in("host=db.prisma.io user=tenantprod dbname=postgres"));
    assert!(!prisma.are_in("postgres://tenantdev:sk@db.prisma.io:5432/postgres"));
    let supabase = production(&["db.abcdefghijklmnopqrst.supabase.co"]);
    assert!(supabase.are_in(
        "jdbc:postgresql://postgres.abcdefghijklmnopqrst:x@aws-0-eu.pooler.supabase.com:6543/postgres"
    ));
    assert!(!supabase.are_in("https://abcdefghijklmnopqrst.supabase.co"), "its API");
    let ocean = production(&["db-1-do-user-12-0.c.db.ondigitalocean.com:25060/shop"]);
    assert!(ocean.are_in("private-db-1-do-user-12-0.c.db.ondigitalocean.com"));
}

#[test]
fn argv_is_searched_for_urls_only() {
    let production = production(&["db.example.com:5432/shop"]);
    assert!(!production.are_in_urls_of("db.example.com"));
    assert!(production.are_in_urls_of("--url=postgres://a:x@db.example.com/shop"));
    assert!(production.are_in_urls_of("psql 'host=db.example.com dbname=shop' -c 'select 1'"));
    assert!(!production.are_in_urls_of("curl https://db.example.com/health"));
}
