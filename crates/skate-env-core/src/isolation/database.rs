//! A database as two environments may share it: a server's, or a file.

use std::fmt;

use crate::{Target, candidate::Candidate};

/// A server's database, or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Database {
    Server(Target),
    /// By its path.
    File(String),
}

impl Database {
    pub(super) fn of(candidate: &Candidate) -> Self {
        match &candidate.target {
            Some(target) => Self::Server(target.clone()),
            None => Self::File(path(candidate.url.expose_secret()).to_owned()),
        }
    }

    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Server(one), Self::Server(other)) => one.is_same_as(other),
            (Self::File(one), Self::File(other)) => one == other,
            _ => false,
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(target) => write!(formatter, "{target}"),
            Self::File(path) => write!(formatter, "file:{path}"),
        }
    }
}

/// `file:./dev.db?connection_limit=1` and `file:dev.db` are one file.
fn path(url: &str) -> &str {
    let path = url.strip_prefix("file:").unwrap_or(url);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    path.trim_start_matches("./")
}
