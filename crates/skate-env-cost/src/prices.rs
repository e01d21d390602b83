//! Prices: dated data, by plan.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Deserializer};

use crate::{CostError, Month};

/// The published price lists, oldest first.
const PUBLISHED: [&str; 2] = [
    include_str!("../prices/neon-2026-03-20.toml"),
    include_str!("../prices/neon-2026-11-12.toml"),
];
/// Neon has changed its prices three times in fifteen months.
const OLD_AFTER_DAYS: i32 = 120;

/// A price list, as it was published on a day.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// The day.
    #[serde(deserialize_with = "date")]
    pub as_of: Date,
    /// Where it was published.
    pub source: String,
    /// How many hours a month has in the conversion of byte-hours and branch-hours.
    pub hours_per_month: f64,
    plans: BTreeMap<String, Plan>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Plan {
    Like(SamePrices),
    Own(Box<Prices>),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct SamePrices {
    like: String,
}

/// Prices in US dollars. An absent price is zero; an absent allowance is none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Prices {
    cu_hour: f64,
    storage: f64,
    history: f64,
    snapshot: f64,
    branch_month: f64,
    included: f64,
    cu_hours_included: Option<f64>,
    egress: f64,
    egress_included: f64,
    private_transfer: f64,
    suspend_min: f64,
    ttl_max_days: f64,
}

/// The prices of one plan, in US dollars.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPrices {
    /// The plan: `launch`.
    pub plan: String,
    /// The day on which they were published.
    pub as_of: Date,
    /// Where.
    pub source: String,
    /// An hour of one compute unit.
    pub cu_hour: f64,
    /// A month of a gigabyte of data.
    pub storage: f64,
    /// A month of a gigabyte of history.
    pub history: f64,
    /// A month of a gigabyte of snapshots.
    pub snapshot: f64,
    /// A month of a branch above the allowance.
    pub branch_month: f64,
    /// Branches that are included, the root branch among them.
    pub included: f64,
    /// Hours of compute units that a plan without a price allows.
    pub cu_hours_included: Option<f64>,
    /// A gigabyte of public transfer above the allowance.
    pub egress: f64,
    /// Gigabytes of public transfer that are included.
    pub egress_included: f64,
    /// A gigabyte of private transfer.
    pub private_transfer: f64,
    /// Seconds without a query after which a compute may be suspended, at least.
    pub suspend_min: f64,
    /// Days that a branch may live with an expiry.
    pub ttl_max_days: f64,
    /// How many hours a month has in conversions.
    pub hours_per_month: f64,
}

impl PriceList {
    /// The published list of a month: the newest of those that were published before it ended, or
    /// the oldest there is.
    #[must_use]
    pub fn of_month(month: Month) -> Self {
        let lists = PUBLISHED.map(|text| Self::parse(text).unwrap_or_else(|_| Self::empty()));
        let end = month.end().to_zoned_datetime(TimeZone::UTC).date();
        let found = lists.iter().rev().find(|list| list.as_of < end);
        found.unwrap_or(&lists[0]).clone()
    }

    /// Reads a price list of one's own.
    ///
    /// # Errors
    /// [`CostError::Prices`]: the text is not TOML, has an unknown or missing key, or a price that is
    /// no amount.
    pub fn parse(text: &str) -> Result<Self, CostError> {
        let document: toml::Table = text.parse().map_err(|error| unusable(&error))?;
        // Each plan by itself, so that a wrong key is named: an untagged choice would hide it.
        if let Some(toml::Value::Table(plans)) = document.get("plans") {
            for plan in plans.values().filter(|plan| plan.get("like").is_none()) {
                plan.clone().try_into::<Prices>().map_err(|error| unusable(&error))?;
            }
        }
        let list: Self = document.try_into().map_err(|error| unusable(&error))?;
        let is_amount = |amount: &f64| amount.is_finite() && *amount >= 0.0;
        let own = list.plans.values().filter_map(|plan| match plan {
            Plan::Own(prices) => Some(prices.amounts()),
            Plan::Like(_) => None,
        });
        if !own.flatten().all(|amount| is_amount(&amount)) || list.hours_per_month < 1.0 {
            return Err(CostError::Prices("a price is negative or not a number".to_owned()));
        }
        for plan in list.plans.keys() {
            list.plan(plan)?;
        }
        Ok(list)
    }

    /// The prices of a plan as Neon's API names it: `launch`, `scale_v3`.
    ///
    /// # Errors
    /// [`CostError::Plan`]: the list has no such plan.
    pub fn plan(&self, name: &str) -> Result<PlanPrices, CostError> {
        let name = name.strip_suffix("_v3").unwrap_or(name);
        let own = |name: &str| match self.plans.get(name) {
            Some(Plan::Own(prices)) => Some(prices.clone()),
            _ => None,
        };
        let prices = match self.plans.get(name) {
            Some(Plan::Like(other)) => own(&other.like),
            _ => own(name),
        };
        let names = || self.plans.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let prices = prices.ok_or_else(|| CostError::Plan(names()))?;
        Ok(PlanPrices {
            plan: name.to_owned(),
            as_of: self.as_of,
            source: self.source.clone(),
            cu_hour: prices.cu_hour,
            storage: prices.storage,
            history: prices.history,
            snapshot: prices.snapshot,
            branch_month: prices.branch_month,
            included: prices.included,
            cu_hours_included: prices.cu_hours_included,
            egress: prices.egress,
            egress_included: prices.egress_included,
            private_transfer: prices.private_transfer,
            suspend_min: prices.suspend_min,
            ttl_max_days: prices.ttl_max_days,
            hours_per_month: self.hours_per_month,
        })
    }

    /// Whether the list may no longer be true: it is older than 120 days.
    #[must_use]
    pub fn is_old(&self, now: Timestamp) -> bool {
        let today = now.to_zoned_datetime(TimeZone::UTC).date();
        today.since(self.as_of).is_ok_and(|age| age.get_days() > OLD_AFTER_DAYS)
    }

    fn empty() -> Self {
        let (source, plans) = (String::new(), BTreeMap::new());
        Self { as_of: Date::MIN, source, hours_per_month: 744.0, plans }
    }
}

impl Prices {
    fn amounts(&self) -> [f64; 12] {
        [
            self.cu_hour,
            self.storage,
            self.history,
            self.snapshot,
            self.branch_month,
            self.included,
            self.cu_hours_included.unwrap_or_default(),
            self.egress,
            self.egress_included,
            self.private_transfer,
            self.suspend_min,
            self.ttl_max_days,
        ]
    }
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| serde::de::Error::custom("a date is written as YYYY-MM-DD"))
}

/// The parser's sentence without the file's values, which it puts between quotes.
fn unusable(error: &toml::de::Error) -> CostError {
    let line = error.message().lines().next().unwrap_or_default();
    let outside = line.split('"').step_by(2);
    CostError::Prices(outside.collect::<Vec<_>>().join("…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_list_is_read_and_they_are_in_order() {
        let lists: Vec<_> = PUBLISHED.iter().map(|text| PriceList::parse(text).unwrap()).collect();
        assert!(lists.windows(2).all(|pair| pair[0].as_of < pair[1].as_of));
        for list in &lists {
            assert!(list.plan("launch_v3").unwrap().cu_hour > 0.0);
            let price = |plan: &str| list.plan(plan).unwrap().cu_hour.to_bits();
            assert_eq!(price("agent"), price("scale"));
            assert_eq!(list.plan("free").unwrap().cu_hours_included, Some(100.0));
            let error = list.plan("platinum").unwrap_err().to_string();
            assert!(error.ends_with("agent, enterprise, free, launch, scale"), "{error}");
        }
    }

    #[test]
    fn a_month_has_the_list_of_its_time() {
        let as_of = |month: &str| PriceList::of_month(month.parse().unwrap()).as_of.to_string();
        assert_eq!(as_of("2026-10"), "2026-03-20");
        assert_eq!(as_of("2026-11"), "2026-11-12");
        assert_eq!(as_of("2020-01"), "2026-03-20");
    }

    #[test]
    fn a_list_grows_old() {
        let list = PriceList::of_month("2026-11".parse().unwrap());
        assert!(!list.is_old("2027-03-12T00:00:00Z".parse().unwrap()));
        assert!(list.is_old("2027-03-13T00:00:00Z".parse().unwrap()));
        // A clock before its day.
        assert!(!list.is_old("2020-01-01T00:00:00Z".parse().unwrap()));
    }

    #[test]
    fn a_typo_is_named_and_the_text_is_not_repeated() {
        let list = |plan: &str| {
            format!(
                "as_of = \"2026-11-12\"\nsource = \"https://me:canary@x\"\nhours_per_month = 744\n{plan}"
            )
        };
        let error = |plan: &str| PriceList::parse(&list(plan)).unwrap_err().to_string();
        let unknown = error("[plans.launch]\ncu_huor = 0.1\n");
        assert!(unknown.contains("unknown field `cu_huor`"), "{unknown}");
        assert!(error("[plans.launch]\ncu_hour = -1.0\n").contains("negative"));
        assert!(error("[plans.launch]\ncu_hour = nan\n").contains("not a number"));
        let value = error("[plans.launch]\ncu_hour = \"canary\"\n");
        assert!(value.contains("invalid type") && !value.contains("canary"), "{value}");
        assert!(error("[plans.launch]\nlike = \"canary\"\n").contains("known are launch"));
        for text in ["", "as_of = 1", "[plans", &list("[plans.launch]\ncu_hour = \"canary\"\n")] {
            assert!(PriceList::parse(text).is_err(), "{text}");
        }
        let own = PriceList::parse(&list("[plans.launch]\ncu_hour = 0.05\n")).unwrap();
        assert!((own.plan("launch").unwrap().cu_hour - 0.05).abs() < 1e-12);
    }
}
