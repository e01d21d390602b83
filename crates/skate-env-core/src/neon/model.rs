//! The resources of Neon's API. Unknown fields are kept in `other`, so that reading and writing
//! again loses nothing.

mod answer;
mod branch;
mod consumption;
mod database;
mod endpoint;
mod masking;
mod operation;
mod other;
mod project;
mod secret;
mod snapshot;

pub use answer::*;
pub use branch::{Annotation, AnnotationObject, Branch, BranchState, RestrictedAction, restricted};
pub use consumption::{
    BranchConsumption, BranchConsumptionPage, ConsumptionMetric, ConsumptionPeriod,
    ConsumptionTimeframe, Granularity, ProjectConsumption, ProjectConsumptionPage,
};
pub use database::{Database, Role, RolePassword};
pub use endpoint::{Endpoint, EndpointState, EndpointType};
pub use masking::{AnonymizationState, AnonymizedStatus, MaskingRule, MaskingRules};
pub use operation::{Operation, OperationStatus};
pub use other::Other;
pub use project::{Account, AuthMethod, Project, ProjectOwner};
pub use secret::Secret;
pub use snapshot::Snapshot;

/// Structs whose first fields are required, whose fields after the semicolon may be absent, and
/// which keep every other field.
macro_rules! models {
    ($($(#[doc = $doc:literal])+ $name:ident {
        $($(#[doc = $required_doc:literal])+ $required:ident: $required_type:ty,)*
        ;
        $($(#[doc = $optional_doc:literal])+ $optional:ident: $optional_type:ty,)*
    })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = $required_doc])+ pub $required: $required_type,)*
            $(
                $(#[doc = $optional_doc])+
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $optional: Option<$optional_type>,
            )*
            /// What else Neon said.
            #[serde(flatten)]
            pub other: crate::neon::model::Other,
        }
    )+};
}

use models;
