//! Templates that somebody forgot to fill in.

use super::{Fault, split::Split};

pub(super) fn check(split: &Split<'_>) -> Result<(), Fault> {
    let host = split.host.to_lowercase();
    let template = ["host", "hostname", "your-host", "yourhost", "your_host"]
        .contains(&host.as_str())
        || [split.user, split.password].into_iter().flatten().any(is_template)
        || (split.user == Some("johndoe") && split.password == Some("randompassword"));
    if !template {
        return Ok(());
    }
    Err(Fault::invalid(
        "is still a template (`user:password@host`)",
        "Put in the connection string of a database that exists.",
    ))
}

/// `[YOUR-PASSWORD]`, `<password>`, `YOUR_PASSWORD`: as the providers' consoles print them.
fn is_template(value: &str) -> bool {
    let upper = value.to_uppercase();
    (value.starts_with('[') && value.ends_with(']'))
        || (value.starts_with('<') && value.ends_with('>'))
        || ["YOUR-PASSWORD", "YOUR_PASSWORD", "YOURPASSWORD"].contains(&upper.as_str())
}
