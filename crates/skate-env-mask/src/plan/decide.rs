//! What becomes of each column: its own rule, or that of the key that it points to.

use std::collections::{BTreeMap, BTreeSet};

use skate_env_core::{Code, Mask, Problem};

use super::MaskedColumn;
use crate::{Catalogue, Column, ForeignKey, Rules};

type Place = (u32, i16);

/// Prisma's own table: it is there before anybody can write a rule for it.
const PRISMA_MIGRATIONS: &str = "_prisma_migrations";
/// Where PostgreSQL's words about a failed migration are kept; they may quote a row.
const PRISMA_LOGS: &str = "logs";

/// The catalogue under the rules.
pub(super) struct ColumnDecisions<'c> {
    catalogue: &'c Catalogue,
    rules: &'c Rules,
    /// From a column to the keys that it points to, both where they come from.
    points_to: BTreeMap<Place, Vec<Place>>,
}

impl<'c> ColumnDecisions<'c> {
    pub(super) fn of(catalogue: &'c Catalogue, rules: &'c Rules) -> Self {
        let mut points_to: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
        for (from, to) in catalogue.foreign_keys.iter().flat_map(|key| pairs(catalogue, key)) {
            points_to.entry(from).or_default().push(to);
        }
        Self { catalogue, rules, points_to }
    }

    /// What takes a column's values' place; `None` where no rule speaks of it.
    pub(super) fn decide(&self, table: u32, column: &Column) -> Option<Mask> {
        let (table, column) = self.catalogue.origin(table, column)?;
        self.follow((table, column.number), &mut BTreeSet::new())
    }

    fn follow(&self, place: Place, seen: &mut BTreeSet<Place>) -> Option<Mask> {
        if !seen.insert(place) {
            return None;
        }
        let own = self.own(place);
        own.or_else(|| self.points_to.get(&place)?.iter().find_map(|it| self.follow(*it, seen)))
    }

    fn own(&self, (table, number): Place) -> Option<Mask> {
        let column = column(self.catalogue, (table, number))?;
        let name = self.catalogue.name_of(table, column)?;
        let of_prisma = || {
            let mask = if name.column == PRISMA_LOGS { Mask::Null } else { Mask::Keep };
            (name.table == PRISMA_MIGRATIONS).then_some(mask)
        };
        self.rules.of(&name).cloned().or_else(of_prisma)
    }

    /// The column, if its values change.
    pub(super) fn masked(&self, table: u32, column: &Column) -> Option<MaskedColumn> {
        let mask = self.decide(table, column).filter(|mask| *mask != Mask::Keep)?;
        let (origin, of_origin) = self.catalogue.origin(table, column)?;
        let name = self.catalogue.name_of(origin, of_origin)?;
        Some(MaskedColumn { name, column: column.clone(), mask })
    }

    /// Both ends of a key change alike, or neither does. A column that is emptied points nowhere.
    pub(super) fn check_foreign_keys(&self) -> Vec<Problem> {
        let all = self.points_to.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
        let differ = all.filter_map(|(from, to)| {
            let decided = |place| self.follow(place, &mut BTreeSet::new());
            let changed = |place| decided(place).filter(|mask| *mask != Mask::Keep);
            let (own, key) = (changed(*from), changed(*to));
            let (from, to) = (self.name(*from)?, self.name(*to)?);
            (own != key && own != Some(Mask::Null)).then(|| {
                let word = |mask: Option<Mask>| mask.unwrap_or(Mask::Keep).to_string();
                Problem::new(
                    Code::InvalidConfig,
                    format!(
                        "`{from}` (`{}`) points to `{to}` (`{}`): both have to change alike.",
                        word(own),
                        word(key)
                    ),
                    format!("Leave the rule for `{from}` out: it follows its key."),
                )
            })
        });
        differ.collect()
    }

    pub(super) fn changed_foreign_keys(&self) -> Vec<ForeignKey> {
        let changes = |place: &Place| {
            self.follow(*place, &mut BTreeSet::new()).is_some_and(|mask| mask != Mask::Keep)
        };
        let keys = self.catalogue.foreign_keys.iter().filter(|key| {
            pairs(self.catalogue, key).any(|(from, to)| changes(&from) || changes(&to))
        });
        keys.cloned().collect()
    }

    fn name(&self, place: Place) -> Option<String> {
        let name = self.catalogue.name_of(place.0, column(self.catalogue, place)?)?;
        Some(name.to_string())
    }
}

/// The columns of a key, each beside the one that it points to, both where they come from.
fn pairs(catalogue: &Catalogue, key: &ForeignKey) -> impl Iterator<Item = (Place, Place)> {
    let ends = key.columns.iter().zip(&key.to_columns);
    let origin = |place: Place| {
        let (table, column) = catalogue.origin(place.0, column(catalogue, place)?)?;
        Some((table, column.number))
    };
    ends.filter_map(move |(from, to)| Some((origin((key.table, *from))?, origin((key.to, *to))?)))
}

fn column(catalogue: &Catalogue, (table, number): Place) -> Option<&Column> {
    catalogue.tables.get(&table)?.columns.iter().find(|column| column.number == number)
}
