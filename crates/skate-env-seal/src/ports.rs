//! Which TCP ports a seal closes.

use std::{collections::BTreeSet, ops::RangeInclusive};

/// The ports of `skate-env local`'s servers, of every checkout on this machine.
pub const LOCAL_SERVERS: RangeInclusive<u16> = 20_000..=29_999;

/// Ports on which databases and their poolers listen by default.
///
/// Left out are those that development needs and that seldom lead to production: Redis (6379),
/// and defaults which other servers share (`TiDB` 4000, Pgpool-II 9999). They can be asked for.
const USUAL: &[RangeInclusive<u16>] = &[
    1433..=1434,   // SQL Server
    1521..=1522,   // Oracle, also Autonomous Database
    2484..=2484,   // Oracle over TLS
    3306..=3306,   // MySQL, MariaDB
    5432..=5439,   // PostgreSQL and further clusters of a machine; YugabyteDB 5433, Redshift 5439
    5444..=5444,   // EDB Postgres Advanced Server
    6033..=6033,   // ProxySQL
    6432..=6432,   // PgBouncer, Odyssey, PgCat
    6446..=6449,   // MySQL Router
    6543..=6543,   // Supabase's pooler
    25060..=25061, // DigitalOcean's managed databases and their pools
    26257..=26257, // CockroachDB
    27017..=27019, // MongoDB
    33060..=33060, // MySQL's X protocol
];

/// Ports that carry what a command needs beside a database: SSH and git, DNS, HTTP, HTTPS.
const NEEDED: &[u16] = &[22, 53, 80, 443, 9418];

/// Never an address of anything: closing it costs nothing, and [`crate::is_sealed`] can try it
/// without a connection to anybody.
pub(crate) const NOBODY: u16 = 0;

/// The TCP ports that a seal closes.
///
/// ```
/// use skate_env_seal::ClosedPorts;
///
/// let closed = ClosedPorts::usual().with_found([41_234, 443]).with_asked([9_999]);
/// assert!(closed.contains(5432) && closed.contains(41_234) && closed.contains(9_999));
/// assert!(!closed.contains(443), "npm, git and HTTPS work in a seal");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedPorts(BTreeSet<u16>);

impl ClosedPorts {
    /// The usual ports of databases and poolers, and [`LOCAL_SERVERS`].
    #[must_use]
    pub fn usual() -> Self {
        let usual = usual_ports().chain(LOCAL_SERVERS);
        Self(usual.chain([NOBODY]).collect())
    }

    /// Closes ports that were found in pins and URLs, except those that carry what a command
    /// needs beside a database (22, 53, 80, 443, 9418).
    #[must_use]
    pub fn with_found(mut self, ports: impl IntoIterator<Item = u16>) -> Self {
        self.0.extend(ports.into_iter().filter(|port| !NEEDED.contains(port)));
        self
    }

    /// Closes ports that somebody asked for, whatever they carry.
    #[must_use]
    pub fn with_asked(mut self, ports: impl IntoIterator<Item = u16>) -> Self {
        self.0.extend(ports);
        self
    }

    /// Opens a port again: the gateway's, or the API of Neon on this machine.
    #[must_use]
    pub fn without(mut self, port: u16) -> Self {
        self.0.remove(&port);
        self
    }

    /// Whether the port is closed.
    #[must_use]
    pub fn contains(&self, port: u16) -> bool {
        self.0.contains(&port)
    }

    /// The closed ports, as ranges, in order.
    pub fn ranges(&self) -> impl Iterator<Item = RangeInclusive<u16>> {
        let mut ports = self.0.iter().copied().peekable();
        std::iter::from_fn(move || {
            let first = ports.next()?;
            let mut last = first;
            while let Some(next) = ports.next_if(|port| Some(*port) == last.checked_add(1)) {
                last = next;
            }
            Some(first..=last)
        })
    }
}

/// The usual ports of databases and poolers.
pub(crate) fn usual_ports() -> impl Iterator<Item = u16> {
    USUAL.iter().cloned().flatten()
}

/// Reads ports and ranges between commas: `7000,8000-8010`.
///
/// # Errors
///
/// A sentence that says what a list of ports is, without the text.
pub fn parse_ports(text: &str) -> Result<Vec<u16>, String> {
    let port = |text: &str| text.trim().parse::<u16>().ok().filter(|port| *port != 0);
    let range = |part: &str| match part.split_once('-') {
        Some((first, last)) => Some(port(first)?..=port(last)?).filter(|range| !range.is_empty()),
        None => port(part).map(|port| port..=port),
    };
    let ranges: Option<Vec<_>> = text.split(',').map(range).collect();
    let explain = || "Write ports from 1 to 65535, or ranges of them: 7000,8000-8010.".to_owned();
    Ok(ranges.ok_or_else(explain)?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_and_poolers_are_closed_and_the_rest_of_the_network_is_open() {
        let closed = ClosedPorts::usual();
        for port in [5432, 5433, 5439, 6432, 6543, 3306, 33060, 26257, 25060, 1433, 1521, 27017] {
            assert!(closed.contains(port), "{port} is open");
        }
        for port in [22, 53, 80, 443, 3000, 5173, 6379, 8080, 9418, 9999, 32_768, 65_535] {
            assert!(!closed.contains(port), "{port} is closed");
        }
    }

    #[test]
    fn servers_of_this_machine_are_closed_but_for_the_one_that_is_opened() {
        let closed = ClosedPorts::usual().without(20_123);
        assert!(closed.contains(20_000) && closed.contains(20_124) && closed.contains(29_999));
        assert!(!closed.contains(20_123) && !closed.contains(19_999) && !closed.contains(30_000));
    }

    #[test]
    fn a_pin_on_the_port_of_https_does_not_close_https_but_a_request_does() {
        assert!(!ClosedPorts::usual().with_found([443, 22]).contains(443));
        assert!(ClosedPorts::usual().with_asked([443]).contains(443));
    }

    #[test]
    fn ranges_cover_the_same_ports() {
        let closed = ClosedPorts::usual().with_asked([7, 65_534, 65_535]);
        let listed: Vec<u16> = closed.ranges().flatten().collect();
        assert!((0..=u16::MAX).filter(|port| closed.contains(*port)).eq(listed));
        assert_eq!(closed.ranges().next(), Some(NOBODY..=NOBODY));
        assert_eq!(closed.ranges().last(), Some(65_534..=65_535));
    }

    #[test]
    fn lists_of_ports_are_read_or_explained() {
        assert_eq!(parse_ports("7000, 8000-8002").unwrap(), [7000, 8000, 8001, 8002]);
        assert_eq!(parse_ports("65535").unwrap(), [65_535]);
        for wrong in ["", "0", "70000", "a", "1,", "9-8", "-1", "1-", "5432-5433-5434", "c4n4ry"] {
            let said = parse_ports(wrong).unwrap_err();
            assert!(!said.contains("c4n4ry"), "{said}");
        }
    }
}
