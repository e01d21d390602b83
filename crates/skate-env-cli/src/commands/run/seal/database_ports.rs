//! The ports on which databases are known to be: of every pin, and of every connection string in
//! variables and dotenv files.

use std::collections::BTreeSet;

use skate_env_core::{Config, Pin, Variables, dotenv::Mode, files};

use crate::context::Context;

/// Words that stand in the scheme of a connection string of a database.
const SCHEMES: [&str; 9] = [
    "postgres",
    "mysql",
    "mariadb",
    "mongodb",
    "sqlserver",
    "mssql",
    "cockroach",
    "oracle",
    "redshift",
];
/// The port that stands for none in a connection string of PostgreSQL.
const USUAL: u16 = 5432;

/// Every port that is found. What cannot be read names none.
pub(super) fn found(context: &Context, variables: &Variables) -> BTreeSet<u16> {
    let mut ports = of_pins(&context.config);
    ports.extend(of_variables(variables));
    let modes = [Mode::Development, Mode::Production, Mode::Test];
    for mode in modes {
        let loaded = files::load_dotenv(&context.directory, mode, &Variables::new());
        ports.extend(loaded.iter().flat_map(|it| of_variables(&it.variables)));
    }
    ports
}

fn of_pins(config: &Config) -> BTreeSet<u16> {
    let pins = config.environments.values().flat_map(|policy| &policy.pins);
    pins.filter_map(|pin| match pin {
        Pin::Host { port, .. } => *port,
        _ => None,
    })
    .collect()
}

fn of_variables(variables: &Variables) -> BTreeSet<u16> {
    let mut ports = BTreeSet::new();
    for name in variables.names() {
        let value = variables.raw(name).unwrap_or_default();
        ports.extend(of_text(value));
        if name.ends_with("PGPORT") || name.ends_with("DB_PORT") || name.ends_with("POSTGRES_PORT")
        {
            ports.extend(value.trim().parse::<u16>());
        }
    }
    ports
}

/// The ports of every connection string in a text.
fn of_text(text: &str) -> BTreeSet<u16> {
    let mut ports = BTreeSet::new();
    for (index, _) in text.match_indices("://") {
        let before = &text[..index];
        let scheme = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && !"+.-:".contains(c));
        let scheme = scheme.take(1).collect::<String>().to_ascii_lowercase();
        if SCHEMES.iter().any(|known| scheme.contains(known)) {
            of_authority(&text[index + 3..], &mut ports);
        }
    }
    // Keywords (`host=… port=…`), and parameters of a URL.
    if text.contains("host=") || !ports.is_empty() {
        let words = text.split(|c: char| c.is_whitespace() || "?&;".contains(c));
        let values = words.filter_map(|word| word.strip_prefix("port="));
        ports.extend(values.filter_map(|value| value.trim_matches('\'').parse::<u16>().ok()));
    }
    ports
}

/// `user:password@host:port,host:port/database`
fn of_authority(text: &str, ports: &mut BTreeSet<u16>) {
    let end = text.find(|c: char| c.is_whitespace() || "/?#\"'".contains(c)).unwrap_or(text.len());
    let hosts = text[..end].rsplit('@').next().unwrap_or_default();
    for host in hosts.split(',') {
        let port = host.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        ports.insert(port.unwrap_or(USUAL));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connection_strings_of_databases_have_ports_and_other_urls_do_not() {
        let ports = |text: &str| of_text(text).into_iter().collect::<Vec<_>>();
        for (text, expected) in [
            ("postgresql://app:canary@db.example.com:6000/shop?sslmode=require", vec![6000]),
            ("POSTGRES://a:p:1@[::1]:6001/x", vec![6001]),
            ("jdbc:postgresql://127.0.0.1:6002/shop?user=postgres", vec![6002]),
            ("postgresql+asyncpg://a@h:6003/x", vec![6003]),
            ("postgresql://a:6004,b:6005/x", vec![6004, 6005]),
            ("postgresql:///shop?host=127.0.0.1&port=6006&user=x", vec![5432, 6006]),
            ("host=127.0.0.1 port=6007 user=postgres", vec![6007]),
            ("host='127.0.0.1' port='6008'", vec![6008]),
            ("mysql://a@h:3307/x and mongodb+srv://h/x", vec![3307, 5432]),
            ("https://example.com:8443/x", vec![]),
            ("redis://localhost:6379", vec![]),
            ("port=3000", vec![]),
            ("prisma+postgres://localhost:51213/?api_key=x", vec![51213]),
            ("", vec![]),
        ] {
            assert_eq!(ports(text), expected, "{text}");
        }
    }
}
