//! Secrets to look for, in URLs good and broken, and everything that can be printed of a thing.

use std::fmt::Debug;

use skate_env_core::{Error, Problem};

/// It stands twice in every secret, so that what breaks one leaves the other whole.
pub(crate) const CANARY: &str = "c4n4ry";

pub(crate) const URLS: [&str; 9] = [
    "postgresql://app:c4n4ry-c4n4ry@db.example.com:5432/shop?sslmode=require",
    "postgres://app:c4n4ry-c4n4ry@localhost/shop",
    "postgresql://app:c4n4ry%40c4n4ry@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/neondb?sslmode=require&channel_binding=require",
    "postgresql://app:endpoint=ep-cool-darkness-123456;c4n4ry-c4n4ry@pg.example.com/neondb?sslmode=require",
    "postgresql://postgres.abcdefghijklmnopqrst:c4n4ry-c4n4ry@aws-0-eu-central-1.pooler.supabase.com:6543/postgres?pgbouncer=true&sslmode=require",
    "postgresql://app@db.example.com/shop?sslmode=require&password=c4n4ry-c4n4ry",
    "postgresql://app:x@db.example.com/shop?sslmode=require&sslpassword=c4n4ry-c4n4ry&application_name=c4n4ry-c4n4ry",
    "postgresql://app:x@localhost/shop?options=-c%20my.token%3Dc4n4ry-c4n4ry",
    "postgresql://app:c4n4ry-c4n4ry@%2Fvar%2Frun%2Fpostgresql/shop",
];

const INSERTED: [char; 18] = [
    ' ', '"', '\'', '@', ':', '/', '?', '#', '%', '\\', '\n', '\0', ',', '[', '$', '&', 'é',
    '\u{feff}',
];

/// The URL with one character more or less, at every place, and framed as people frame it.
pub(crate) fn variants(url: &str) -> Vec<String> {
    let mut variants = vec![
        url.to_owned(),
        format!("\"{url}\""),
        format!("'{url}"),
        format!("psql {url}"),
        format!("DATABASE_URL={url}"),
        format!("jdbc:{url}"),
        format!("{url}\r\n"),
        url.replace("://", ":"),
        url.replace("postgres", "mysql"),
        url.replace('@', ""),
        url.replace("//", "///"),
        url.replace(':', ""),
        url.to_uppercase().replace(&CANARY.to_uppercase(), CANARY),
        format!("file:{url}"),
        format!("{url},{url}"),
        url.replace('%', "%%"),
    ];
    for position in (0..=url.len()).filter(|position| url.is_char_boundary(*position)) {
        let (before, after) = url.split_at(position);
        variants.extend(INSERTED.map(|inserted| format!("{before}{inserted}{after}")));
        variants.push(before.to_owned());
        if !makes_a_name(before, after) {
            let mut rest = after.chars();
            rest.next();
            variants.push(format!("{before}{}", rest.as_str()));
        }
    }
    variants
}

/// A lost `:` makes the password part of the user's name, a lost `?` the query part of the
/// database's: to every driver and to us they are names then, and names are shown.
fn makes_a_name(before: &str, after: &str) -> bool {
    (before == "postgresql://app" || before == "postgres://app" || before.ends_with("pqrst"))
        && after.starts_with(':')
        || after.starts_with('?')
}

/// Everything that can be printed of a thing.
pub(crate) fn debugged(thing: &impl Debug) -> String {
    format!("{thing:?}\n{thing:#?}")
}

pub(crate) fn printed_problem(problem: &Problem) -> String {
    format!("{problem}\n{}\n{}\n{}", problem.message, problem.hint, debugged(problem))
}

pub(crate) fn printed_error(error: &Error) -> String {
    let problems: Vec<_> = error.problems().map(printed_problem).collect();
    let source = std::error::Error::source(error).map(ToString::to_string);
    format!("{error}\n{error:#}\n{}\n{source:?}\n{}", debugged(error), problems.join("\n"))
}

pub(crate) fn assert_silent(printed: &str, what: &str) {
    if let Some(at) = printed.find(CANARY) {
        let start = printed[..at].rfind('\n').map_or(0, |start| start + 1);
        panic!("{what} is printed: {}", printed[start..].lines().next().unwrap_or_default());
    }
}
