//! `[migrations]`: in which order environments are migrated, and under which conditions.

use std::time::Duration;

use super::{document::Section, duration::parse_duration};
use crate::Environment;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// The policy of deploying migrations.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MigrationPolicy {
    /// The environments that a migration passes, in their order. Production takes only what the
    /// one before it has; the others are compared with theirs where it can be asked.
    pub chain: Vec<Environment>,
    /// How old a test on a copy may be when production is migrated.
    pub tested_within: Duration,
    /// How long a statement of a migration may wait for a lock, with everybody queueing behind it.
    pub lock_timeout: Duration,
    pub(super) is_written: Written,
}

/// Which keys the file has; the others have their default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) chain: bool,
    pub(super) tested_within: bool,
    pub(super) lock_timeout: bool,
}

impl Default for MigrationPolicy {
    fn default() -> Self {
        Self {
            chain: vec![Environment::Development, Environment::Staging, Environment::Production],
            tested_within: 24 * HOUR,
            lock_timeout: Duration::from_secs(5),
            is_written: Written::default(),
        }
    }
}

impl MigrationPolicy {
    pub(super) fn read(section: &mut Section<'_, '_>) -> Self {
        let default = Self::default();
        let chain = section.parsed_list("chain", environment);
        let tested_within = section.parsed("tested_within", time);
        let lock_timeout = section.parsed("lock_timeout", time);
        Self {
            is_written: Written {
                chain: !chain.is_empty(),
                tested_within: tested_within.is_some(),
                lock_timeout: lock_timeout.is_some(),
            },
            chain: if chain.is_empty() { default.chain } else { chain },
            tested_within: tested_within.unwrap_or(default.tested_within),
            lock_timeout: lock_timeout.unwrap_or(default.lock_timeout),
        }
    }

    /// The environment that a migration passes before this one.
    #[must_use]
    pub fn before(&self, environment: Environment) -> Option<Environment> {
        let at = self.chain.iter().position(|one| *one == environment)?;
        self.chain.get(at.checked_sub(1)?).copied()
    }
}

fn environment(text: &str) -> Result<Environment, String> {
    let found = Environment::ALL.into_iter().find(|one| one.as_str() == text);
    found.ok_or_else(|| "must name environments, such as `staging`".to_owned())
}

fn time(text: &str) -> Result<Duration, String> {
    parse_duration(text).ok_or_else(|| "must be a time such as \"5s\" or \"24h\"".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;

    fn parsed(text: &str) -> Result<MigrationPolicy, String> {
        let config = Config::parse("skate-env.toml", text);
        config.map(|config| config.migrations).map_err(|error| error.to_string())
    }

    #[test]
    fn every_key_has_a_default() {
        assert_eq!(parsed(""), Ok(MigrationPolicy::default()));
        let policy = parsed("[migrations]\ntested_within = \"2h\"\n").unwrap();
        assert_eq!((policy.tested_within, policy.lock_timeout.as_secs()), (2 * HOUR, 5));
    }

    #[test]
    fn the_chain_says_what_comes_before() {
        let usual = MigrationPolicy::default();
        assert_eq!(usual.before(Environment::Production), Some(Environment::Staging));
        assert_eq!(usual.before(Environment::Development), None);
        assert_eq!(usual.before(Environment::Preview), None);
        let short = parsed("[migrations]\nchain = [\"development\", \"production\"]\n").unwrap();
        assert_eq!(short.before(Environment::Production), Some(Environment::Development));
    }

    #[test]
    fn what_cannot_be_used_is_said_with_its_line() {
        let wrong = "[migrations]\nchain = [\"prod\"]\nlock_timeout = \"5\"\nlock = \"5s\"\n";
        let error = parsed(wrong).unwrap_err();
        for part in ["toml:2", "toml:3", "toml:4", "Did you mean `lock_timeout`?"] {
            assert!(error.contains(part), "{part} in {error}");
        }
    }
}
