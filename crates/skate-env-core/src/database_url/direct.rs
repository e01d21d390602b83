//! URLs made from another: direct from pooled on Neon, and the read-only session.

use secrecy::ExposeSecret;

use super::{DatabaseUrl, split};
use crate::target::{POOLER, Server};

impl DatabaseUrl {
    /// The direct URL beside a pooled one of Neon: the same host without `-pooler`.
    /// Source: <https://neon.com/docs/connect/connection-pooling>.
    pub(crate) fn to_direct(&self) -> Option<Self> {
        let text = self.text.expose_secret();
        let split = split::split(text).ok()?;
        let host = split.host().ok()??;
        matches!(Server::of_host(&host).0, Server::Neon { .. }).then_some(())?;
        let (label, domain) = split.host.split_once('.')?;
        let cut = label.len().checked_sub(POOLER.len())?;
        let label = match label.get(cut..) {
            Some(suffix) if suffix.eq_ignore_ascii_case(POOLER) => &label[..cut],
            _ => label, // the direct host already, marked `pgbouncer=true`
        };
        let start = split.host.as_ptr() as usize - text.as_ptr() as usize;
        let (before, after) = (&text[..start], &text[start + split.host.len()..]);
        let direct = format!("{before}{label}.{domain}{after}");
        Self::read(&without_pgbouncer(&direct)).ok()
    }

    /// The same URL with sessions that start read-only. It prevents mistakes; it is no guard.
    pub(crate) fn to_read_only(&self) -> Option<Self> {
        self.with_setting("default_transaction_read_only", "on")
    }

    /// The same URL with sessions that begin with a setting, by `options`, which then stand in for
    /// `PGOPTIONS`. Name and value are plain words; `None` for SQLite.
    #[must_use]
    pub fn with_setting(&self, name: &str, value: &str) -> Option<Self> {
        let plain = |word: &str| {
            word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        };
        (self.parts().is_some() && plain(name) && plain(value)).then_some(())?;
        let setting = format!("-c%20{name}%3D{value}");
        let text = self.text.expose_secret();
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut pairs: Vec<String> =
            query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
        match pairs.iter_mut().find(|pair| pair.starts_with("options=")) {
            Some(options) => {
                options.push_str("%20");
                options.push_str(&setting);
            }
            None => pairs.push(format!("options={setting}")),
        }
        Self::read(&format!("{base}?{}", pairs.join("&"))).ok()
    }
}

/// `pgbouncer=true` tells Prisma to forgo prepared statements, which a direct session allows.
fn without_pgbouncer(url: &str) -> String {
    let Some((base, query)) = url.split_once('?') else { return url.to_owned() };
    let kept: Vec<_> = query.split('&').filter(|pair| !pair.starts_with("pgbouncer=")).collect();
    if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_stand_in_the_options_one_after_the_other() {
        let url = DatabaseUrl::parse("postgresql://app:canary@localhost/shop?sslmode=require");
        let url = url.unwrap().with_setting("lock_timeout", "5000").unwrap();
        let url = url.with_setting("application_name", "skate-env-1").unwrap();
        assert_eq!(
            url.expose_secret(),
            "postgresql://app:canary@localhost/shop?sslmode=require\
             &options=-c%20lock_timeout%3D5000%20-c%20application_name%3Dskate-env-1"
        );
        assert!(
            url.with_setting("a b", "1").is_none() && url.with_setting("a", "1 -c b").is_none()
        );
        assert!(DatabaseUrl::parse("file:dev.db").unwrap().with_setting("a", "b").is_none());
    }
}
