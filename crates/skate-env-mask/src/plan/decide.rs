//! Decides the mask of each column: its own rule, or that of the column its foreign key references.

use std::collections::{BTreeMap, BTreeSet};

use skate_env_core::{Code, Mask, Problem};

use super::MaskedColumn;
use crate::{Catalogue, Column, ForeignKey, Rules};

type Place = (u32, i16);

/// Prisma's table, which needs no rule of the user.
const PRISMA_MIGRATIONS: &str = "_prisma_migrations";
/// Its column with error messages of failed migrations, which may quote a row.
const PRISMA_LOGS: &str = "logs";

/// The masks of all columns, from the catalogue and the rules.
pub(super) struct ColumnDecisions<'c> {
    catalogue: &'c Catalogue,
    rules: &'c Rules,
    /// From a column to the columns that its foreign keys reference; both as declared in the root.
    references: BTreeMap<Place, Vec<Place>>,
}

impl<'c> ColumnDecisions<'c> {
    pub(super) fn of(catalogue: &'c Catalogue, rules: &'c Rules) -> Self {
        let mut references: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
        for (from, to) in catalogue.foreign_keys.iter().flat_map(|key| pairs(catalogue, key)) {
            references.entry(from).or_default().push(to);
        }
        Self { catalogue, rules, references }
    }

    /// The mask of a column; `None` if no rule covers it.
    pub(super) fn decide(&self, table: u32, column: &Column) -> Option<Mask> {
        let (table, column) = self.catalogue.origin(table, column)?;
        self.follow((table, column.number), &mut BTreeSet::new())
    }

    fn follow(&self, place: Place, seen: &mut BTreeSet<Place>) -> Option<Mask> {
        if !seen.insert(place) {
            return None;
        }
        let own = self.own(place);
        own.or_else(|| self.references.get(&place)?.iter().find_map(|it| self.follow(*it, seen)))
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

    /// The column with its mask, if its values change.
    pub(super) fn masked(&self, table: u32, column: &Column) -> Option<MaskedColumn> {
        let mask = self.decide(table, column).filter(|mask| *mask != Mask::Keep)?;
        let (origin, of_origin) = self.catalogue.origin(table, column)?;
        let name = self.catalogue.name_of(origin, of_origin)?;
        Some(MaskedColumn { name, column: column.clone(), mask })
    }

    /// Both columns of a foreign key must have the same mask, or none. A column that becomes NULL
    /// references nothing.
    pub(super) fn check_foreign_keys(&self) -> Vec<Problem> {
        let all = self.references.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
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
                        "`{from}` (`{}`) references `{to}` (`{}`): both need the same mask.",
                        word(own),
                        word(key)
                    ),
                    format!(
                        "Remove the rule for `{from}`: the rule of the referenced column applies."
                    ),
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

/// The pairs of columns of a foreign key; both as declared in the root.
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
