//! Ids of Neon's resources, one type each, so that none is mistaken for another or for a name.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Code, Problem};

const LONGEST: usize = 60;

/// Neon's own rule, `^[a-z0-9-]{1,60}$`. It also keeps ids from changing a path.
fn is_id(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident $word:literal;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes an id as it is; nothing is looked up and nothing is guessed.
            ///
            /// # Errors
            /// `invalid_config` for what cannot be an id, such as a name with a slash.
            pub fn new(id: impl Into<String>) -> Result<Self, crate::Error> {
                let id = id.into();
                if is_id(&id) {
                    return Ok(Self(id));
                }
                Err(crate::Error::from_problem(Problem::new(
                    Code::InvalidConfig,
                    concat!("What was given as ", $word, "'s id is not an id."),
                    "An id has lower-case letters, digits and hyphens, at most 60: `br-cool-forest-123456`.",
                )))
            }

            /// The id's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(id: String) -> Result<Self, Self::Error> {
                if is_id(&id) { Ok(Self(id)) } else { Err(concat!("not ", $word, "'s id")) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A project: `spring-example-302709`.
    ProjectId "a project";
    /// A branch: `br-cool-forest-123456`.
    BranchId "a branch";
    /// An endpoint (a compute): `ep-cool-darkness-123456`.
    EndpointId "an endpoint";
    /// An operation: a UUID.
    OperationId "an operation";
    /// A snapshot.
    SnapshotId "a snapshot";
}
