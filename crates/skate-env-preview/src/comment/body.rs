//! The text of the comment: marker, state, lines.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// GitHub refuses longer ones.
const LONGEST: usize = 65_000;

/// What a comment of ours begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker(String);

/// What a comment remembers for the next run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The digest of what it says.
    pub digest: String,
    /// The id of the branch that it is about; empty without one.
    pub branch: String,
}

/// A comment's text.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its marker.
    pub marker: Marker,
    /// The digest of what counts in it.
    pub digest: String,
    /// All of it.
    pub text: String,
}

impl Marker {
    /// The marker of a pull request's comment.
    #[must_use]
    pub fn new(repository: &str, number: u64) -> Self {
        Self(format!("<!-- skate-env:preview v1 {repository}#{number} -->"))
    }

    /// Whether a text begins with it. A quotation does not.
    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        text.strip_prefix(&self.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\r', '\n']))
    }
}

impl Body {
    /// `lines` are what counts: a comment that differs in `volatile` alone (what it cost until now,
    /// which run wrote it) is not written again.
    #[must_use]
    pub fn new(marker: Marker, branch: &str, lines: &[String], volatile: &[String]) -> Self {
        let mut hash = Sha256::new();
        for line in lines {
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
        hash.update(branch.as_bytes());
        let digest = hash.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}"); // a String takes everything
            text
        });
        let mut text = format!("{}\n<!-- skate-env:state {digest} {branch} -->\n", marker.0);
        for line in lines.iter().chain(volatile) {
            if text.len() + line.len() > LONGEST {
                text.push_str("\n… the run's summary has the rest.\n");
                break;
            }
            text.push_str(line);
            text.push('\n');
        }
        Self { marker, digest, text }
    }
}

/// The state that a comment remembers.
#[must_use]
pub fn state_of(text: &str) -> Option<State> {
    let line = text.lines().nth(1)?;
    let inner = line.trim().strip_prefix("<!-- skate-env:state ")?.strip_suffix("-->")?;
    let mut words = inner.split_whitespace();
    let digest = words.next()?.to_owned();
    Some(State { digest, branch: words.next().unwrap_or_default().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(lines: &[&str], volatile: &str) -> Body {
        let lines: Vec<_> = lines.iter().map(|line| (*line).to_owned()).collect();
        Body::new(Marker::new("1", 7), "br-a-b-1", &lines, &[volatile.to_owned()])
    }

    #[test]
    fn what_does_not_count_changes_no_digest() {
        let one = body(&["a", "b"], "run 1");
        assert_eq!(one.digest, body(&["a", "b"], "run 2").digest);
        assert_ne!(one.digest, body(&["ab"], "run 1").digest);
        let state = state_of(&one.text).unwrap();
        assert_eq!((state.digest, state.branch.as_str()), (one.digest, "br-a-b-1"));
    }

    #[test]
    fn a_marker_is_of_one_pull_request_and_no_quotation() {
        let one = body(&["a"], "");
        assert!(one.marker.begins(&one.text) && one.marker.begins(&one.text.replace('\n', "\r\n")));
        assert!(!Marker::new("1", 71).begins(&one.text) && !Marker::new("11", 7).begins(&one.text));
        assert!(!one.marker.begins(&format!("> {}", one.text)));
    }

    #[test]
    fn a_long_comment_ends_in_time() {
        let long = vec!["x".repeat(1_000); 100];
        let body = Body::new(Marker::new("1", 7), "", &long, &["run".to_owned()]);
        assert!(body.text.len() < 65_536 && body.text.contains("summary"));
    }
}
