//! Whether an object in a variable may be changed after it was written down.

use oxc_ast::{
    AstKind,
    ast::{BindingPattern, Expression, MemberExpression},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan as _, Span};

use super::Script;

impl Script<'_> {
    /// Where these fields of the object in a variable may change: an assignment to one of them, or
    /// a function that is handed the object. `None` where they surely stay as they are.
    pub(crate) fn changed_at(&self, symbol: SymbolId, fields: &[&str]) -> Option<Span> {
        self.changed_within(symbol, fields, super::MAX_DEPTH)
    }

    fn changed_within(&self, symbol: SymbolId, fields: &[&str], depth: usize) -> Option<Span> {
        let references = self.semantic.scoping().get_resolved_references(symbol);
        let mut values = references.filter(|reference| reference.is_value());
        values.find_map(|reference| {
            let node = reference.node_id();
            let may_change = self.may_change(node, fields, depth);
            may_change.then(|| self.semantic.nodes().kind(node).span())
        })
    }

    fn may_change(&self, reference: NodeId, fields: &[&str], depth: usize) -> bool {
        let nodes = self.semantic.nodes();
        let Some(depth) = depth.checked_sub(1) else { return true };
        let (mut at, mut parent) = (reference, nodes.parent_id(reference));
        while is_wrapper(nodes.kind(parent)) {
            (at, parent) = (parent, nodes.parent_id(parent));
        }
        let span = nodes.kind(at).span();
        match nodes.kind(parent) {
            AstKind::StaticMemberExpression(member) if member.object.span() == span => {
                fields.contains(&member.property.name.as_str()) && !self.is_read_of_field(parent)
            }
            AstKind::SpreadElement(_)
            | AstKind::ExportDefaultDeclaration(_)
            | AstKind::ExportSpecifier(_)
            | AstKind::ReturnStatement(_)
            | AstKind::ArrowFunctionExpression(_)
            | AstKind::ObjectProperty(_)
            | AstKind::TSExportAssignment(_) => false,
            AstKind::AssignmentExpression(assignment) => assignment.right.span() != span,
            AstKind::VariableDeclarator(declarator) => match &declarator.id {
                BindingPattern::BindingIdentifier(alias) => {
                    self.changed_within(alias.symbol_id(), fields, depth).is_some()
                }
                _ => false,
            },
            AstKind::CallExpression(call) => {
                self.given_back(call).is_none() && !is_console(&call.callee)
            }
            _ => true,
        }
    }

    /// Whether of a field only a field of its own is read: `config.datasource.url`.
    fn is_read_of_field(&self, field: NodeId) -> bool {
        let nodes = self.semantic.nodes();
        let AstKind::StaticMemberExpression(_) = nodes.parent_kind(field) else { return false };
        let outer = nodes.parent_id(field);
        let span = nodes.kind(outer).span();
        match nodes.parent_kind(outer) {
            AstKind::AssignmentExpression(assignment) => assignment.left.span() != span,
            AstKind::UpdateExpression(_) | AstKind::UnaryExpression(_) => false,
            _ => true,
        }
    }
}

fn is_wrapper(kind: AstKind<'_>) -> bool {
    matches!(
        kind,
        AstKind::ParenthesizedExpression(_)
            | AstKind::TSAsExpression(_)
            | AstKind::TSSatisfiesExpression(_)
            | AstKind::TSNonNullExpression(_)
            | AstKind::TSTypeAssertion(_)
    )
}

fn is_console(callee: &Expression<'_>) -> bool {
    let object = callee.as_member_expression().map(MemberExpression::object);
    matches!(object, Some(Expression::Identifier(name)) if name.name == "console")
}
