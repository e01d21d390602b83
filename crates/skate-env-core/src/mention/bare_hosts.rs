//! A text that is nothing but hosts: `db.example.com`, `db.example.com:5432/shop`, `a:5432,b:5432`.

use std::borrow::Cow;

use super::{Mention, urls::host_and_port};

/// More are no list of hosts.
const MOST: usize = 16;

/// The hosts; none where anything else stands in the text.
pub(super) fn read(text: &str) -> Vec<Mention<'_>> {
    let items: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
        .filter(|item| !item.is_empty())
        .take(MOST + 1)
        .collect();
    // Words of a sentence are names of a single label.
    let is_list = items.iter().all(|item| item.contains(['.', ':', '/']));
    if items.len() > MOST || (items.len() > 1 && !is_list) {
        return Vec::new();
    }
    items.into_iter().map(read_one).collect::<Option<_>>().unwrap_or_default()
}

fn read_one(item: &str) -> Option<Mention<'_>> {
    if item.starts_with('/') {
        return Some(mention(item, None, None, None)); // a socket's folder
    }
    if item.contains("://") {
        return None;
    }
    let (user, rest) = match item.rsplit_once('@') {
        Some((user, rest)) => (Some(user), rest),
        None => (None, item),
    };
    let (server, database) = match rest.split_once('/') {
        Some((server, database)) => (server, Some(database).filter(|name| !name.is_empty())),
        None => (rest, None),
    };
    let (host, port) = host_and_port(server)?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || "._-[]:".contains(c);
    host.chars().all(is_host).then(|| mention(host, port, user, database))
}

fn mention<'t>(
    host: &'t str,
    port: Option<u16>,
    user: Option<&'t str>,
    database: Option<&'t str>,
) -> Mention<'t> {
    Mention { scheme: None, host, port, user: user.map(Cow::Borrowed), database, options: "" }
}
