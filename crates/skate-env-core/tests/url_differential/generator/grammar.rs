//! Whole URLs, part by part.

use super::random::Random;
use super::words;

/// A URL as people really write them: most guards accept it.
pub(crate) fn ordinary(random: &mut Random) -> String {
    const HOSTS: [&str; 16] = [
        "localhost",
        "127.0.0.1",
        "[::1]",
        "db",
        "host.docker.internal",
        "db.example.com",
        "10.0.0.5",
        "ep-cool-darkness-123456.us-east-2.aws.neon.tech",
        "ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech",
        "ep-cool-darkness-a1b2c3d4-pooler.c-2.us-east-2.aws.neon.tech",
        "db.abcdefghijklmnopqrst.supabase.co",
        "aws-0-eu-west-1.pooler.supabase.com",
        "app.abc123.eu-west-1.rds.amazonaws.com",
        "my-db.internal",
        "my_db",
        "EP-Cool-Darkness-123456.us-east-2.aws.neon.tech",
    ];
    const QUERIES: [&str; 16] = [
        "",
        "",
        "?sslmode=require",
        "?sslmode=verify-full",
        "?sslmode=require&channel_binding=require",
        "?schema=public",
        "?pgbouncer=true&connection_limit=1",
        "?sslmode=require&pgbouncer=true&connect_timeout=15",
        "?application_name=web",
        "?connect_timeout=10&sslmode=prefer",
        "?options=-c%20search_path%3Dapp",
        "?sslmode=disable",
        "?connection_limit=5&pool_timeout=0",
        "?supa=base-pooler.x",
        "?sslmode=require&application_name=my%20app",
        "?sslmode=no-verify",
    ];
    let user = random.pick(&[
        "app",
        "neondb_owner",
        "postgres",
        "postgres.abcdefghijklmnopqrst",
        "user%40corp",
    ]);
    let password =
        random.pick(&["secret", "npg_A1b2C3d4", "p%40ss%3Aword", "a-b_c.d~e", "p!*()", ""]);
    let separator = if password.is_empty() { "" } else { ":" };
    let scheme = random.pick(&["postgresql://", "postgres://"]);
    let port = random.pick(&["", "", ":5432", ":6543", ":54321"]);
    let database =
        random.pick(&["app", "neondb", "postgres", "app_dev", "app-test", "MyApp", "app.v2"]);
    format!(
        "{scheme}{user}{separator}{password}@{}{port}/{database}{}",
        random.pick(&HOSTS),
        random.pick(&QUERIES)
    )
}

/// A URL whose every part may be odd.
pub(super) fn wild(random: &mut Random) -> String {
    if random.chance(1) {
        return keyword_value(random);
    }
    let mut url = String::new();
    if random.chance(2) {
        url.push_str(random.pick(&words::EDGES));
    }
    url.push_str(&plain_or(random, 93, "postgresql://", &words::SCHEMES));
    if random.chance(85) {
        url.push_str(&plain_or(random, 88, "u", &words::USERS));
        if random.chance(85) {
            url.push(':');
            url.push_str(&plain_or(random, 85, "p", &words::PASSWORDS));
        }
        url.push('@');
    }
    host(random, &mut url);
    url.push_str(&plain_or(random, 75, "/app", &words::PATHS));
    if random.chance(55) {
        query(random, &mut url);
    }
    if random.chance(2) {
        url.push_str(random.pick(&words::EDGES));
    }
    url
}

fn host(random: &mut Random, url: &mut String) {
    let count = if random.chance(93) { 1 } else { 2 + random.below(2) };
    for index in 0..count {
        if index > 0 {
            url.push_str(random.pick(&[",", ",", "%2C", ", "]));
        }
        url.push_str(&plain_or(random, 60, "db.example.com", &words::HOSTS));
        url.push_str(&plain_or(random, 80, "", &words::PORTS));
    }
}

fn query(random: &mut Random, url: &mut String) {
    url.push('?');
    for index in 0..=random.below(3) {
        if index > 0 {
            url.push_str(random.pick(&words::SEPARATORS));
        }
        if random.chance(40) {
            url.push_str("sslmode=require");
            continue;
        }
        url.push_str(random.pick(&words::KEYS));
        if random.chance(95) {
            url.push('=');
        }
        url.push_str(random.pick(&words::VALUES));
    }
}

/// libpq's other form, which some drivers take wherever they take a URL.
fn keyword_value(random: &mut Random) -> String {
    let mut text =
        random.pick(&["host=db.example.com", "dbname='app'", "/var/run app", "user=u"]).to_owned();
    for _ in 0..random.below(4) {
        text.push(' ');
        text.push_str(random.pick(&words::KEYS));
        text.push('=');
        text.push_str(random.pick(&words::VALUES));
    }
    text
}

fn plain_or(random: &mut Random, percent: usize, plain: &str, odd: &[&str]) -> String {
    let word = if random.chance(percent) { plain } else { random.pick(odd) };
    if random.chance(1) { percent_encoded(random, word) } else { word.to_owned() }
}

/// Some of a word's bytes as escapes, with digits in either case.
fn percent_encoded(random: &mut Random, word: &str) -> String {
    let mut encoded = String::new();
    for character in word.chars() {
        if random.chance(30) {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                let digits: &[u8; 16] = random.pick_digits();
                encoded.extend([
                    '%',
                    char::from(digits[usize::from(byte >> 4)]),
                    char::from(digits[usize::from(byte & 15)]),
                ]);
            }
        } else {
            encoded.push(character);
        }
    }
    encoded
}
