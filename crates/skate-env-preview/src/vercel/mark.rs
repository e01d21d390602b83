//! The comment of a variable that says for which pull request it was set.

use std::fmt;

use crate::identity::short_digest;

const BEGIN: &str = "skate-env:preview v1";

/// For which pull request a variable was set, and a digest of its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The repository's id.
    pub repository: String,
    /// The pull request's number.
    pub number: u64,
    digest: String,
}

impl Mark {
    /// The mark of a value. The branch's id keeps the digest of a password that is used twice from
    /// being the same.
    #[must_use]
    pub fn new(repository: &str, number: u64, branch_id: &str, key: &str, value: &str) -> Self {
        let digest = short_digest(&format!("{branch_id}\0{key}\0{value}"));
        Self { repository: repository.to_owned(), number, digest }
    }

    /// Reads a comment; `None` if skate-env did not write it.
    #[must_use]
    pub fn parse(comment: &str) -> Option<Self> {
        let mut words = comment.strip_prefix(BEGIN)?.split_whitespace();
        let (repository, number) = words.next()?.rsplit_once('#')?;
        let number = number.parse().ok()?;
        let digest = words.next()?.to_owned();
        words.next().is_none().then(|| Self { repository: repository.to_owned(), number, digest })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { repository, number, digest } = self;
        write!(formatter, "{BEGIN} {repository}#{number} {digest}")
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;

    #[test]
    fn a_comment_names_its_pull_request_and_changes_with_the_value() {
        let mark = Mark::new("4711", 7, "br-a-b-1", "URL", "postgres://a");
        let text = mark.to_string();
        assert!(text.starts_with("skate-env:preview v1 4711#7 ") && text.len() < 60, "{text}");
        assert_eq!(Mark::parse(&text), Some(mark.clone()));
        assert_ne!(mark, Mark::new("4711", 7, "br-a-b-1", "URL", "postgres://b"));
        assert_ne!(mark, Mark::new("4711", 7, "br-a-b-2", "URL", "postgres://a"));
        for other in [
            "",
            "mine",
            "skate-env:preview v1",
            "skate-env:preview v1 4711#x y",
            &format!("{text} z"),
        ] {
            assert_eq!(Mark::parse(other), None, "{other}");
        }
    }
}
