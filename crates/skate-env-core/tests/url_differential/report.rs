//! What is counted, and the table that is printed.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use super::ambient::Ambient;
use super::judge::{Judgement, Target};
use super::oracle::{self, Agreement, Destination};
use super::readers::{DRIVERS, Reading};

const HOLES_SHOWN: usize = 20;
const HOLES_SHOWN_OF_A_KIND: usize = 5;
const SAMPLES_SHOWN: usize = 4;

/// Everything that a run found. The URLs are synthetic, so they may be printed.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// How many URLs the guard judged.
    pub(crate) generated: u64,
    /// How many of them the drivers read: all that were accepted, a part of the refused.
    pub(crate) read: u64,
    /// How many the guard gave a target for.
    pub(crate) accepted: u64,
    /// How many the guard refused, by code.
    pub(crate) refused: BTreeMap<String, u64>,
    /// URLs for which a driver may connect to what the guard did not name. Must be zero.
    pub(crate) holes: u64,
    /// The first holes, with every reading.
    pub(crate) hole_samples: Vec<String>,
    /// Refused, though all four drivers agree on a well-formed URL: by code.
    pub(crate) false_alarms: BTreeMap<String, FalseAlarm>,
    /// The same, where libpq or tokio-postgres do not take the URL at all (Prisma's
    /// `?schema=` and `?pgbouncer=`, for instance).
    pub(crate) false_alarms_of_most: BTreeMap<String, FalseAlarm>,
    kinds: BTreeMap<String, usize>,
    disagreements: u64,
    drivers: [DriverCounts; 4],
    pairs: [[u64; 4]; 4],
    ambient: BTreeMap<&'static str, u64>,
}

/// URLs that were refused although the drivers agree.
#[derive(Debug, Default)]
pub(crate) struct FalseAlarm {
    /// How many.
    pub(crate) count: u64,
    /// Some of them.
    pub(crate) samples: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct DriverCounts {
    accepted: u64,
    rejected: u64,
    nowhere: u64,
}

impl Report {
    /// Takes in what the guard says to one URL.
    pub(crate) fn judged(&mut self, ambient: &Ambient, judgement: &Judgement) {
        self.generated += 1;
        *self.ambient.entry(ambient.name).or_default() += 1;
        match judgement {
            Judgement::Target(_) => self.accepted += 1,
            Judgement::Refused(code) => *self.refused.entry(code.clone()).or_default() += 1,
        }
    }

    /// Takes in what the drivers make of it.
    pub(crate) fn read(
        &mut self,
        url: &str,
        ambient: &Ambient,
        readings: &[Reading; 4],
        judgement: &Judgement,
    ) {
        let destinations = readings.each_ref().map(oracle::destination);
        self.read += 1;
        self.compare(&destinations);
        match judgement {
            Judgement::Target(target) => {
                if let Some(why) = oracle::hole(target, &destinations) {
                    self.record_hole(&why, url, ambient, readings, target);
                }
            }
            Judgement::Refused(code) => {
                let alarms = match oracle::agreement(&destinations) {
                    Agreement::All => &mut self.false_alarms,
                    Agreement::AllThatAccept => &mut self.false_alarms_of_most,
                    Agreement::None => return,
                };
                if well_formed(url) {
                    let alarm = alarms.entry(code.clone()).or_default();
                    alarm.count += 1;
                    if alarm.samples.len() < SAMPLES_SHOWN {
                        alarm.samples.push(format!("{url} [{}]", ambient.name));
                    }
                }
            }
        }
    }

    fn compare(&mut self, destinations: &[Destination; 4]) {
        for (counts, destination) in self.drivers.iter_mut().zip(destinations) {
            let counter = match destination {
                Destination::Rejected => &mut counts.rejected,
                Destination::Nowhere => &mut counts.nowhere,
                Destination::Places(_) => &mut counts.accepted,
            };
            *counter += 1;
        }
        let mut agree = true;
        for (row, first) in destinations.iter().enumerate() {
            for (column, second) in destinations.iter().enumerate().skip(row + 1) {
                if let (Destination::Places(first), Destination::Places(second)) = (first, second)
                    && first != second
                {
                    self.pairs[row][column] += 1;
                    agree = false;
                }
            }
        }
        self.disagreements += u64::from(!agree);
    }

    fn record_hole(
        &mut self,
        why: &str,
        url: &str,
        ambient: &Ambient,
        readings: &[Reading; 4],
        target: &Target,
    ) {
        self.holes += 1;
        let kind = self.kinds.entry(why.to_owned()).or_default();
        *kind += 1;
        if *kind > HOLES_SHOWN_OF_A_KIND || self.hole_samples.len() >= HOLES_SHOWN {
            return;
        }
        let mut sample = format!("{url:?} with {}: {why}\n    guard: {target:?}\n", ambient.name);
        for (driver, reading) in DRIVERS.iter().zip(readings) {
            let said = match &reading.rejected {
                Some(reason) => format!("rejected: {reason}"),
                None => format!(
                    "{:?} database {:?} user {:?} options {:?}",
                    reading.dials, reading.database, reading.user, reading.options
                ),
            };
            sample.extend(["    ", driver, ": ", &said, "\n"]);
        }
        self.hole_samples.push(sample);
    }

    /// Adds another worker's findings.
    pub(crate) fn merge(&mut self, other: Self) {
        self.generated += other.generated;
        self.read += other.read;
        self.accepted += other.accepted;
        self.holes += other.holes;
        self.disagreements += other.disagreements;
        let free = HOLES_SHOWN - self.hole_samples.len();
        self.hole_samples.extend(other.hole_samples.into_iter().take(free));
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (code, count) in other.refused {
            *self.refused.entry(code).or_default() += count;
        }
        for (name, count) in other.ambient {
            *self.ambient.entry(name).or_default() += count;
        }
        for (mine, theirs) in self.drivers.iter_mut().zip(other.drivers) {
            mine.accepted += theirs.accepted;
            mine.rejected += theirs.rejected;
            mine.nowhere += theirs.nowhere;
        }
        for (mine, theirs) in self.pairs.iter_mut().flatten().zip(other.pairs.into_iter().flatten())
        {
            *mine += theirs;
        }
        merge_alarms(&mut self.false_alarms, other.false_alarms);
        merge_alarms(&mut self.false_alarms_of_most, other.false_alarms_of_most);
    }
}

fn merge_alarms(mine: &mut BTreeMap<String, FalseAlarm>, theirs: BTreeMap<String, FalseAlarm>) {
    for (code, alarm) in theirs {
        let own = mine.entry(code).or_default();
        own.count += alarm.count;
        let free = SAMPLES_SHOWN.saturating_sub(own.samples.len());
        own.samples.extend(alarm.samples.into_iter().take(free));
    }
}

/// What a person could have meant to write: a PostgreSQL scheme, then visible ASCII.
fn well_formed(url: &str) -> bool {
    let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()))
}

impl Display for Report {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let row = |formatter: &mut Formatter<'_>, name: &str, count: u64| {
            writeln!(formatter, "{count:>12}  {name}")
        };
        row(formatter, "URLs", self.generated)?;
        for (name, count) in &self.ambient {
            row(formatter, &format!("  with {name}"), *count)?;
        }
        row(formatter, "accepted by the guard", self.accepted)?;
        row(formatter, "refused by the guard", self.refused.values().sum())?;
        for (code, count) in &self.refused {
            row(formatter, &format!("  {code}"), *count)?;
        }
        row(formatter, "read by the drivers: the accepted, some of the refused", self.read)?;
        writeln!(
            formatter,
            "{:<20}{:>12}{:>12}{:>12}",
            "driver", "connects", "rejects", "nowhere"
        )?;
        for (driver, counts) in DRIVERS.iter().zip(&self.drivers) {
            writeln!(
                formatter,
                "  {driver:<18}{:>12}{:>12}{:>12}",
                counts.accepted, counts.rejected, counts.nowhere
            )?;
        }
        row(formatter, "drivers disagree", self.disagreements)?;
        for (first, counts) in DRIVERS.iter().zip(&self.pairs) {
            for (second, &count) in DRIVERS.iter().zip(counts).filter(|(_, count)| **count > 0) {
                row(formatter, &format!("  {first} and {second}"), count)?;
            }
        }
        let groups = [
            ("refused, though all four drivers agree", &self.false_alarms),
            ("refused, though all that take it agree", &self.false_alarms_of_most),
        ];
        for (title, alarms) in groups {
            row(formatter, title, alarms.values().map(|alarm| alarm.count).sum())?;
            for (code, alarm) in alarms {
                row(formatter, &format!("  {code}"), alarm.count)?;
                for sample in &alarm.samples {
                    writeln!(formatter, "      {sample}")?;
                }
            }
        }
        row(formatter, "HOLES", self.holes)?;
        for (kind, count) in &self.kinds {
            writeln!(formatter, "{count:>12}    {kind}")?;
        }
        self.hole_samples.iter().try_for_each(|sample| writeln!(formatter, "  {sample}"))
    }
}
