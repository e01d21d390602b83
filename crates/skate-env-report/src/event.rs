//! One event of the record.

use std::{borrow::Cow, collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use skate_env_core::{Class, Code, Environment};

use crate::EventKind;

type Text = Cow<'static, str>;

/// The longest reason that is kept.
const LONGEST_REASON: usize = 200;

/// Something that happened. It holds no URL, no statement and no value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub t: Timestamp,
    /// What.
    pub event: EventKind,
    /// The environment that it was about; empty if it was about none.
    #[serde(default)]
    pub environment: Text,
    /// The class of the branch.
    #[serde(default)]
    pub class: Text,
    /// Whether it went well.
    pub ok: bool,
    /// Why it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text>,
    /// How long it took, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ms: Option<u64>,
    /// How long its parts took, in milliseconds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub phases: BTreeMap<String, u64>,
    /// The branch that it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch_id: Option<String>,
    /// The pull request that it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pr: Option<u64>,
    /// How many branches it was about, where there were several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Why somebody went on in spite of a budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether it was in CI.
    #[serde(default)]
    pub ci: bool,
}

impl Event {
    /// An event that went well, now.
    #[must_use]
    pub fn new(event: EventKind, ci: bool) -> Self {
        Self {
            t: Timestamp::now(),
            event,
            environment: "".into(),
            class: "".into(),
            ok: true,
            code: None,
            ms: None,
            phases: BTreeMap::new(),
            branch_id: None,
            pr: None,
            count: None,
            reason: None,
            ci,
        }
    }

    /// The same, about an environment.
    #[must_use]
    pub fn environment(self, environment: Environment) -> Self {
        let class = Class::of_environment(environment);
        Self { environment: environment.as_str().into(), class: class.as_str().into(), ..self }
    }

    /// The same, about a class of branches.
    #[must_use]
    pub fn class(self, class: Class) -> Self {
        let environment = class.environment().as_str().into();
        Self { environment, class: class.as_str().into(), ..self }
    }

    /// The same, failed for this reason.
    #[must_use]
    pub fn failed(self, code: Code) -> Self {
        self.failed_as(code.as_str())
    }

    /// The same, failed for a reason whose code only the command has.
    #[must_use]
    pub fn failed_as(self, code: &'static str) -> Self {
        Self { ok: false, code: Some(code.into()), ..self }
    }

    /// The same, after this long.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self { ms: u64::try_from(duration.as_millis()).ok(), ..self }
    }

    /// The same, about a branch.
    #[must_use]
    pub fn branch(self, id: impl Into<String>) -> Self {
        Self { branch_id: Some(id.into()), ..self }
    }

    /// The same, with why somebody went on. A text that holds a URL is not kept.
    #[must_use]
    pub fn because(self, reason: &str) -> Self {
        let is_url = reason.contains("://") || reason.contains('@');
        let kept = if is_url { "(not kept: it may hold a URL)" } else { reason };
        Self { reason: Some(kept.chars().take(LONGEST_REASON).collect()), ..self }
    }
}
