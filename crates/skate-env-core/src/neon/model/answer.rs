//! The replies of calls, named after the resources that they hold.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::neon::BranchId;

use super::{
    Annotation, Branch, Database, Endpoint, Operation, Project, Role, Secret, Snapshot, models,
};

models! {
    /// One project.
    ProjectAnswer {
        /// The project.
        project: Project,
        ;
        /// What Neon still does.
        operations: Vec<Operation>,
    }

    /// A page of projects.
    ProjectsPage {
        /// The projects.
        projects: Vec<Project>,
        ;
        /// Where the next page begins.
        pagination: Pagination,
        /// Projects that Neon could not show now.
        unavailable_project_ids: Vec<String>,
    }

    /// Where the next page begins. Neon names the field `next` or `cursor`, by the call.
    Pagination {
        ;
        /// Of branches.
        next: String,
        /// Of projects and operations.
        cursor: String,
    }

    /// A new branch and all that came with it.
    CreatedBranch {
        /// The branch.
        branch: Branch,
        /// Its computes.
        endpoints: Vec<Endpoint>,
        /// What Neon still does.
        operations: Vec<Operation>,
        ;
        /// Its roles.
        roles: Vec<Role>,
        /// Its databases.
        databases: Vec<Database>,
        /// Absent where the parent has more than one role or database: not to be relied on.
        connection_uris: Vec<ConnectionDetails>,
    }

    /// How a new branch is reached.
    ConnectionDetails {
        /// The direct URL.
        connection_uri: Secret,
        /// Its parts.
        connection_parameters: ConnectionParameters,
        ;
    }

    /// The parts of a URL.
    ConnectionParameters {
        /// The database.
        database: String,
        /// The password.
        password: Secret,
        /// The role.
        role: String,
        /// The direct host.
        host: String,
        /// The pooler's host.
        pooler_host: String,
        ;
    }

    /// One branch, and what was written on it.
    BranchAnswer {
        /// The branch.
        branch: Branch,
        ;
        /// What was written on it.
        annotation: Annotation,
    }

    /// A page of branches.
    BranchesPage {
        /// The branches.
        branches: Vec<Branch>,
        ;
        /// What was written on them.
        annotations: BTreeMap<BranchId, Annotation>,
        /// Where the next page begins.
        pagination: Pagination,
    }

    /// How many branches there are.
    BranchCount {
        /// How many.
        count: u64,
        ;
    }

    /// A branch, and what Neon still does with it.
    BranchOperations {
        /// The branch.
        branch: Branch,
        /// What Neon still does.
        operations: Vec<Operation>,
        ;
        /// Its computes, where the call moves them.
        endpoints: Vec<Endpoint>,
    }

    /// One endpoint.
    EndpointAnswer {
        /// The endpoint.
        endpoint: Endpoint,
        ;
        /// What Neon still does.
        operations: Vec<Operation>,
    }

    /// Endpoints.
    Endpoints {
        /// The endpoints.
        endpoints: Vec<Endpoint>,
        ;
    }

    /// One operation.
    OperationAnswer {
        /// The operation.
        operation: Operation,
        ;
    }

    /// A page of operations.
    OperationsPage {
        /// The operations.
        operations: Vec<Operation>,
        ;
        /// Where the next page begins.
        pagination: Pagination,
    }

    /// One database.
    DatabaseAnswer {
        /// The database.
        database: Database,
        ;
        /// What Neon still does.
        operations: Vec<Operation>,
    }

    /// Databases.
    Databases {
        /// The databases.
        databases: Vec<Database>,
        ;
    }

    /// One role.
    RoleAnswer {
        /// The role.
        role: Role,
        ;
        /// What Neon still does.
        operations: Vec<Operation>,
    }

    /// Roles.
    Roles {
        /// The roles.
        roles: Vec<Role>,
        ;
    }

    /// A connection string.
    ConnectionUri {
        /// The URL, password included.
        uri: Secret,
        ;
    }

    /// A schema.
    BranchSchema {
        ;
        /// As SQL.
        sql: String,
        /// As JSON.
        json: Value,
    }

    /// How two schemas differ.
    SchemaComparison {
        ;
        /// A unified diff; empty or absent when they do not differ.
        diff: String,
    }

    /// One snapshot.
    SnapshotAnswer {
        /// The snapshot.
        snapshot: Snapshot,
        ;
        /// What Neon still does.
        operations: Vec<Operation>,
    }

    /// Snapshots.
    Snapshots {
        /// The snapshots.
        snapshots: Vec<Snapshot>,
        ;
    }

    /// A branch that a snapshot was restored to.
    RestoredSnapshot {
        /// The branch.
        branch: Branch,
        /// What Neon still does.
        operations: Vec<Operation>,
        ;
        /// Its computes.
        endpoints: Vec<Endpoint>,
    }

    /// Only what Neon still does.
    Operations {
        /// The operations.
        operations: Vec<Operation>,
        ;
    }
}
