//! The lint rules of skate-env itself, one in each file: a `RULE` and a `check`.

mod concurrently_mixed;
mod created_objects;
mod delete_without_where;
mod enum_value_used_at_once;
mod non_atomic_file;
mod prisma_warning;
pub(super) mod syntax_error;
mod truncate;
mod unfiltered_writes;
pub(super) mod unreadable;
mod update_without_where;

use super::{Rule, finding::LintContext, folder, squawk};

/// Every rule, those of squawk included.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let own = [
        &unreadable::RULE,
        &syntax_error::RULE,
        &concurrently_mixed::RULE,
        &enum_value_used_at_once::RULE,
        &non_atomic_file::RULE,
        &update_without_where::RULE,
        &delete_without_where::RULE,
        &truncate::RULE,
        &prisma_warning::RULE,
        &folder::OUT_OF_ORDER,
        &folder::EDITED,
        &folder::REMOVED,
    ];
    own.into_iter().chain(squawk::rules())
}

pub(super) fn check(context: &mut LintContext<'_>) {
    prisma_warning::check(context);
    concurrently_mixed::check(context);
    enum_value_used_at_once::check(context);
    non_atomic_file::check(context);
    unfiltered_writes::check(context);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_says_why_and_what_instead() {
        let mut names = BTreeSet::new();
        for rule in super::all() {
            assert!(names.insert(rule.id), "{} twice", rule.id);
            for text in [rule.why, rule.instead] {
                assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", rule.id);
            }
        }
        assert_eq!(names.len(), 12 + 23);
    }
}
