//! The variables that may stand beside a URL. Each set has reader processes of its own.

use std::collections::BTreeMap;
use std::path::Path;

/// The services that `PGSERVICE` and `?service=` can name.
const SERVICES: &str = "[prod]\nhost=service.example\nport=6000\ndbname=service_database\n\
                        [address]\nhostaddr=203.0.113.7\n";

/// One set of variables, as a driver finds them.
#[derive(Clone, Debug)]
pub(crate) struct Ambient {
    /// What the report calls it.
    pub(crate) name: &'static str,
    /// How many of a hundred URLs are read with it.
    pub(crate) share: u64,
    /// The variables themselves.
    pub(crate) variables: BTreeMap<String, String>,
}

/// All sets; nearly half of the URLs are read with none.
pub(crate) fn all() -> Vec<Ambient> {
    let set = |name, share, pairs: &[(&str, &str)]| Ambient {
        name,
        share,
        variables: pairs.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect(),
    };
    vec![
        set("none", 46, &[]),
        set("PGHOST", 8, &[("PGHOST", "ambient.example")]),
        set("PGPORT", 8, &[("PGPORT", "6001")]),
        set("PGHOSTADDR", 8, &[("PGHOSTADDR", "203.0.113.9")]),
        set(
            "PGDATABASE, PGUSER",
            8,
            &[("PGDATABASE", "ambient"), ("PGUSER", "postgres.zyxwvutsrqponmlkjihg")],
        ),
        set("PGSERVICE", 6, &[("PGSERVICE", "prod")]),
        set("PGSERVICE with hostaddr", 6, &[("PGSERVICE", "address")]),
        set("PGOPTIONS", 6, &[("PGOPTIONS", "endpoint=ep-ambient-dawn-999999")]),
        set("PGPASSWORD", 4, &[("PGPASSWORD", "endpoint=ep-ambient-dawn-999999;password")]),
    ]
}

/// Writes the service file that every reader is given, and answers with the variable that
/// leads to it. No guard is told: a `~/.pg_service.conf` would not be seen either.
pub(crate) fn service_file(folder: &Path) -> std::io::Result<(&'static str, String)> {
    let path = folder.join("pg_service.conf");
    std::fs::write(&path, SERVICES)?;
    Ok(("PGSERVICEFILE", path.to_string_lossy().into_owned()))
}
