//! Projects, and whose key it is.

use serde_json::Value;

use crate::neon::{ProjectId, open_enum::open_enums};

use super::models;

open_enums! {
    /// What kind of key was used.
    AuthMethod {
        /// A person's key: everything that the person may do.
        PersonalKey = "api_key_user",
        /// An organization's key, or one for a single project of it.
        OrganizationKey = "api_key_org",
        /// A login.
        Oauth = "oauth",
    }
}

models! {
    /// A project.
    Project {
        /// Its id.
        id: ProjectId,
        /// Its name.
        name: String,
        /// Where it runs: `aws-eu-central-1`.
        region_id: String,
        /// PostgreSQL's major version.
        pg_version: i64,
        ;
        /// How far back its history goes, in seconds.
        history_retention_seconds: i64,
        /// Whether Neon stores passwords and can show them.
        store_passwords: bool,
        /// Settings, quotas among them.
        settings: Value,
        /// Who owns it, and on which plan.
        owner: ProjectOwner,
        /// Its organization.
        org_id: String,
        /// When it was made.
        created_at: String,
        /// When it last changed.
        updated_at: String,
    }

    /// A project's owner.
    ProjectOwner {
        ;
        /// The plan: `free`, `launch`, `scale` and others.
        subscription_type: String,
        /// How many branches the plan allows.
        branches_limit: i64,
    }

    /// Whose key it is.
    Account {
        /// The person or organization.
        account_id: String,
        /// What kind of key.
        auth_method: AuthMethod,
        ;
    }
}
