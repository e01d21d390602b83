//! The functions of the tools themselves that give back what they are given, for the sake of types
//! or with defaults beside it.

use oxc_ast::ast::{CallExpression, Expression};

use super::{Script, names::WHOLE};

/// The modules of Prisma that have `defineConfig`.
pub(crate) const PRISMA_CONFIG: &[&str] = &["prisma/config", "@prisma/config"];

/// The modules of Vite and Vitest that have `defineConfig` and `mergeConfig`.
pub(crate) const VITE_CONFIG: &[&str] = &["vitest/config", "vite"];

/// Next.js' module for Jest: it makes a function that gives a configuration back.
const NEXT_JEST: &[&str] = &["next/jest", "next/jest.js"];

impl<'a> Script<'a> {
    /// The argument that a call gives back; `None` where it is no such call.
    pub(crate) fn given_back(&self, call: &'a CallExpression<'a>) -> Option<&'a Expression<'a>> {
        let defines = |modules| self.calls(call, modules, "defineConfig");
        let argument = if self.calls(call, VITE_CONFIG, "mergeConfig") {
            call.arguments.last()
        } else if defines(PRISMA_CONFIG) || defines(VITE_CONFIG) || self.is_made_by_next(call) {
            call.arguments.first()
        } else {
            None
        };
        argument?.as_expression()
    }

    /// `nextJest({ dir: "./" })(config)`, in one step or in two.
    fn is_made_by_next(&self, call: &'a CallExpression<'a>) -> bool {
        let maker = match call.callee.get_inner_expression() {
            Expression::Identifier(name) => self.constant(name).map(|(_, value)| value),
            callee => Some(callee),
        };
        let Some(Expression::CallExpression(maker)) = maker else { return false };
        ["default", WHOLE].into_iter().any(|name| self.calls(maker, NEXT_JEST, name))
    }
}
