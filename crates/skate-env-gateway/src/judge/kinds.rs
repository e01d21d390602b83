//! The kinds of statements that the rules know.

use crate::grammar::Kind;

/// Statements that are looked at part by part, or destroy nothing. Whatever is not named here is
/// refused wherever anything is: `LOAD`, `CREATE ACCESS METHOD`, what a later grammar adds.
pub(super) fn is_known(kind: Kind) -> bool {
    use Kind as K;
    matches!(
        kind,
        // Reading, writing rows, sessions and transactions.
        K::SelectStmt | K::InsertStmt | K::UpdateStmt | K::DeleteStmt | K::MergeStmt | K::CopyStmt
        | K::CallStmt | K::ExplainStmt | K::PrepareStmt | K::ExecuteStmt | K::DeallocateStmt
        | K::DeclareCursorStmt | K::FetchStmt | K::ClosePortalStmt | K::ListenStmt
        | K::UnlistenStmt | K::NotifyStmt | K::LockStmt | K::ConstraintsSetStmt | K::DiscardStmt
        | K::CheckPointStmt | K::VariableSetStmt | K::VariableResetStmt | K::VariableShowStmt
        | K::TransactionStmt | K::TransactionStmtLegacy | K::DoStmt | K::TruncateStmt
        // Making things.
        | K::CreateStmt | K::CreateAsStmt | K::CreateMatViewStmt | K::CreateSeqStmt
        | K::CreateSchemaStmt | K::ViewStmt | K::IndexStmt | K::CreateTrigStmt | K::RuleStmt
        | K::CreateDomainStmt | K::DefineStmt | K::CreateCastStmt | K::CreateStatsStmt
        | K::CreatePolicyStmt | K::CreateExtensionStmt | K::CreateRoleStmt | K::CreateUserStmt
        | K::CreateGroupStmt | K::CreatePublicationStmt | K::CreateSubscriptionStmt
        | K::CreateForeignTableStmt | K::CreateForeignServerStmt | K::CreateFdwStmt
        | K::CreateUserMappingStmt | K::CreateConversionStmt | K::CreateOpClassStmt
        | K::CreateOpFamilyStmt | K::CreateTransformStmt | K::CreatedbStmt
        | K::CreateTableSpaceStmt | K::CreateEventTrigStmt | K::CreateFunctionStmt
        | K::ImportForeignSchemaStmt
        // Changing them.
        | K::AlterTableStmt | K::AlterCompositeTypeStmt | K::AlterSeqStmt | K::AlterEnumStmt
        | K::AlterDomainStmt | K::AlterFunctionStmt | K::AlterOwnerStmt | K::AlterObjectSchemaStmt
        | K::AlterObjectDependsStmt | K::AlterPolicyStmt | K::AlterPublicationStmt
        | K::AlterSubscriptionStmt | K::AlterRoleStmt | K::AlterRoleSetStmt | K::AlterGroupStmt
        | K::AlterDatabaseStmt | K::AlterDatabaseSetStmt | K::AlterSystemStmt
        | K::AlterDefaultPrivilegesStmt | K::AlterExtensionStmt | K::AlterExtensionContentsStmt
        | K::AlterFdwStmt | K::AlterForeignServerStmt | K::AlterUserMappingStmt
        | K::AlterOperatorStmt | K::AlterOpFamilyStmt | K::AlterTypeStmt | K::AlterStatsStmt
        | K::AlterCollationStmt | K::AlterTSConfigurationStmt | K::AlterTSDictionaryStmt
        | K::AlterTblSpcStmt | K::AlterEventTrigStmt | K::RenameStmt | K::CommentStmt
        | K::SecLabelStmt | K::GrantStmt | K::GrantRoleStmt | K::RevokeStmt | K::RevokeRoleStmt
        | K::ReassignOwnedStmt | K::RefreshMatViewStmt | K::ReindexStmt | K::VacuumStmt
        | K::AnalyzeStmt | K::ClusterStmt
        // Dropping them.
        | K::DropStmt | K::DropOwnedStmt | K::DropdbStmt | K::DropTableSpaceStmt
        | K::DropSubscriptionStmt | K::DropCastStmt | K::DropOpClassStmt | K::DropOpFamilyStmt
        | K::DropTransformStmt | K::DropUserMappingStmt | K::DropRoleStmt | K::RemoveFuncStmt
        | K::RemoveAggrStmt | K::RemoveOperStmt
    )
}

/// What a migration may hold beside these.
pub(super) fn is_known_to_migrations(kind: Kind) -> bool {
    is_known(kind) || matches!(kind, Kind::CreatePLangStmt | Kind::CreateAmStmt)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{Kind, is_known_to_migrations};
    use crate::grammar::{DeepStack, Script};

    /// The alternatives of `stmt` in the grammar of PostgreSQL 17.
    const ALL: &str = "\
    AlterCollationStmt AlterCompositeTypeStmt AlterDatabaseSetStmt AlterDatabaseStmt \
    AlterDefaultPrivilegesStmt AlterDomainStmt AlterEnumStmt AlterEventTrigStmt \
    AlterExtensionContentsStmt AlterExtensionStmt AlterFdwStmt AlterForeignServerStmt \
    AlterFunctionStmt AlterGroupStmt AlterObjectDependsStmt AlterObjectSchemaStmt \
    AlterOpFamilyStmt AlterOperatorStmt AlterOwnerStmt AlterPolicyStmt AlterPublicationStmt \
    AlterRoleSetStmt AlterRoleStmt AlterSeqStmt AlterStatsStmt AlterSubscriptionStmt \
    AlterSystemStmt AlterTSConfigurationStmt AlterTSDictionaryStmt AlterTableStmt AlterTblSpcStmt \
    AlterTypeStmt AlterUserMappingStmt AnalyzeStmt CallStmt CheckPointStmt ClosePortalStmt \
    ClusterStmt CommentStmt ConstraintsSetStmt CopyStmt CreateAmStmt CreateAsStmt \
    CreateAssertionStmt CreateCastStmt CreateConversionStmt CreateDomainStmt CreateEventTrigStmt \
    CreateExtensionStmt CreateFdwStmt CreateForeignServerStmt CreateForeignTableStmt \
    CreateFunctionStmt CreateGroupStmt CreateMatViewStmt CreateOpClassStmt CreateOpFamilyStmt \
    CreatePLangStmt CreatePolicyStmt CreatePublicationStmt CreateRoleStmt CreateSchemaStmt \
    CreateSeqStmt CreateStatsStmt CreateStmt CreateSubscriptionStmt CreateTableSpaceStmt \
    CreateTransformStmt CreateTrigStmt CreateUserMappingStmt CreateUserStmt CreatedbStmt \
    DeallocateStmt DeclareCursorStmt DefineStmt DeleteStmt DiscardStmt DoStmt DropCastStmt \
    DropOpClassStmt DropOpFamilyStmt DropOwnedStmt DropRoleStmt DropStmt DropSubscriptionStmt \
    DropTableSpaceStmt DropTransformStmt DropUserMappingStmt DropdbStmt ExecuteStmt ExplainStmt \
    FetchStmt GrantRoleStmt GrantStmt ImportForeignSchemaStmt IndexStmt InsertStmt ListenStmt \
    LoadStmt LockStmt MergeStmt NotifyStmt PrepareStmt ReassignOwnedStmt RefreshMatViewStmt \
    ReindexStmt RemoveAggrStmt RemoveFuncStmt RemoveOperStmt RenameStmt RevokeRoleStmt RevokeStmt \
    RuleStmt SecLabelStmt SelectStmt TransactionStmt TransactionStmtLegacy TruncateStmt \
    UnlistenStmt UpdateStmt VacuumStmt VariableResetStmt VariableSetStmt VariableShowStmt \
    ViewStmt";

    /// Kinds that are refused wherever anything is.
    const UNKNOWN: [Kind; 2] = [Kind::LoadStmt, Kind::CreateAssertionStmt];

    #[test]
    fn the_vectors_hold_every_kind_and_each_is_known_or_refused() {
        let vectors: Value = serde_json::from_str(include_str!("every_kind.json")).unwrap();
        let read = move || {
            let mut kinds = BTreeSet::new();
            for row in vectors.as_array().unwrap() {
                let script = Script::parse(row["statement"].as_str().unwrap()).unwrap();
                let kind = script.statements()[0].kind();
                assert_eq!(is_known_to_migrations(kind), !UNKNOWN.contains(&kind), "{kind:?}");
                kinds.insert(format!("{kind:?}"));
            }
            kinds
        };
        let found = DeepStack::start().unwrap().run(read).unwrap();
        let all: BTreeSet<_> = ALL.split_whitespace().map(str::to_owned).collect();
        assert_eq!(found, all);
    }
}
