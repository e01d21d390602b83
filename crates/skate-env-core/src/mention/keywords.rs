//! Hosts that a keyword gives: libpq's `host=… dbname=…`, `Host=…;Database=…` of .NET, JSON, YAML.

use std::borrow::Cow;

use super::Mention;

const HOSTS: [&str; 7] =
    ["host", "hostname", "hostaddr", "server", "data source", "addr", "address"];
const PORTS: [&str; 1] = ["port"];
const DATABASES: [&str; 4] = ["dbname", "database", "initial catalog", "db"];
const USERS: [&str; 4] = ["user", "username", "user id", "uid"];

/// Every host that a keyword gives, with port, database and user where the text gives one of each.
pub(super) fn read(text: &str) -> Vec<Mention<'_>> {
    let hosts = values(text, &HOSTS);
    if hosts.is_empty() {
        return Vec::new();
    }
    let port = only(text, &PORTS).and_then(|port| port.parse().ok());
    let (database, user) = (only(text, &DATABASES), only(text, &USERS));
    let of = |(host, own_port): (_, Option<u16>)| Mention {
        scheme: None,
        host,
        port: own_port.or(port),
        user: user.map(Cow::Borrowed),
        database,
        options: text,
    };
    let lists = hosts.into_iter().flat_map(|list| list.split(','));
    lists
        .map(|host| host.trim_start_matches("tcp:"))
        .filter_map(super::urls::host_and_port)
        .map(of)
        .collect()
}

/// The value, where there is one alone: of several nobody knows which belongs to which host.
fn only<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    match values(text, names)[..] {
        [value] => Some(value),
        _ => None,
    }
}

/// What stands behind these names and a `=` or a `:`.
fn values<'t>(text: &'t str, names: &[&str]) -> Vec<&'t str> {
    let lower = text.to_ascii_lowercase();
    let mut values = Vec::new();
    for name in names {
        for (at, _) in lower.match_indices(name) {
            let is_start = !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
            if is_start {
                values.extend(value(&text[at + name.len()..]));
            }
        }
    }
    values
}

fn value(rest: &str) -> Option<&str> {
    let quotes = ['"', '\'', '`'];
    let rest = rest.strip_prefix(quotes).unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix(['=', ':'])?.trim_start();
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    let rest = rest.strip_prefix(quotes).unwrap_or(rest);
    let ends = |c: char| c.is_whitespace() || c == ';' || c == '&' || c == '}' || c == '\\';
    let end = rest.find(|c| ends(c) || quotes.contains(&c)).unwrap_or(rest.len());
    let value = rest[..end].trim_end_matches(',');
    (!value.is_empty()).then_some(value)
}
