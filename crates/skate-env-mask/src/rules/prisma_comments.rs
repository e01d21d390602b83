//! Reads masking rules from comments in a Prisma schema: `/// @pii email` above or after a field.

use std::collections::BTreeSet;

use skate_env_core::{Code, ColumnName, Error, Mask, Place, Problem};

use super::prisma_models::{Field, Model, models};

const MARK: &str = "@pii";

/// The rules in the comments of a Prisma schema, with their places. `files`: the path, for
/// messages, and the text of each file of the schema.
///
/// # Errors
/// `invalid_config`: a comment holds no valid rule, or belongs to a relation.
pub fn prisma_comments(
    files: &[(String, String)],
) -> Result<Vec<(ColumnName, Mask, Place)>, Error> {
    let read: Vec<(&str, Model)> = files
        .iter()
        .flat_map(|(path, text)| models(text).into_iter().map(|model| (path.as_str(), model)))
        .collect();
    let names: BTreeSet<&str> = read.iter().map(|(_, model)| model.name.as_str()).collect();
    let (mut rules, mut problems) = (Vec::new(), Vec::new());
    for (path, model) in &read {
        for field in &model.fields {
            match rule(field) {
                None => {}
                Some((_, Ok(_))) if names.contains(field.kind.as_str()) => problems.push(problem(
                    path,
                    field.line,
                    &format!("belongs to the relation {}, which has no column", field.column),
                )),
                Some((line, Ok(mask))) => {
                    let name = ColumnName {
                        schema: model.schema.clone(),
                        table: model.table.clone(),
                        column: field.column.clone(),
                    };
                    rules.push((name, mask, Place::new(*path, line)));
                }
                Some((line, Err(predicate))) => problems.push(problem(path, line, &predicate)),
            }
        }
    }
    match Error::from_problems(problems) {
        Some(error) => Err(error),
        None => Ok(rules),
    }
}

/// The mask in the comments of a field, with its line. Other text may surround it.
fn rule(field: &Field) -> Option<(u32, Result<Mask, String>)> {
    field.comments.iter().find_map(|(line, text)| {
        let (_, after) = text.split_once(MARK)?;
        if after.chars().next().is_some_and(|next| !next.is_whitespace()) {
            return None; // a longer word
        }
        let after = after.trim();
        // A fixed value may contain spaces.
        let word = if after.starts_with("fixed:") {
            after
        } else {
            after.split_whitespace().next().unwrap_or_default()
        };
        Some((*line, word.parse()))
    })
}

fn problem(path: &str, line: u32, predicate: &str) -> Problem {
    let message = format!("A `{MARK}` comment {predicate}.");
    Problem::new(Code::InvalidConfig, message, "Write it above the field: `/// @pii email`.")
        .at(Place::new(path, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, Error> {
        let rules = prisma_comments(&[("schema.prisma".to_owned(), text.to_owned())])?;
        Ok(rules.iter().map(|(name, mask, at)| format!("{name} {mask} {}", at.line)).collect())
    }

    #[test]
    fn a_comment_over_a_field_or_after_it_is_a_rule_for_its_column() {
        let text = r#"
model User {
  id    String @id
  /// How we reach them.
  /// @pii email - never shown
  email String @unique @map("email_address")
  phone String? /// @pii phone
  site  String @default("https://x.test") // no /// @pii name
  /// @pii fixed:a b
  note  String @db.VarChar(20)

  @@map("users")
  @@schema("auth")
}
/* model Old {
  /// @pii email
  email String
} */
model Plain {
  /// @pii keep
  code String
}
"#;
        assert_eq!(
            read(text).unwrap(),
            [
                "auth.users.email_address email 5",
                "auth.users.phone phone 7",
                "auth.users.note fixed:a b 9",
                "public.Plain.code keep 20",
            ]
        );
    }

    #[test]
    fn invalid_comments_are_reported_with_their_line() {
        let text = "model User {\n  /// @pii e-mail\n  email String\n  posts Post[] /// @pii name\n}\n\
                    model Post {\n  /// @piiish\n  id Int /// @pii\n}\n";
        let error = read(text).unwrap_err();
        let places: Vec<_> = error.problems().map(|it| it.place.as_ref().unwrap().line).collect();
        assert_eq!(places, [2, 4, 8]);
        let first = error.problems().next().unwrap();
        assert!(first.message.ends_with("(did you mean `email`?)."), "{}", first.message);
    }

    #[test]
    fn malformed_schemas_are_accepted() {
        for text in ["model", "model {", "model A {\n", "}\n}", "model A {\n@@map(\"\n@map(", "/*"]
        {
            assert!(read(text).is_ok(), "{text:?}");
        }
    }
}
