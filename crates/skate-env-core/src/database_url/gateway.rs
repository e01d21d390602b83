//! The URL of a guarded connection: the same user and database, at another address.

use std::{fmt::Write as _, net::Ipv4Addr};

use secrecy::{ExposeSecret as _, SecretString};

use super::{DatabaseUrl, split, text};

/// Where guarded connections listen, as it is spelled in their URLs.
pub(crate) const ADDRESS: Ipv4Addr = Ipv4Addr::LOCALHOST;

impl DatabaseUrl {
    /// The URL of a proxy on this machine's loopback that leads to the same database: user,
    /// database and parameters stay. What is about encryption goes, for there is none on the way
    /// to the proxy, and so do `options`, which the proxy itself hands to the server. Where the URL
    /// names no user, `user` is who the driver would log in as.
    ///
    /// `password` is ASCII letters and digits. `None` for SQLite.
    #[must_use]
    pub fn at_gateway(&self, port: u16, user: &str, password: &SecretString) -> Option<Self> {
        let parts = self.parts()?;
        let split = split::split(self.expose_secret()).ok()?;
        let user = match split.user.filter(|user| !user.is_empty()) {
            Some(user) => user.to_owned(),
            None => encoded(user),
        };
        let kept = split.query.split('&').filter(|pair| !pair.is_empty() && is_kept(pair));
        let query: Vec<_> = kept.chain(["sslmode=disable"]).collect();
        Self::read(&format!(
            "{}{user}:{}@{ADDRESS}:{port}/{}?{}",
            split.scheme,
            password.expose_secret(),
            parts.database,
            query.join("&")
        ))
        .ok()
    }

    /// The same URL with the role as which its driver would log in; `None` where it names one.
    #[must_use]
    pub fn with_user(&self, user: &str) -> Option<Self> {
        let text = self.expose_secret();
        let split = split::split(text).ok()?;
        if split.user.is_some_and(|user| !user.is_empty()) {
            return None;
        }
        let rest = &text[split.scheme.len()..];
        let rest = rest.split_once('@').map_or(rest, |(_, server)| server);
        let password = split.password.map(|it| format!(":{it}")).unwrap_or_default();
        Self::read(&format!("{}{}{password}@{rest}", split.scheme, encoded(user))).ok()
    }
}

/// Whether a parameter means the same beside another address.
fn is_kept(pair: &str) -> bool {
    const ABOUT_THE_SERVER: [&str; 6] = ["ssl", "gss", "krb", "channel_binding", "require", "host"];
    let name = pair.split_once('=').map_or(pair, |(name, _)| name);
    let Ok(name) = text::decode(name) else { return false };
    let name = name.to_ascii_lowercase();
    name != "options" && !ABOUT_THE_SERVER.iter().any(|start| name.starts_with(start))
}

fn encoded(user: &str) -> String {
    let mut encoded = String::new();
    for byte in user.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                encoded.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => write!(encoded, "%{byte:02X}").unwrap_or_default(),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_gateway(url: &str) -> String {
        let url = DatabaseUrl::parse(url).unwrap();
        url.at_gateway(4000, "me@here", &"r4ndom".into()).unwrap().expose_secret().to_owned()
    }

    #[test]
    fn user_database_and_parameters_stay_and_encryption_and_options_go() {
        assert_eq!(
            at_gateway(
                "postgresql://us%40er:canary@ep-cool-darkness-123456-pooler.eu.aws.neon.tech:6543/shop\
                 ?sslmode=verify-full&channel_binding=require&sslrootcert=system&schema=app&pgbouncer=true\
                 &options=-c%20search_path%3Dx&connect_timeout=15&gssencmode=disable"
            ),
            "postgresql://us%40er:r4ndom@127.0.0.1:4000/shop\
             ?schema=app&pgbouncer=true&connect_timeout=15&sslmode=disable"
        );
        assert_eq!(
            at_gateway("postgres:///shop?host=/run/postgresql"),
            "postgres://me%40here:r4ndom@127.0.0.1:4000/shop?sslmode=disable"
        );
        assert_eq!(
            at_gateway("postgres://app@[::1]/a(b)?x=1"),
            "postgres://app:r4ndom@127.0.0.1:4000/a(b)?x=1&sslmode=disable"
        );
        let file = DatabaseUrl::parse("file:dev.db").unwrap();
        assert!(file.at_gateway(4000, "me", &"r4ndom".into()).is_none());
    }

    #[test]
    fn a_role_is_added_where_there_is_none() {
        let with_user = |url: &str| {
            let url = DatabaseUrl::parse(url).unwrap().with_user("me@here")?;
            Some(url.expose_secret().to_owned())
        };
        assert_eq!(
            with_user("postgres://localhost:5433/shop?x=1").unwrap(),
            "postgres://me%40here@localhost:5433/shop?x=1"
        );
        assert_eq!(with_user("postgres:///shop").unwrap(), "postgres://me%40here@/shop");
        assert_eq!(with_user("postgres://app@localhost/shop"), None);
        assert_eq!(with_user("file:dev.db"), None);
    }
}
