//! Checks the rules of a class against Neon's plan and limits.

use std::time::Duration;

use super::ClassRules;
use crate::neon::model::Project;
use crate::{Code, Problem};

const DEFAULT_SUSPEND: Duration = Duration::from_secs(300);
const SHORTEST_SUSPEND: Duration = Duration::from_secs(60);
const LONGEST_SUSPEND: Duration = Duration::from_secs(7 * 24 * 3600);
const LONGEST_LIFE: Duration = Duration::from_secs(30 * 24 * 3600);
const SMALLEST_COMPUTE: f64 = 0.25;
const WIDEST_RANGE: f64 = 8.0;
const LARGEST_RANGE: f64 = 16.0;

/// Neon's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subscription {
    /// Computes sleep after five minutes, always.
    Free,
    /// Computes sleep after five minutes, or never.
    Launch,
    /// Computes sleep after a minute or more, or never.
    Scale,
    /// One that is not known here: only Neon's general rules are checked.
    Other,
}

impl Subscription {
    /// The plan of a project's owner.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let owner = project.owner.as_ref().and_then(|owner| owner.subscription_type.as_deref());
        let name = owner.unwrap_or_default();
        match name.strip_suffix("_v3").unwrap_or(name) {
            "free" => Self::Free,
            "launch" => Self::Launch,
            "scale" => Self::Scale,
            _ => Self::Other,
        }
    }

    fn allows_suspend(self, suspend: Option<Duration>) -> bool {
        match self {
            Self::Free => suspend == Some(DEFAULT_SUSPEND),
            Self::Launch => suspend.is_none_or(|idle| idle == DEFAULT_SUSPEND),
            Self::Scale | Self::Other => true,
        }
    }
}

/// Every rule of a class that Neon's plan or limits do not allow; `source_expires`: the source
/// branch has an expiry.
#[must_use]
pub fn check_rules(
    rules: &ClassRules,
    subscription: Subscription,
    source_expires: bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let class = rules.class;
    let mut report = |message: String, hint: String| {
        problems.push(Problem::new(Code::ImpossiblePolicy, message, hint));
    };
    let set = |key: &str, value: &str| format!("Set `{key} = \"{value}\"` in [classes.{class}].");
    let within = |idle: Duration| (SHORTEST_SUSPEND..=LONGEST_SUSPEND).contains(&idle);
    if !rules.suspend.is_none_or(within) {
        report(
            format!(
                "Neon suspends after 1 minute at least and 7 days at most; {class} asks for other."
            ),
            set("suspend", "5m"),
        );
    } else if !subscription.allows_suspend(rules.suspend) {
        let asked =
            rules.suspend.map_or("never".to_owned(), |idle| format!("{} s", idle.as_secs()));
        report(
            format!(
                "Neon's plan ({subscription:?}) does not suspend after {asked}, as {class} asks."
            ),
            format!("{} Or change the plan.", set("suspend", "5m")),
        );
    }
    if rules.lives.is_some_and(|lives| lives > LONGEST_LIFE) {
        report(format!("A branch of class {class} would live for more than Neon's 30 days."), {
            set("expires", "29d")
        });
    }
    let (least, most) = rules.compute_units;
    let fixed = (most - least).abs() < f64::EPSILON;
    if least < SMALLEST_COMPUTE {
        report(format!("Neon's smallest compute has 0.25 units; {class} asks for less."), {
            set("cu", "0.25")
        });
    } else if most - least > WIDEST_RANGE || (most > LARGEST_RANGE && !fixed) {
        report(
            format!(
                "Neon scales by 8 units at most, and above 16 not at all; {class} asks for more."
            ),
            set("cu", "0.25-2"),
        );
    }
    if source_expires && !rules.schema_only {
        report(
            format!(
                "The source of {class}, `{}`, expires, and such a branch has no children.",
                rules.source
            ),
            format!("Clear its expiry, or name another `source` in [classes.{class}]."),
        );
    }
    problems
}
