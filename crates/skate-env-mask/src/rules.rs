//! Masking rules: those of `skate-env.toml` and those of comments in the Prisma schema.

mod prisma_comments;
mod prisma_models;

use std::collections::BTreeMap;

use skate_env_core::{Code, ColumnName, Error, LargeObjects, Mask, MaskingPolicy, Place, Problem};

pub use prisma_comments::prisma_comments;

/// All masking rules, at most one for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Whether a column that could hold personal data needs a rule.
    pub strict: bool,
    /// What to do with large objects.
    pub large_objects: Option<LargeObjects>,
    columns: BTreeMap<ColumnName, (Mask, Place)>,
}

impl Rules {
    /// Combines the rules of the policy and of the schema.
    ///
    /// # Errors
    /// `invalid_config` for each column with two different rules.
    pub fn merge(
        policy: &MaskingPolicy,
        comments: Vec<(ColumnName, Mask, Place)>,
    ) -> Result<Self, Error> {
        let mut columns = policy.columns.clone();
        let mut problems = Vec::new();
        for (name, mask, place) in comments {
            match columns.get(&name) {
                Some((other, _)) if *other == mask => {}
                Some((other, elsewhere)) => {
                    problems.push(conflict(&name, (&mask, place), (other, elsewhere)));
                }
                None => {
                    columns.insert(name, (mask, place));
                }
            }
        }
        let MaskingPolicy { strict, large_objects, .. } = *policy;
        match Error::from_problems(problems) {
            Some(error) => Err(error),
            None => Ok(Self { strict, large_objects, columns }),
        }
    }

    /// The mask of a column: its own rule, or the rule for its name in all tables of the schema.
    #[must_use]
    pub fn of(&self, name: &ColumnName) -> Option<&Mask> {
        let everywhere = ColumnName { table: "*".to_owned(), ..name.clone() };
        let found = self.columns.get(name).or_else(|| self.columns.get(&everywhere));
        found.map(|(mask, _)| mask)
    }

    /// Each rule, with its place in a file.
    pub fn iter(&self) -> impl Iterator<Item = (&ColumnName, &Mask, &Place)> {
        self.columns.iter().map(|(name, (mask, place))| (name, mask, place))
    }
}

fn conflict(name: &ColumnName, own: (&Mask, Place), other: (&Mask, &Place)) -> Problem {
    let message = format!("`{name}` is `{}` here and `{}` in {}.", own.0, other.0, other.1);
    Problem::new(Code::InvalidConfig, message, "Keep one of the two rules.").at(own.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: u32) -> Place {
        Place::new("skate-env.toml", line)
    }

    fn policy(rules: &[(&str, &str)]) -> MaskingPolicy {
        let mut policy = MaskingPolicy::default();
        for (name, mask) in rules {
            policy.columns.insert(name.parse().unwrap(), (mask.parse().unwrap(), place(1)));
        }
        policy
    }

    fn comment(name: &str, mask: &str) -> (ColumnName, Mask, Place) {
        (name.parse().unwrap(), mask.parse().unwrap(), Place::new("schema.prisma", 7))
    }

    #[test]
    fn rules_of_both_places_are_combined_and_may_agree() {
        let policy = policy(&[("public.User.email", "email"), ("public.*.id", "keep")]);
        let comments =
            vec![comment("public.User.email", "email"), comment("public.User.phone", "phone")];
        let rules = Rules::merge(&policy, comments).unwrap();
        assert_eq!(rules.of(&"public.User.phone".parse().unwrap()), Some(&Mask::Phone));
        assert_eq!(rules.of(&"public.Order.id".parse().unwrap()), Some(&Mask::Keep));
        assert_eq!(rules.of(&"auth.Order.id".parse().unwrap()), None);
    }

    #[test]
    fn two_rules_for_one_column_are_an_error_that_names_both() {
        let policy = policy(&[("public.User.email", "keep")]);
        let error = Rules::merge(&policy, vec![comment("public.User.email", "email")]).unwrap_err();
        let problem = error.problems().next().unwrap();
        assert_eq!(
            problem.message,
            "`public.User.email` is `email` here and `keep` in skate-env.toml:1."
        );
        assert_eq!(problem.place.as_ref().unwrap().to_string(), "schema.prisma:7");
    }
}
