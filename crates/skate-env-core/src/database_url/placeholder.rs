//! Refuses templates that were not filled in: `user:password@host`.

use super::{UrlError, split::SplitUrl};

const HOSTS: [&str; 5] = ["host", "hostname", "your-host", "yourhost", "your_host"];
const PASSWORDS: [&str; 3] = ["YOUR-PASSWORD", "YOUR_PASSWORD", "YOURPASSWORD"];

pub(super) fn check(split: &SplitUrl<'_>) -> Result<(), UrlError> {
    let template = is_one_of(split.host, &HOSTS)
        || [split.user, split.password].into_iter().flatten().any(is_template)
        || (split.user == Some("johndoe") && split.password == Some("randompassword"));
    if !template {
        return Ok(());
    }
    Err(UrlError::invalid(
        "is still a template (`user:password@host`)",
        "Write the connection string of a database that exists.",
    ))
}

/// `[YOUR-PASSWORD]`, `<password>`, `YOUR_PASSWORD`, `****`: as the providers' consoles print them.
fn is_template(value: &str) -> bool {
    (!value.is_empty() && value.chars().all(|c| matches!(c, '*' | '•')))
        || (value.starts_with('[') && value.ends_with(']'))
        || (value.starts_with('<') && value.ends_with('>'))
        || is_one_of(value, &PASSWORDS)
}

fn is_one_of(value: &str, known: &[&str]) -> bool {
    known.iter().any(|known| value.eq_ignore_ascii_case(known))
}
