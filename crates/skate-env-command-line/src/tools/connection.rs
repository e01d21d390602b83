//! The URL to which one of PostgreSQL's programs would connect: from an operand, `-h -p -U -d`, a
//! conninfo string, or `PG*` variables in front of the command.

use super::getopt::Options;
use crate::{
    DatabaseAction,
    shell::{OWN_URL, Scope, UNKNOWN},
    url_argument::{UrlArgument, is_url},
};

/// What leads a connection somewhere, by libpq's names for it.
#[derive(Default)]
struct Connection {
    parameters: Vec<(String, String)>,
}

const VARIABLES: [(&str, &str); 6] = [
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGUSER", "user"),
    ("PGDATABASE", "dbname"),
    ("PGSERVICE", "service"),
];

/// Adds to an action where its arguments lead. `database` is the operand that names it.
pub(super) fn add(
    action: &mut DatabaseAction,
    options: &Options<'_>,
    database: Option<&str>,
    scope: &Scope<'_>,
) {
    let mut connection = Connection::default();
    for (variable, parameter) in VARIABLES {
        let value = scope.assigned.get(variable).and_then(Option::as_deref);
        connection.set(parameter, value.unwrap_or_default());
    }
    let name = options.values('d').last().or(database).unwrap_or_default();
    if is_url(name) || name.contains(UNKNOWN) {
        give(action, name);
        return;
    }
    if name.starts_with(OWN_URL) && !name.contains("host") {
        return;
    }
    if name.contains('=') {
        connection.read(name);
    } else {
        connection.set("dbname", name);
    }
    for (letter, parameter) in [('h', "host"), ('p', "port"), ('U', "user")] {
        connection.set(parameter, options.values(letter).last().unwrap_or_default());
    }
    if connection.leads_somewhere() {
        give(action, &connection.url());
    }
}

fn give(action: &mut DatabaseAction, url: &str) {
    action.replaces_variables = true;
    if url.contains([UNKNOWN, OWN_URL]) {
        action.ambiguity = Some("its URL is known only while it runs");
    } else {
        action.urls.push(UrlArgument::new(format!("{}'s connection", action.name), url));
    }
}

impl Connection {
    fn set(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.parameters.retain(|(known, _)| known != name);
            self.parameters.push((name.to_owned(), value.to_owned()));
        }
    }

    /// `host=… dbname='my shop'`
    fn read(&mut self, text: &str) {
        let mut rest = text.trim_start();
        while let Some((name, after)) = rest.split_once('=') {
            let mut value = String::new();
            let mut letters = after.trim_start().chars().peekable();
            let quoted = letters.next_if_eq(&'\'').is_some();
            while let Some(c) = letters.next() {
                match c {
                    '\'' if quoted => break,
                    c if c.is_whitespace() && !quoted => break,
                    '\\' => value.extend(letters.next()),
                    c => value.push(c),
                }
            }
            self.set(name.trim(), &value);
            let left: usize = letters.map(char::len_utf8).sum();
            rest = after[after.len() - left..].trim_start();
        }
    }

    /// A user alone leads nowhere: the variables are empty inside a `run`.
    fn leads_somewhere(&self) -> bool {
        self.parameters.iter().any(|(name, _)| !matches!(name.as_str(), "user" | "password"))
    }

    fn url(&self) -> String {
        let value =
            |name: &str| self.parameters.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
        let user = value("user").unwrap_or_default();
        let database = value("dbname").or(value("user")).unwrap_or("postgres");
        let host = value("host").unwrap_or_default();
        let port = value("port").map(|port| format!(":{port}")).unwrap_or_default();
        let mut url = format!("postgresql://{}", encoded(user));
        if let Some(password) = value("password") {
            url = format!("{url}:{}", encoded(password));
        }
        if !user.is_empty() {
            url.push('@');
        }
        let is_socket = host.starts_with(['/', '@']);
        let shown = if is_socket || host.is_empty() { "localhost" } else { host };
        url = format!("{url}{shown}{port}/{}", encoded(database));
        let others = self.parameters.iter().filter(|(name, _)| {
            !matches!(name.as_str(), "user" | "password" | "host" | "port" | "dbname")
        });
        let others: Vec<_> =
            others.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        if others.is_empty() { url } else { format!("{url}?{}", others.join("&")) }
    }
}

fn encoded(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}
