//! The rules of a class of branches: defaults, and the policy of `skate-env.toml`.

use std::time::Duration;

use super::BranchSpec;
use crate::neon::Error;
use crate::{Class, ClassPolicy, Code, config::parse_duration};

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * MINUTE;

/// The rules for branches of a class: source, masking, lifetime, compute.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClassRules {
    /// The class.
    pub class: Class,
    /// The environment or branch that it is made from.
    pub source: String,
    /// Whether it takes its source's schema without the rows.
    pub schema_only: bool,
    /// Whether it holds masked data only. What has no rows needs no masking.
    pub masked: bool,
    /// How long its compute idles before it is suspended; `None`: never.
    pub suspend: Option<Duration>,
    /// How long it lives; `None`: for ever.
    pub lives: Option<Duration>,
    /// The least and the most of its compute, in units.
    pub compute_units: (f64, f64),
}

impl ClassRules {
    /// The class's defaults under a policy.
    ///
    /// # Errors
    /// `protected_branch` for production, which is never created here; `invalid_config` for a value of the
    /// policy that cannot be read.
    pub fn of(class: Class, policy: Option<&ClassPolicy>) -> Result<Self, Error> {
        let mut rules = Self::default_of(class)?;
        let Some(policy) = policy else { return Ok(rules) };
        let read = |key: &str, text: &Option<String>| {
            text.as_deref().map(|text| duration(class, key, text)).transpose()
        };
        if let Some(source) = &policy.source {
            rules.source.clone_from(source);
        }
        rules.masked = policy.masked.unwrap_or(rules.masked);
        if let Some(suspend) = read("suspend", &policy.suspend)? {
            rules.suspend = suspend;
        }
        if let Some(lives) = read("expires", &policy.expires)? {
            rules.lives = lives;
        }
        if let Some(text) = &policy.cu {
            rules.compute_units = compute_units(class, text)?;
            let (least, most) = rules.compute_units;
            if class == Class::Performance && least < most {
                return Err(unreadable(
                    class,
                    "cu",
                    "one number, such as \"1\": a compute that grows \
                                                    meanwhile measures nothing",
                ));
            }
        }
        Ok(rules)
    }

    /// With what a branch asks for instead.
    pub(super) fn spec(mut self, spec: &BranchSpec) -> Self {
        if let Some(source) = &spec.source {
            self.source.clone_from(source);
        }
        self.schema_only = spec.schema_only.unwrap_or(self.schema_only);
        self.masked = spec.masked.unwrap_or(self.masked) && !self.schema_only;
        self
    }

    fn default_of(class: Class) -> Result<Self, Error> {
        let minutes = |minutes| Some(Duration::from_secs(minutes * MINUTE));
        let (source, suspend, lives) = match class {
            Class::Production => {
                return Err(Error::new(
                    Code::ProtectedBranch,
                    "skate-env never creates, resets or deletes production's branch.",
                    "Use Neon's console for production.",
                ));
            }
            Class::Staging => ("production", None, None),
            // An hour less than the longest that Neon allows: clocks differ.
            Class::Development => ("production", minutes(5), Some(30 * DAY - 60 * MINUTE)),
            Class::Feature => ("staging", minutes(5), Some(7 * DAY)),
            Class::Preview => ("staging", minutes(5), Some(14 * DAY)),
            Class::Testing => ("staging", minutes(1), Some(DAY)),
            Class::Performance => ("production", minutes(5), Some(2 * DAY)),
        };
        Ok(Self {
            class,
            source: source.to_owned(),
            schema_only: class == Class::Testing,
            masked: class == Class::Performance,
            suspend,
            lives: lives.map(Duration::from_secs),
            compute_units: match class {
                Class::Staging => (0.25, 1.0),
                // The same least and most: a compute that scales while it is measured measures
                // nothing.
                Class::Performance => (1.0, 1.0),
                _ => (0.25, 0.25),
            },
        })
    }

    /// `suspend` as Neon writes it.
    #[must_use]
    pub fn suspend_timeout_seconds(&self) -> i64 {
        self.suspend.map_or(-1, |idle| i64::try_from(idle.as_secs()).unwrap_or(i64::MAX))
    }
}

/// `90s`, `5m`, `2h`, `14d`, or `never`.
fn duration(class: Class, key: &str, text: &str) -> Result<Option<Duration>, Error> {
    if text == "never" {
        return Ok(None);
    }
    let Some(duration) = parse_duration(text) else {
        return Err(unreadable(
            class,
            key,
            "a time such as \"90s\", \"5m\", \"14d\", or \"never\"",
        ));
    };
    Ok(Some(duration))
}

/// `0.25`, or `0.25-1`.
fn compute_units(class: Class, text: &str) -> Result<(f64, f64), Error> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let read = |text: &str| text.trim().parse::<f64>().ok().filter(|units| units.is_finite());
    match (read(least), read(most)) {
        (Some(least), Some(most)) if least > 0.0 && least <= most => Ok((least, most)),
        _ => Err(unreadable(class, "cu", "compute units such as \"0.25\" or \"0.25-1\"")),
    }
}

fn unreadable(class: Class, key: &str, shape: &str) -> Error {
    Error::new(
        Code::InvalidConfig,
        format!("`{key}` of [classes.{class}] is not {shape}."),
        format!("Write {shape}."),
    )
}
