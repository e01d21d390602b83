//! Refuses templates that were not filled in: `user:password@host`.

use super::{UrlError, split::SplitUrl};

const HOSTS: [&str; 6] =
    ["host", "hostname", "your-host", "yourhost", "your_host", "neon_hostname"];
const PASSWORDS: [&str; 3] = ["YOUR-PASSWORD", "YOUR_PASSWORD", "YOURPASSWORD"];

pub(super) fn check(split: &SplitUrl<'_>) -> Result<(), UrlError> {
    let template = is_one_of(split.host, &HOSTS)
        || is_template_host(split.host)
        || [split.user, split.password].into_iter().flatten().any(is_template)
        || split.password.is_some_and(is_masked)
        || (split.user == Some("johndoe") && split.password == Some("randompassword"));
    if !template {
        return Ok(());
    }
    Err(UrlError::invalid(
        "is still a template (`user:password@host`)",
        "Replace it by the connection string of a database that exists (`postgresql://…`).",
    ))
}

/// `[YOUR-PASSWORD]`, `<password>`, `YOUR_PASSWORD`: as the providers' documents print them.
fn is_template(value: &str) -> bool {
    (value.starts_with('[') && value.ends_with(']'))
        || (value.starts_with('<') && value.ends_with('>'))
        || (value.starts_with('{') && value.ends_with('}'))
        || is_one_of(value, &PASSWORDS)
}

/// `****`, `npg_****`: as the providers' consoles print a password that is not revealed.
fn is_masked(password: &str) -> bool {
    let shown = password.trim_end_matches(['*', '•', '●']);
    let masked = password[shown.len()..].chars().count();
    masked > 0 && (shown.is_empty() || (masked > 2 && shown.ends_with('_')))
}

/// `ep-xxx`, `ep-example-123456`, `db.your-project-ref.supabase.co`: no id that Neon or Supabase
/// draws holds these words.
fn is_template_host(host: &str) -> bool {
    let is_x = |word: &str| word.len() > 2 && word.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    host.split('.').any(|label| {
        is_x(label)
            || starts_with(label, "your-")
            || starts_with(label, "your_")
            || (starts_with(label, "ep-")
                && label.split('-').any(|word| is_x(word) || word.eq_ignore_ascii_case("example")))
    })
}

fn starts_with(label: &str, start: &str) -> bool {
    label.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}

fn is_one_of(value: &str, known: &[&str]) -> bool {
    known.iter().any(|known| value.eq_ignore_ascii_case(known))
}
