//! Templates that somebody forgot to fill in.

use super::{Fault, split::Split};

const HOSTS: [&str; 5] = ["host", "hostname", "your-host", "yourhost", "your_host"];
const PASSWORDS: [&str; 3] = ["YOUR-PASSWORD", "YOUR_PASSWORD", "YOURPASSWORD"];

pub(super) fn check(split: &Split<'_>) -> Result<(), Fault> {
    let template = is_one_of(split.host, &HOSTS)
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
