//! A billing month: a calendar month in UTC.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use crate::CostError;

/// A calendar month in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month in which a moment lies.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        Self { first: moment.to_zoned_datetime(TimeZone::UTC).date().first_of_month() }
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> Timestamp {
        midnight(self.first)
    }

    /// The first moment after it.
    #[must_use]
    pub fn end(self) -> Timestamp {
        midnight(self.first.saturating_add(1.month()))
    }

    /// How many hours it has.
    #[must_use]
    pub fn hours(self) -> f64 {
        hours_between(self.start(), self.end())
    }

    /// How many of its hours lie after a moment.
    #[must_use]
    pub fn hours_left(self, now: Timestamp) -> f64 {
        hours_between(now.max(self.start()), self.end())
    }

    /// How many of its hours lie between two moments.
    #[must_use]
    pub fn hours_within(self, from: Timestamp, to: Timestamp) -> f64 {
        hours_between(from.max(self.start()), to.min(self.end()))
    }
}

/// Hours between two moments; none if the clock went back.
pub(crate) fn hours_between(from: Timestamp, to: Timestamp) -> f64 {
    (to.duration_since(from).as_secs_f64() / 3_600.0).max(0.0)
}

fn midnight(date: Date) -> Timestamp {
    let zoned = date.to_zoned_datetime(TimeZone::UTC);
    zoned.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

impl FromStr for Month {
    type Err = CostError;

    fn from_str(text: &str) -> Result<Self, CostError> {
        let (year, month) = text.split_once('-').ok_or(CostError::Month)?;
        let digits = |part: &str, count| {
            part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) {
            return Err(CostError::Month);
        }
        let read = |part: &str| part.parse().map_err(|_| CostError::Month);
        let month = month.parse().map_err(|_| CostError::Month)?;
        let first = Date::new(read(year)?, month, 1).map_err(|_| CostError::Month)?;
        Ok(Self { first })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_and_has_its_hours() {
        for (text, hours) in [("2026-11", "720"), ("2026-12", "744"), ("2028-02", "696")] {
            let month: Month = text.parse().unwrap();
            assert_eq!(
                (month.to_string().as_str(), format!("{:.0}", month.hours())),
                (text, hours.to_owned())
            );
        }
        let now = "2026-11-29T12:00:00Z".parse().unwrap();
        assert_eq!(Month::of(now).to_string(), "2026-11");
        assert_eq!(format!("{:.0}", Month::of(now).hours_left(now)), "36");
        for text in ["2026", "2026-13", "2026-00", "26-11", "2026-1", "2026-11-01", "+026-11", ""] {
            assert_eq!(text.parse::<Month>(), Err(CostError::Month), "{text}");
        }
    }

    #[test]
    fn a_clock_that_goes_back_has_no_hours() {
        let month: Month = "2026-11".parse().unwrap();
        assert!(month.hours_within(month.end(), month.start()) <= 0.0);
        assert!(month.hours_left(Timestamp::MAX) <= 0.0);
    }
}
