//! Finds out whether a text leads to a pinned database: by a URL of any scheme, a keyword string, or
//! a host's name.
//!
//! A variable that a guard does not read may still lead a program to production. What it holds is in
//! nobody's one form, so that the look is a wide one: hosts count by what they are, and a port or a
//! database that is not said may be any.

mod bare_hosts;
mod keywords;
mod urls;

use std::borrow::Cow;

use crate::{
    DatabaseUrl, Pin, Server, Target, Variables,
    target::{Host, Tenancy, tenancy},
};

/// Pins, as texts are searched for them.
///
/// ```
/// use skate_env_core::{Pin, PinnedDatabases};
///
/// let production = PinnedDatabases::new([Pin::parse("ep-cool-darkness-123456")?]);
/// assert!(production.are_in("jdbc:postgresql://ep-cool-darkness-123456.eu.aws.neon.tech/shop"));
/// assert!(production.are_in("host=ep-cool-darkness-123456-pooler.eu.aws.neon.tech dbname=shop"));
/// assert!(!production.are_in("https://example.com"));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
pub struct PinnedDatabases {
    pins: Vec<Pin>,
    /// What a text that leads there must hold, in lower case: a quick look before the long one.
    needles: Vec<String>,
    /// The database in use: a bare name of its server leads to it.
    own: Option<Target>,
}

/// Databases that every server has.
const MAINTENANCE: [&str; 2] = ["postgres", "template1"];

/// A place where a text says where a database is.
struct Mention<'t> {
    /// The scheme of a URL; `None` for keywords and bare names.
    scheme: Option<&'t str>,
    host: &'t str,
    port: Option<u16>,
    user: Option<Cow<'t, str>>,
    database: Option<&'t str>,
    /// What else the text says: `options` may name an endpoint.
    options: &'t str,
}

impl PinnedDatabases {
    /// The databases of these pins.
    #[must_use]
    pub fn new(pins: impl IntoIterator<Item = Pin>) -> Self {
        let pins: Vec<_> = pins.into_iter().collect();
        let needles = pins.iter().filter_map(needle).collect();
        Self { pins, needles, own: None }
    }

    /// The same beside a database that is in use. Where its server holds a pinned database, too, the
    /// server's bare name does not lead there.
    #[must_use]
    pub fn beside(mut self, own: Option<Target>) -> Self {
        self.own = own;
        self
    }

    /// Whether there is anything to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pins.is_empty()
    }

    /// Whether a text leads to one of them: a URL of any scheme, a keyword string
    /// (`host=… dbname=…`), also within JSON and percent-encoded, or nothing but hosts.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.any_reading(text, |text| {
            self.is_in_urls(text) || bare_hosts::read(text).iter().any(|it| self.is_meant_by(it))
        })
    }

    /// Whether a URL or a keyword string in the text leads to one of them; bare hosts do not count.
    #[must_use]
    pub fn are_in_urls_of(&self, text: &str) -> bool {
        self.any_reading(text, |text| self.is_in_urls(text))
    }

    fn is_in_urls(&self, text: &str) -> bool {
        urls::words(text).any(|word| self.is_meant_by_url(word))
            || urls::read(text).any(|mention| self.is_meant_by(&mention))
            || keywords::read(text).iter().any(|mention| self.is_meant_by(mention))
    }

    /// Looks at the text, and at what it means without escapes, up to two layers of them.
    fn any_reading(&self, text: &str, finds: impl Fn(&str) -> bool) -> bool {
        let mut text = Cow::Borrowed(text);
        for _ in 0..3 {
            if self.may_be_in(&text) && finds(&text) {
                return true;
            }
            match decoded(&text) {
                Some(decoded) => text = Cow::Owned(decoded),
                None => break,
            }
        }
        false
    }

    fn may_be_in(&self, text: &str) -> bool {
        let lower = text.to_ascii_lowercase();
        self.needles.iter().any(|needle| lower.contains(needle.as_str()))
    }

    /// A URL as drivers read it, with everything that tells a target.
    fn is_meant_by_url(&self, word: &str) -> bool {
        let url = DatabaseUrl::parse(word).ok();
        let target = url.and_then(|url| url.target(&Variables::new()).ok().flatten());
        target.is_some_and(|target| self.pins.iter().any(|pin| pin.matches(&target)))
    }

    fn is_meant_by(&self, mention: &Mention<'_>) -> bool {
        let Some(host) = Host::parse(mention.host) else { return false };
        let server = mention.server(&host);
        self.pins.iter().any(|pin| match pin {
            Pin::Endpoint(id) => {
                names_endpoint(mention.options, id)
                    || (mention.is_address() && is_endpoint(&server, id))
            }
            Pin::Branch(id) => matches!(&server, Server::NeonBranch { branch }
                if branch.strip_prefix(id.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))),
            Pin::Host { server: pinned, port, database } => {
                pinned.may_be(&server)
                    && self.may_be_at(mention, pinned, *port, database.as_deref())
            }
            Pin::System { .. } => false,
        })
    }

    /// Whether the port and the database of a pin's server may be meant.
    fn may_be_at(
        &self,
        mention: &Mention<'_>,
        server: &Server,
        port: Option<u16>,
        database: Option<&str>,
    ) -> bool {
        let is_other =
            matches!((database, mention.database), (Some(one), Some(other)) if one != other);
        if is_other && !self.is_maintenance_database(mention, server) {
            return false;
        }
        if server.is_identity() {
            return true;
        }
        if mention.is_no_postgres() {
            return mention.port.is_some() && mention.port == port.or(Some(5432));
        }
        let said = mention.port.or(mention.scheme.map(|_| 5432));
        if matches!((port, said), (Some(one), Some(other)) if one != other) {
            return false;
        }
        let own = self.own.as_ref().filter(|own| own.server.may_be(server));
        let is_here = matches!(server, Server::Local | Server::Socket { .. });
        let is_at_port = mention.port.is_some() && mention.port == port;
        mention.database.is_some()
            || (is_at_port && own.is_none_or(|own| Some(own.port) != port))
            || !(is_here || own.is_some())
    }

    /// Whether it is a database in which nobody works: tools connect there to drop or rename
    /// another one of the server, which may be the pinned one.
    fn is_maintenance_database(&self, mention: &Mention<'_>, server: &Server) -> bool {
        let is_own = |own: &Target| {
            own.server.may_be(server) && Some(own.database.as_str()) == mention.database
        };
        mention.database.is_some_and(|name| MAINTENANCE.contains(&name))
            && !self.own.as_ref().is_some_and(is_own)
    }
}

impl Mention<'_> {
    fn server(&self, host: &Host) -> Server {
        let server = Server::of_host(host).0;
        let Server::Host { name } = &server else { return server };
        let database = self.database.unwrap_or_default();
        match tenancy(name, self.user.as_deref(), database, Some(self.options)) {
            Tenancy::Named(named) => named,
            _ => server,
        }
    }

    /// Whether it is more than a Neon id alone, which leads nowhere.
    fn is_address(&self) -> bool {
        self.host.trim_end_matches('.').contains('.') || self.scheme.is_some()
    }

    /// A URL of something else, such as a web site on the same machine.
    fn is_no_postgres(&self) -> bool {
        const OTHERS: [&str; 22] = [
            "amqp",
            "amqps",
            "ftp",
            "ftps",
            "git",
            "grpc",
            "http",
            "https",
            "kafka",
            "ldap",
            "ldaps",
            "mariadb",
            "mongodb",
            "mongodb+srv",
            "mysql",
            "redis",
            "rediss",
            "sftp",
            "smtp",
            "smtps",
            "ws",
            "wss",
        ];
        self.scheme.is_some_and(|scheme| OTHERS.iter().any(|it| scheme.eq_ignore_ascii_case(it)))
    }
}

fn is_endpoint(server: &Server, id: &str) -> bool {
    matches!(server, Server::Neon { endpoint } if endpoint == id)
}

/// `options=endpoint=ep-…`, for clients without SNI.
fn names_endpoint(text: &str, id: &str) -> bool {
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    ["endpoint=", "project="].iter().any(|key| {
        text.match_indices(key).any(|(at, _)| {
            let named = text[at + key.len()..].strip_prefix(id);
            named.is_some_and(|rest| is_end(rest.strip_prefix("-pooler").unwrap_or(rest)))
        })
    })
}

/// A text that leads to the pin holds it, whatever stands around it.
fn needle(pin: &Pin) -> Option<String> {
    let text = match pin {
        Pin::Endpoint(id) | Pin::Branch(id) => id.clone(),
        Pin::Host { server: Server::Supabase { project }, .. } => project.clone(),
        Pin::Host { server: Server::Tenant { host, .. }, .. } => host.clone(),
        // Twins: `private-…`, `cluster-ro-…` hold the first label.
        Pin::Host { server: Server::Host { name }, .. } => name.split('.').next()?.to_owned(),
        // Every spelling of this machine.
        Pin::Host { .. } => String::new(),
        Pin::System { .. } => return None,
    };
    Some(text.to_ascii_lowercase())
}

/// The text without one layer of escapes: JSON's `\/`, or `%2F`.
fn decoded(text: &str) -> Option<String> {
    if text.contains("\\/") {
        return Some(text.replace("\\/", "/"));
    }
    let is_escape = |part: &[u8]| part[0] == b'%' && part[1..].iter().all(u8::is_ascii_hexdigit);
    let has_escapes = text.as_bytes().windows(3).any(is_escape);
    has_escapes.then(|| crate::database_url::decode(text).ok().map(Cow::into_owned)).flatten()
}

#[cfg(test)]
mod tests;
