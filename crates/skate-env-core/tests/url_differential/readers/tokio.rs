//! tokio-postgres, in this process: it looks at no variable.

use std::str::FromStr;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use super::Reading;

/// Reads a URL as `Config::from_str` does, then applies the rules of its `connect`.
pub(crate) fn read(url: &str) -> Reading {
    let config = match Config::from_str(url) {
        Ok(config) => config,
        Err(error) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            return Reading::rejected(cause.unwrap_or_else(|| error.to_string()));
        }
    };
    let (hosts, addresses, ports) =
        (config.get_hosts(), config.get_hostaddrs(), config.get_ports());
    let places = hosts.len().max(addresses.len());
    if places == 0 {
        return Reading::rejected("both host and hostaddr are missing");
    }
    if !hosts.is_empty() && !addresses.is_empty() && hosts.len() != addresses.len() {
        return Reading::rejected("number of hosts is different from number of hostaddrs");
    }
    if ports.len() > 1 && ports.len() != places {
        return Reading::rejected("invalid number of ports");
    }
    // Its startup message fails to encode when a value holds NUL.
    let user = config.get_user().unwrap_or_default().to_owned();
    let options = config.get_options().unwrap_or_default().to_owned();
    let database = config.get_dbname().unwrap_or(&user).to_owned();
    let application = config.get_application_name().unwrap_or_default();
    if [&*user, &options, &database, application].iter().any(|value| value.contains('\0')) {
        return Reading::rejected("string contains embedded null");
    }
    let dials = (0..places).map(|index| {
        let host = match (addresses.get(index), hosts.get(index)) {
            (Some(address), _) => address.to_string(),
            (None, Some(Host::Tcp(name))) => name.clone(),
            #[cfg(unix)]
            (None, Some(Host::Unix(path))) => path.to_string_lossy().into_owned(),
            (None, None) => String::new(),
        };
        let port = ports.get(index).or(ports.first()).copied().unwrap_or(5432);
        (host, port.to_string())
    });
    Reading {
        rejected: None,
        dials: dials.collect(),
        password: String::from_utf8_lossy(config.get_password().unwrap_or_default()).into_owned(),
        user,
        database,
        options,
    }
}
