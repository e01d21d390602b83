//! Prints a URL without its secrets.

use std::fmt;

use super::split;

/// Parameters whose values are no secrets. Every other value is masked.
const HARMLESS: [&str; 12] = [
    "channel_binding",
    "connect_timeout",
    "connection_limit",
    "pgbouncer",
    "pool_timeout",
    "schema",
    "sslmode",
    "ssl",
    "sslnegotiation",
    "statement_cache_size",
    "target_session_attrs",
    "uselibpqcompat",
];

pub(super) fn write(url: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    if url.starts_with("file:") {
        return formatter.write_str(url.split('?').next().unwrap_or_default());
    }
    let Ok(split) = split::split(url) else { return formatter.write_str("***") };
    formatter.write_str(split.scheme)?;
    if let Some(user) = split.user {
        formatter.write_str(user)?;
        if split.password.is_some() {
            formatter.write_str(":***")?;
        }
        formatter.write_str("@")?;
    }
    formatter.write_str(split.host)?;
    if let Some(port) = split.port {
        write!(formatter, ":{port}")?;
    }
    write!(formatter, "/{}", split.database().unwrap_or("***"))?;
    let pairs = split.query.split('&').filter(|pair| !pair.is_empty());
    for (index, pair) in pairs.enumerate() {
        formatter.write_str(if index == 0 { "?" } else { "&" })?;
        write_parameter(pair, formatter)?;
    }
    Ok(())
}

fn write_parameter(pair: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some((key, value)) = pair.split_once('=') else { return formatter.write_str("***") };
    let word = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
    match (HARMLESS.contains(&key) && word(value), word(key)) {
        (true, _) => formatter.write_str(pair),
        (false, true) => write!(formatter, "{key}=***"),
        (false, false) => formatter.write_str("***=***"),
    }
}
