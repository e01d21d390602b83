//! `[budget]`: what branches may cost, and what happens when they cost more.

use std::str::FromStr;

use super::document::Section;

/// What branches may cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetPolicy {
    /// What the project may cost in a month, in cents.
    pub month: Option<u64>,
    /// What the database of one pull request may cost, in cents.
    pub preview_each: Option<u64>,
    /// What happens when a month exceeds it.
    pub on_exceed: OnExceed,
    /// The plan whose prices count where Neon does not say which it is, as on this machine.
    pub plan: Option<String>,
    /// A price list of one's own, as a path beside the policy.
    pub prices: Option<String>,
}

/// What happens when a month exceeds its budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnExceed {
    /// A warning.
    #[default]
    Warn,
    /// No branch is created.
    Refuse,
}

impl BudgetPolicy {
    pub(super) fn read(section: &mut Section<'_, '_>) -> Self {
        Self {
            month: section.cents("month"),
            preview_each: section.cents("preview_each"),
            on_exceed: section.parsed("on_exceed", str::parse).unwrap_or_default(),
            plan: section.string("plan"),
            prices: section.string("prices"),
        }
    }

    /// This policy inside another: the smaller amounts, and the stricter consequence.
    pub(super) fn add(&mut self, outer: &Self) {
        let smaller = |own: Option<u64>, outer: Option<u64>| own.into_iter().chain(outer).min();
        self.month = smaller(self.month, outer.month);
        self.preview_each = smaller(self.preview_each, outer.preview_each);
        self.on_exceed = self.on_exceed.max(outer.on_exceed);
        if self.plan.is_none() {
            self.plan.clone_from(&outer.plan);
        }
        if self.prices.is_none() {
            self.prices.clone_from(&outer.prices);
        }
    }
}

impl OnExceed {
    /// Every value, as it is written.
    pub const NAMES: [&'static str; 2] = ["warn", "refuse"];
}

impl FromStr for OnExceed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "warn" => Ok(Self::Warn),
            "refuse" => Ok(Self::Refuse),
            _ => Err("must be \"warn\" or \"refuse\"".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;

    fn parsed(text: &str) -> Result<BudgetPolicy, String> {
        let config = Config::parse("skate-env.toml", text).map_err(|error| error.to_string())?;
        Ok(config.budget)
    }

    #[test]
    fn amounts_are_dollars_with_cents() {
        let policy = parsed("[budget]\nmonth = 60\npreview_each = 1.5\non_exceed = \"refuse\"\n");
        let policy = policy.unwrap();
        assert_eq!((policy.month, policy.preview_each), (Some(6_000), Some(150)));
        assert_eq!(policy.on_exceed, OnExceed::Refuse);
        assert_eq!(parsed("[budget]\nmonth = 0.07\n").unwrap().month, Some(7));
        assert_eq!(parsed("").unwrap(), BudgetPolicy::default());
    }

    #[test]
    fn what_is_no_amount_is_an_error_with_its_line() {
        for month in ["-1", "0", "nan", "inf", "\"60\"", "true", "1e12", "0.001", "0x10"] {
            let result = parsed(&format!("[budget]\nmonth = {month}\n"));
            match month {
                "0x10" => assert_eq!(result.unwrap().month, Some(1_600)),
                _ => assert!(result.unwrap_err().contains("toml:2"), "{month}"),
            }
        }
        let error = parsed("[budget]\non_exceed = \"stop\"\nmonthly = 3\n").unwrap_err();
        assert!(error.contains("toml:2") && error.contains("toml:3"), "{error}");
    }

    #[test]
    fn inside_another_policy_the_stricter_value_counts() {
        let config = |text: &str| Config::parse("skate-env.toml", text).unwrap();
        let outer = config("[budget]\nmonth = 50\non_exceed = \"refuse\"\n");
        let inner = config("[budget]\nmonth = 60\npreview_each = 2\n").within(&outer).budget;
        assert_eq!((inner.month, inner.preview_each), (Some(5_000), Some(200)));
        assert_eq!(inner.on_exceed, OnExceed::Refuse);
    }
}
