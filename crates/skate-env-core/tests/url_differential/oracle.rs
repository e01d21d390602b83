//! Where each driver really goes, in one spelling, and whether a guard said so.

mod address;
mod normalise;

use super::judge::Target;
use super::readers::{DRIVERS, Reading};
use normalise::tenant;
pub(crate) use normalise::{Host, host, port};

/// One place where a driver may end up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    host: Host,
    port: u16,
    database: String,
    tenant: Option<String>,
}

/// A driver's reading in one spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// It takes no such URL.
    Rejected,
    /// It would try, and no resolver could answer it.
    Nowhere,
    /// It may connect to any of these (sorted, no duplicates).
    Places(Vec<Place>),
}

/// Brings a reading into one spelling.
pub(crate) fn destination(reading: &Reading) -> Destination {
    if reading.rejected.is_some() {
        return Destination::Rejected;
    }
    let mut places: Vec<Place> = reading
        .dials
        .iter()
        .filter_map(|(raw_host, raw_port)| {
            let (host, port) = (host(raw_host)?, port(raw_port)?);
            let tenant = tenant(reading, &host);
            Some(Place { host, port, database: reading.database.clone(), tenant })
        })
        .collect();
    places.sort();
    places.dedup();
    if places.is_empty() { Destination::Nowhere } else { Destination::Places(places) }
}

/// Why a target is wrong: the first driver that may connect elsewhere.
pub(crate) fn hole(target: &Target, destinations: &[Destination; 4]) -> Option<String> {
    let Some(named) = host(&target.host) else {
        return Some("the named host cannot be a host".to_owned());
    };
    DRIVERS.iter().zip(destinations).find_map(|(driver, destination)| {
        let Destination::Places(places) = destination else { return None };
        let difference = places.iter().find_map(|place| differs(target, &named, place))?;
        Some(format!("{driver} connects to another {difference}"))
    })
}

fn differs(target: &Target, named: &Host, place: &Place) -> Option<&'static str> {
    if place.host != *named {
        Some("host")
    } else if place.port != target.port {
        Some("port")
    } else if place.database != target.database {
        Some("database")
    } else if !same_tenant(target, place) {
        Some("tenant")
    } else {
        None
    }
}

/// Both ways: a driver may not bring a tenant that the guard did not name, and a tenant that
/// the guard named must be one that the driver brings, or one that stands in the host.
fn same_tenant(target: &Target, place: &Place) -> bool {
    match (&target.tenant, &place.tenant) {
        (None, None) => true,
        (Some(named), Some(brought)) => named.eq_ignore_ascii_case(brought),
        (None, Some(brought)) => is_label(&place.host, brought),
        (Some(named), None) => is_label(&place.host, named),
    }
}

fn is_label(host: &Host, tenant: &str) -> bool {
    let Host::Name(name) = host else { return false };
    let marks = ["", "-pooler", "-local-proxy"];
    name.split('.').any(|label| marks.iter().any(|mark| label.strip_suffix(mark) == Some(tenant)))
}

/// How far the drivers agree on a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// All four connect to one and the same place.
    All,
    /// Both Node drivers take it, and all that take it connect to one and the same place.
    /// (libpq and tokio-postgres refuse every parameter that they do not know.)
    AllThatAccept,
    /// They do not.
    None,
}

/// How far the drivers agree on a URL. postgres.js cannot dial IPv6 at all (it asks for the
/// host `[`), so a driver that ends nowhere does not spoil the agreement of the others.
pub(crate) fn agreement(destinations: &[Destination; 4]) -> Agreement {
    let mut places = destinations.iter().filter_map(|destination| match destination {
        Destination::Places(places) => Some(places),
        _ => None,
    });
    let Some(first) = places.next() else { return Agreement::None };
    let same = first.len() == 1 && places.all(|others| others == first);
    let rejected = |index: usize| destinations[index] == Destination::Rejected;
    if !same || rejected(1) || rejected(2) {
        Agreement::None
    } else if rejected(0) || rejected(3) {
        Agreement::AllThatAccept
    } else {
        Agreement::All
    }
}
