//! What a month would cost if something were otherwise.

use std::str::FromStr;

use jiff::Timestamp;
use skate_env_core::Class;

use crate::{Bucket, CostError, History, Month, Usage};

const SHAPE: &str = "plan=NAME, cu=UNITS, suspend=never or branches=COUNT";

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum WhatIf {
    /// Another plan.
    Plan(String),
    /// Computes of this size for every branch but production's.
    Units(f64),
    /// No compute of those is ever suspended.
    NeverSuspended,
    /// This many child branches, all month.
    Branches(u32),
}

impl FromStr for WhatIf {
    type Err = CostError;

    fn from_str(text: &str) -> Result<Self, CostError> {
        let wrong = || CostError::WhatIf(SHAPE);
        let units = |text: &str| text.parse().ok().filter(|units| (0.25..=56.0).contains(units));
        match text.split_once('=').ok_or_else(wrong)? {
            ("plan", name) if !name.is_empty() => Ok(Self::Plan(name.to_owned())),
            ("cu", text) => units(text).map(Self::Units).ok_or_else(wrong),
            ("suspend", "never") => Ok(Self::NeverSuspended),
            ("branches", count) => count.parse().map(Self::Branches).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

/// The history as it would have been; a change of the plan changes none of it.
#[must_use]
pub fn what_if(history: &History, changes: &[WhatIf], month: Month, now: Timestamp) -> History {
    let mut month_otherwise = history.clone();
    if month_otherwise.project.is_empty() {
        month_otherwise.project = history.buckets();
    }
    for change in changes {
        match change {
            WhatIf::Plan(_) => {}
            WhatIf::Units(units) => computes(&mut month_otherwise, |own, seconds, _| {
                own.filter(|own| *own > 0.0).map_or(seconds, |own| seconds * units / own)
            }),
            WhatIf::NeverSuspended => computes(&mut month_otherwise, |own, seconds, bucket| {
                let hours = month.hours_within(bucket.start, bucket.end().min(now));
                seconds.max(own.unwrap_or_default() * hours * 3_600.0)
            }),
            WhatIf::Branches(count) => {
                for bucket in &mut month_otherwise.project {
                    bucket.usage.child_branch_hours = f64::from(*count) * bucket.hours;
                }
            }
        }
    }
    month_otherwise
}

/// Changes the compute of every span of every branch but production's, and of the whole with it.
fn computes(history: &mut History, change: impl Fn(Option<f64>, f64, &Bucket) -> f64) {
    let mut more = Vec::new();
    for branch in &mut history.branches {
        if branch.branch.class == Class::Production {
            continue;
        }
        for bucket in &mut branch.buckets {
            let seconds = bucket.usage.sane().compute_unit_seconds;
            let changed = change(branch.branch.least_units, seconds, bucket);
            more.push((bucket.start, changed - seconds));
            bucket.usage.compute_unit_seconds = changed;
        }
    }
    for (start, seconds) in more {
        let of = |bucket: &&mut Bucket| bucket.start <= start && start < bucket.end();
        if let Some(bucket) = history.project.iter_mut().find(of) {
            let usage = bucket.usage;
            let sum = (usage.compute_unit_seconds + seconds).max(0.0);
            bucket.usage = Usage { compute_unit_seconds: sum, ..usage };
        }
    }
}
