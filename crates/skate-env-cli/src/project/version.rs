//! Major and minor version of a package.

use std::fmt;

/// `6.19` of `6.19.3`, or of `^6.19.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    pub(crate) major: u32,
    pub(crate) minor: u32,
}

impl Version {
    pub(crate) const fn new(major: u32, minor: u32) -> Self {
        Self { major, minor }
    }

    /// The lowest version that a range allows; `None` for a tag or a path.
    pub(crate) fn of_range(range: &str) -> Option<Self> {
        let range = range
            .strip_prefix("npm:")
            .map_or(range, |alias| alias.rsplit_once('@').map_or("", |(_, version)| version));
        let numbers = range.trim().trim_start_matches(['^', '~', '=', '>', 'v', ' ']);
        let mut parts = numbers.split(['.', '-', ' ', '|']);
        let major = parts.next()?.parse().ok()?;
        let minor = parts.next().and_then(|minor| minor.parse().ok()).unwrap_or_default();
        Some(Self { major, minor })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn ranges_as_people_write_them() {
        for (range, version) in [
            ("6.19.3", Some(Version::new(6, 19))),
            ("^7.0.0", Some(Version::new(7, 0))),
            ("~5.22", Some(Version::new(5, 22))),
            (">=16", Some(Version::new(16, 0))),
            ("7.x", Some(Version::new(7, 0))),
            ("^6.0.0 || ^7.0.0", Some(Version::new(6, 0))),
            ("npm:@prisma/client@6.1.0", Some(Version::new(6, 1))),
            ("latest", None),
            ("workspace:*", None),
            ("file:../x", None),
            ("", None),
        ] {
            assert_eq!(Version::of_range(range), version, "{range}");
        }
    }
}
