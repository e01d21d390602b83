//! Joins the policy of a package with those around it: a nearer one adds, and takes nothing away.

use std::{collections::BTreeMap, time::Duration};

use super::{
    ClassPolicy, Config, EnvironmentPolicy, LargeObjects, Mask, MaskingPolicy, PreviewPolicy,
};
use crate::{Class, Environment, MigrationPolicy};

impl Config {
    /// This policy inside another, which lies further out: of every key the stricter value.
    ///
    /// | key | what counts |
    /// | --- | --- |
    /// | pins | those of both together |
    /// | `strict`, `masked`, `masking.strict`, `run.sealed`, `run.guarded` | `true`, if either says so |
    /// | `tested_within`, `lock_timeout` | the shorter time |
    /// | `budget.month`, `preview_each`, `on_exceed` | the smaller amount; `refuse` |
    /// | `chain` | this policy's, if it passes all environments of the other's in their order |
    /// | `source` of a class | this policy's, unless it makes production the source |
    /// | `masking.engine`, `large_objects` | `sql`, `unlink`: they leave nothing unmasked |
    /// | a column's mask | this policy's, unless it keeps what the other masks |
    /// | `url`, `direct_url` | this policy's; the other's are still known as the environment's |
    /// | anything else | this policy's, where it has a value |
    #[must_use]
    pub fn within(mut self, outer: &Self) -> Self {
        self.strict |= outer.strict;
        self.run.sealed |= outer.run.sealed;
        self.run.guarded |= outer.run.guarded;
        or_outer(&mut self.neon_project_id, outer.neon_project_id.as_ref());
        for (environment, policy) in &outer.environments {
            self.environments.entry(*environment).or_default().add(policy);
        }
        let production = outer.environments.get(&Environment::Production);
        let production = production.and_then(|policy| policy.branch.as_deref());
        add_classes(&mut self.classes, &outer.classes, production);
        self.migrations.add(&outer.migrations);
        self.budget.add(&outer.budget);
        self.masking = match (self.masking.take(), &outer.masking) {
            (Some(own), Some(outer)) => Some(own.within(outer)),
            (own, outer) => own.or_else(|| outer.clone()),
        };
        self
    }
}

fn or_outer<T: Clone>(own: &mut Option<T>, outer: Option<&T>) {
    if own.is_none() {
        *own = outer.cloned();
    }
}

impl EnvironmentPolicy {
    fn add(&mut self, outer: &Self) {
        or_outer(&mut self.branch, outer.branch.as_ref());
        or_outer(&mut self.database, outer.database.as_ref());
        or_outer(&mut self.role, outer.role.as_ref());
        for pin in &outer.pins {
            if !self.pins.contains(pin) {
                self.pins.push(pin.clone());
            }
        }
        let hidden = [(&self.url, &outer.url), (&self.direct_url, &outer.direct_url)];
        let hidden = hidden.into_iter().filter(|(own, outer)| own.is_some() && own != outer);
        let hidden: Vec<_> = hidden.filter_map(|(_, outer)| outer.clone()).collect();
        self.outer_urls.extend(hidden.into_iter().chain(outer.outer_urls.iter().cloned()));
        or_outer(&mut self.url, outer.url.as_ref());
        or_outer(&mut self.direct_url, outer.direct_url.as_ref());
    }
}

fn add_classes(
    own: &mut BTreeMap<Class, ClassPolicy>,
    outer: &BTreeMap<Class, ClassPolicy>,
    production: Option<&str>,
) {
    for (class, outer) in outer {
        let own = own.entry(*class).or_default();
        let is_production = |source: &String| {
            source == Environment::Production.as_str() || Some(source.as_str()) == production
        };
        let weakens = own.source.as_ref().is_some_and(is_production)
            && !outer.source.as_ref().is_none_or(is_production);
        if weakens {
            own.source.clone_from(&outer.source);
        }
        or_outer(&mut own.source, outer.source.as_ref());
        or_outer(&mut own.suspend, outer.suspend.as_ref());
        or_outer(&mut own.expires, outer.expires.as_ref());
        or_outer(&mut own.cu, outer.cu.as_ref());
        if own.preview == PreviewPolicy::default() {
            own.preview.clone_from(&outer.preview);
        }
        if outer.masked == Some(true) {
            own.masked = outer.masked;
        }
        or_outer(&mut own.masked, outer.masked.as_ref());
    }
}

impl MigrationPolicy {
    fn add(&mut self, outer: &Self) {
        if outer.is_written.chain && !(self.is_written.chain && self.passes(&outer.chain)) {
            self.chain.clone_from(&outer.chain);
        }
        let (written, outer_written) = (&mut self.is_written, outer.is_written);
        let outer_time = outer_written.tested_within.then_some(outer.tested_within);
        shorten(&mut self.tested_within, &mut written.tested_within, outer_time);
        let outer_time = outer_written.lock_timeout.then_some(outer.lock_timeout);
        shorten(&mut self.lock_timeout, &mut written.lock_timeout, outer_time);
        self.is_written.chain |= outer.is_written.chain;
    }

    /// Whether the chain passes these environments in this order, and maybe others between them.
    fn passes(&self, environments: &[Environment]) -> bool {
        let mut own = self.chain.iter();
        environments.iter().all(|wanted| own.any(|one| one == wanted))
    }
}

/// Takes the other policy's time, if it has one that is shorter than a written one here.
fn shorten(time: &mut Duration, is_written: &mut bool, outer: Option<Duration>) {
    let Some(outer) = outer else { return };
    *time = if *is_written { outer.min(*time) } else { outer };
    *is_written = true;
}

impl MaskingPolicy {
    fn within(mut self, outer: &Self) -> Self {
        let own = self.is_written.engine.then_some(self.engine);
        self.engine = own.map_or(outer.engine, |own| own.min(outer.engine));
        self.strict = outer.strict || (self.is_written.strict && self.strict);
        self.is_written.engine |= outer.is_written.engine;
        self.is_written.strict |= outer.is_written.strict;
        if outer.large_objects == Some(LargeObjects::Unlink) {
            self.large_objects = outer.large_objects;
        }
        or_outer(&mut self.large_objects, outer.large_objects.as_ref());
        for (column, (mask, place)) in &outer.columns {
            let own = self.columns.entry(column.clone()).or_insert((mask.clone(), place.clone()));
            if own.0 == Mask::Keep {
                *own = (mask.clone(), place.clone());
            }
        }
        self
    }
}

#[cfg(test)]
mod tests;
