//! What skate-env knows of Neon, and whether that has grown old.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use skate_env_cost::{Month, PriceList};

use super::Finding;

/// When Neon's API, plans and limits were last compared with what this version assumes.
const COMPARED: Date = jiff::civil::date(2026, 11, 22);
/// Neon publishes changes weekly.
const OLD_AFTER_DAYS: i32 = 180;

pub(super) fn check(now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    let prices = PriceList::of_month(Month::of(now));
    if prices.is_old(now) {
        findings.push(Finding::warning(
            "prices_old",
            format!("The prices that skate-env knows are those of {}.", prices.as_of),
            format!(
                "Compare them with {}, and update skate-env; until then, write a list of your own \
                 and name it in `[budget] prices`.",
                prices.source
            ),
        ));
    }
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    if today.since(COMPARED).is_ok_and(|age| age.get_days() > OLD_AFTER_DAYS) {
        findings.push(Finding::warning(
            "neon_features_old",
            format!("This version of skate-env knows Neon as it was on {COMPARED}."),
            "Update it: `npm install skate-env@latest`. Neon's changelog is https://neon.com/docs/changelog.",
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_grown_old_is_found() {
        let codes = |day: &str| {
            let now = format!("{day}T12:00:00Z").parse().unwrap();
            check(now).into_iter().map(|it| it.code.into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(codes("2026-11-30"), [""; 0]);
        assert_eq!(codes("2027-04-01"), ["prices_old"]);
        assert_eq!(codes("2027-06-01"), ["prices_old", "neon_features_old"]);
    }
}
