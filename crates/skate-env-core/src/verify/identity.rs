//! The identity of a database, as its server states it.

use std::fmt;

/// The identity of the database that answered. Holds no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identity {
    /// The database's name, as the server has it: a pooler may know it by another.
    pub database: String,
    /// The database's number: a database that is made anew gets another.
    pub database_oid: Option<u32>,
    /// What `initdb` drew: the same on every physical copy, replica and Neon branch, another
    /// where a dump was restored. `None` where the role may not see it.
    pub system_identifier: Option<u64>,
    /// What the server was started as; on a compute of this machine the branch's id.
    pub cluster_name: Option<String>,
    /// PostgreSQL's version: `18.4`.
    pub server_version: String,
    /// When the server was started, in microseconds since 1970: two answers of one server have
    /// the same moment, those of a server and its copy have not.
    pub server_started: i64,
    /// Whether it only follows another server.
    pub is_in_recovery: bool,
    /// What it says of Neon.
    pub neon: NeonIdentity,
}

/// Neon's settings of a server. Only a Neon compute has them; elsewhere any role can `SET` what
/// looks like them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NeonIdentity {
    /// Whether the server has settings of Neon's that are fixed at its start.
    pub is_compute: bool,
    /// `neon.project_id`
    pub project: Setting,
    /// `neon.branch_id`
    pub branch: Setting,
    /// `neon.endpoint_id`
    pub endpoint: Setting,
}

/// A setting, and who may have set it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Setting {
    /// Its value; `None` where there is none, or an empty one.
    pub value: Option<String>,
    /// Its `context` in `pg_settings`; `None` for one that a session made up.
    pub context: Option<String>,
}

impl Identity {
    /// Whether both answers came from one database: on Neon from one branch, elsewhere from one
    /// database of one running server.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        match (self.neon.trusted_branch(), other.neon.trusted_branch()) {
            (Some(one), Some(other)) => one == other,
            (None, None) => {
                self.server_started == other.server_started
                    && self.system_identifier == other.system_identifier
                    && self.database == other.database
            }
            _ => false,
        }
    }

    /// The branch that this is: Neon's own word, or that of a compute of this machine.
    #[must_use]
    pub fn branch(&self) -> Option<&str> {
        self.neon.trusted_branch().or_else(|| self.local_branch())
    }

    /// The branch of a compute of this machine: its name, where it is no Neon compute.
    pub(super) fn local_branch(&self) -> Option<&str> {
        let name = self.cluster_name.as_deref().filter(|_| !self.neon.is_compute)?;
        crate::target::is_neon_id(name, "br-").then_some(name)
    }
}

impl NeonIdentity {
    /// The branch's id, where no session, role or database could have set it.
    #[must_use]
    pub fn trusted_branch(&self) -> Option<&str> {
        self.project.trusted()?;
        self.branch.trusted()
    }

    /// The project's id, where no session, role or database could have set it.
    #[must_use]
    pub fn trusted_project(&self) -> Option<&str> {
        self.branch.trusted()?;
        self.project.trusted()
    }

    /// The endpoint's id, beside a trusted branch: alone it proves nothing.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        self.trusted_branch()?;
        self.endpoint.context.as_ref()?;
        self.endpoint.value.as_deref()
    }

    /// Whether it has made-up settings that look like Neon's.
    #[must_use]
    pub fn has_forged_settings(&self) -> bool {
        [&self.project, &self.branch, &self.endpoint]
            .iter()
            .any(|setting| setting.value.is_some() && setting.context.is_none())
    }
}

impl Setting {
    /// The value, if it was fixed when the server started.
    fn trusted(&self) -> Option<&str> {
        self.value.as_deref().filter(|_| self.context.as_deref() == Some("postmaster"))
    }
}

/// In the words of which it is pinned: a branch, or the number of a server's data.
impl fmt::Display for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.branch(), self.system_identifier) {
            (Some(branch), _) => formatter.write_str(branch),
            (None, Some(number)) => write!(formatter, "system_identifier {number}"),
            (None, None) => write!(formatter, "PostgreSQL {}", self.server_version),
        }
    }
}
