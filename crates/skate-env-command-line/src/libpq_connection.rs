//! A connection as libpq's programs are told of it, by parameters: what they leave out comes from
//! the variables that the command gets.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

/// Parameters of libpq, each with the variable that stands in for it.
pub(crate) const VARIABLES: [(&str, &str); 8] = [
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGDATABASE", "dbname"),
    ("PGSERVICE", "service"),
    ("PGSSLMODE", "sslmode"),
];

/// What leads a connection somewhere, by libpq's names for it.
#[derive(Clone, Default)]
pub(crate) struct LibpqConnection {
    parameters: Vec<(String, SecretString)>,
}

/// Without the names: in text that is no connection they hold parts of a URL.
impl fmt::Debug for LibpqConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LibpqConnection").finish_non_exhaustive()
    }
}

impl LibpqConnection {
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.parameters.retain(|(known, _)| known != name);
            self.parameters.push((name.to_owned(), value.into()));
        }
    }

    /// `host=… dbname='my shop'`
    pub(crate) fn read(&mut self, text: &str) {
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

    /// A user alone leads nowhere else.
    pub(crate) fn leads_somewhere(&self) -> bool {
        self.parameters.iter().any(|(name, _)| !matches!(name.as_str(), "user" | "password"))
    }

    /// Whether the server is the one that the variables say: only its database, its port or its
    /// user are given.
    pub(crate) fn is_on_own_server(&self) -> bool {
        let is_server = |name: &str| matches!(name, "host" | "hostaddr" | "service");
        !self.parameters.iter().any(|(name, _)| is_server(name))
    }

    /// Whether any value holds the text.
    pub(crate) fn contains(&self, text: char) -> bool {
        self.parameters.iter().any(|(_, value)| value.expose_secret().contains(text))
    }

    /// The URL of the database to which it leads, where `own` are libpq's variables for the
    /// database that the command gets.
    pub(crate) fn url(&self, own: &[(&'static str, SecretString)]) -> SecretString {
        let around = |name: &str| {
            let (variable, _) = VARIABLES.iter().find(|(_, parameter)| *parameter == name)?;
            let value = own.iter().find(|it| it.0 == *variable)?.1.expose_secret();
            Some(value).filter(|value| !value.is_empty())
        };
        let value = |name: &str| {
            let given = self.parameters.iter().find(|it| it.0 == name);
            given.map(|it| it.1.expose_secret()).or_else(|| around(name))
        };
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
            !matches!(name.as_str(), "user" | "password" | "host" | "port" | "dbname" | "sslmode")
        });
        let others = others.map(|(name, value)| (name.as_str(), value.expose_secret()));
        let mode = value("sslmode").map(|mode| ("sslmode", mode));
        let others: Vec<_> = others
            .chain(mode)
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let url = if others.is_empty() { url } else { format!("{url}?{}", others.join("&")) };
        url.into()
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

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [(&str, &str); 6] = [
        ("PGHOST", "db.example.com"),
        ("PGHOSTADDR", ""),
        ("PGPORT", "6000"),
        ("PGUSER", "app"),
        ("PGPASSWORD", "canary"),
        ("PGDATABASE", "dev"),
    ];

    #[test]
    fn what_is_left_out_is_the_commands_own() {
        let own = OWN.map(|(name, value)| (name, value.into()));
        let url = |text: &str| {
            let mut connection = LibpqConnection::default();
            connection.read(text);
            (connection.is_on_own_server(), connection.url(&own).expose_secret().to_owned())
        };
        for (text, is_own, expected) in [
            ("dbname=shop", true, "postgresql://app:canary@db.example.com:6000/shop"),
            ("port=6001", true, "postgresql://app:canary@db.example.com:6001/dev"),
            ("user=me", true, "postgresql://me:canary@db.example.com:6000/dev"),
            ("host=10.0.0.1", false, "postgresql://app:canary@10.0.0.1:6000/dev"),
            (
                "host=10.0.0.1 port=5432 user=me password='p w' dbname=x sslmode=require",
                false,
                "postgresql://me:p%20w@10.0.0.1:5432/x?sslmode=require",
            ),
        ] {
            assert_eq!(url(text), (is_own, expected.to_owned()), "{text}");
        }
        let mut bare = LibpqConnection::default();
        bare.set("dbname", "shop");
        assert_eq!(bare.url(&[]).expose_secret(), "postgresql://localhost/shop");
    }
}
