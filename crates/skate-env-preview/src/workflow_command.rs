//! What a job tells the runner: values to mask, outputs, variables.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use skate_env_core::{Code, DatabaseUrl, Problem};
use url::Url;

/// Lines that hide URLs and their passwords in the log, as they are and as they are typed elsewhere.
///
/// They come before anything else is said: what was printed before is not hidden.
#[must_use]
pub fn masks<'u>(urls: impl IntoIterator<Item = &'u DatabaseUrl>) -> String {
    let mut secrets: Vec<String> = Vec::new();
    for url in urls {
        let text = url.expose_secret();
        let mut all = vec![text.to_owned()];
        if let Ok(parsed) = Url::parse(text)
            && let Some(password) = parsed.password()
        {
            all.push(password.to_owned());
            all.extend(percent_decode_str(password).decode_utf8().ok().map(Into::into));
        }
        // As JSON and dotenv files write it.
        all.extend(serde_json::to_string(text).ok().map(|json| json.trim_matches('"').to_owned()));
        all.push(text.replace('$', "\\$"));
        all.push(
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
                .to_string(),
        );
        for secret in all {
            if !secret.is_empty() && !secrets.contains(&secret) {
                secrets.push(secret);
            }
        }
    }
    secrets.iter().fold(String::new(), |mut lines, secret| {
        let _ = writeln!(lines, "::add-mask::{}", escape(secret)); // a String takes everything
        lines
    })
}

/// The text of a command: a line end would end it.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A line of a command file: `GITHUB_OUTPUT` or `GITHUB_ENV`.
///
/// # Errors
/// `invalid_config` for a value with a line end, which would add lines of its own.
pub fn assignment(name: &str, value: &str) -> Result<String, Problem> {
    if value.contains(['\n', '\r']) || name.contains(['\n', '\r', '=', '<']) {
        let message = format!("The value of {} holds a line end.", name.escape_debug());
        return Err(Problem::new(Code::InvalidConfig, message, "Rename what it is made from."));
    }
    Ok(format!("{name}={value}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_secret_is_hidden() {
        let url =
            "postgresql://app:p%40ss$1@ep-a-b-1.eu-central-1.aws.neon.tech/shop?sslmode=require";
        let url = DatabaseUrl::parse(url).unwrap();
        let lines = masks([&url, &url]);
        for secret in [
            "::add-mask::postgresql://app:p%2540ss$1@ep-a-b-1.",
            "\n::add-mask::p%2540ss$1\n",
            "\n::add-mask::p@ss$1\n",
            "\n::add-mask::postgresql://app:p%2540ss\\$1@",
            "\n::add-mask::postgresql%253A%252F%252Fapp",
        ] {
            assert!(lines.contains(secret), "{secret} in {lines}");
        }
        assert_eq!(lines.lines().count(), 5, "{lines}");
    }

    #[test]
    fn a_value_adds_no_line() {
        assert_eq!(assignment("branch", "preview/pr-7").unwrap(), "branch=preview/pr-7\n");
        assert!(assignment("branch", "a\nBASH_ENV=x").is_err());
    }
}
