//! URLs made from another: direct from pooled on Neon, and the read-only session.

use secrecy::ExposeSecret;

use super::{DatabaseUrl, split};
use crate::target::{POOLER, Server};

const READ_ONLY: &str = "-c%20default_transaction_read_only%3Don";

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

    /// The same URL with sessions that start read-only: a seat-belt, not a guard.
    pub(crate) fn to_read_only(&self) -> Option<Self> {
        self.parts()?;
        let text = self.text.expose_secret();
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut pairs: Vec<String> =
            query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
        match pairs.iter_mut().find(|pair| pair.starts_with("options=")) {
            Some(options) => {
                options.push_str("%20");
                options.push_str(READ_ONLY);
            }
            None => pairs.push(format!("options={READ_ONLY}")),
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
