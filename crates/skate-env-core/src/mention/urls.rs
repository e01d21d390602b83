//! Hosts in URLs of any scheme, also several in one, and those of a list (`a:5432,b:5432`).

use std::borrow::Cow;

use super::Mention;

/// The parts of a text that may be URLs: between spaces, quotes and what no URL holds.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "\"'`<>\\^".contains(c);
    text.split(ends).filter(|word| word.contains("://")).map(|word| {
        let start = word.find("postgres").unwrap_or_default();
        &word[start..]
    })
}

/// Every host of every URL.
pub(super) fn read(text: &str) -> impl Iterator<Item = Mention<'_>> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "\"'`<>\\^".contains(c);
    text.split(ends).flat_map(read_word)
}

fn read_word(word: &str) -> Vec<Mention<'_>> {
    let mut mentions = Vec::new();
    for (at, separator) in word.match_indices("://") {
        let scheme = scheme(&word[..at]);
        let rest = &word[at + separator.len()..];
        let whole = rest.find("://").map_or(rest, |next| &rest[..next]);
        mentions.extend(of_query(scheme, whole));
        mentions.extend(read_hosts(scheme, whole, None));
        // A password may hold an @, and drivers differ in which one ends it.
        for (at, _) in whole.match_indices('@') {
            let user = whole[..at].split([':', '/']).next().unwrap_or_default();
            mentions.extend(read_hosts(scheme, &whole[at + 1..], Some(user)));
        }
    }
    mentions
}

/// `postgresql:///shop?host=db.example.com&port=5432`: libpq's parameters in a URL without a host.
fn of_query<'t>(scheme: &'t str, text: &'t str) -> Option<Mention<'t>> {
    let (path, query) = text.strip_prefix('/')?.split_once('?')?;
    let of = |name: &str| {
        let pairs = query.split(['&', ';', '#']).filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next_back()
    };
    let (host, port) = host_and_port(of("host").or(of("hostaddr"))?)?;
    Some(Mention {
        scheme: Some(scheme),
        host,
        port: port.or(of("port").and_then(|port| port.parse().ok())),
        user: of("user").map(Cow::Borrowed),
        database: Some(of("dbname").unwrap_or(path)).filter(|name| !name.is_empty()),
        options: query,
    })
}

/// `postgresql` of `DATABASE_URL=jdbc:postgresql`.
fn scheme(before: &str) -> &str {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
    let start = before.rfind(|c| !is_part(c)).map_or(0, |at| at + 1);
    before.get(start..).unwrap_or_default()
}

/// The hosts at the start of a text: `host:port,host:port/database?…`.
fn read_hosts<'t>(scheme: &'t str, text: &'t str, user: Option<&'t str>) -> Vec<Mention<'t>> {
    let end = text.find(['/', '?', '#', '@', ';', '}', ')']).unwrap_or(text.len());
    let (hosts, tail) = text.split_at(end);
    if tail.starts_with('@') {
        return Vec::new(); // a user and a password
    }
    let path = tail.strip_prefix('/').unwrap_or_default();
    let end = path.find(['?', '#', '&', ';', ',', '}', ')']).unwrap_or(path.len());
    let database = Some(&path[..end]).filter(|name| !name.is_empty());
    let mention = |(host, port)| Mention {
        scheme: Some(scheme),
        host,
        port,
        user: user.map(Cow::Borrowed),
        database,
        options: tail,
    };
    hosts.split(',').filter_map(host_and_port).map(mention).collect()
}

/// `host`, `host:port`, `[::1]:port`.
pub(super) fn host_and_port(text: &str) -> Option<(&str, Option<u16>)> {
    let after_brackets = text.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match text[after_brackets..].split_once(':') {
        Some((rest, port)) => (&text[..after_brackets + rest.len()], Some(port.parse().ok()?)),
        None => (text, None),
    };
    (!host.is_empty()).then_some((host, port))
}
