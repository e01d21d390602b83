//! `EXPLAIN`: plans a statement, or executes it as well.

use crate::grammar::{Kind, Node, Tree as _};

/// Whether an `EXPLAIN` executes its statement: with `ANALYZE`, unless that is off.
pub(super) fn executes(statement: &Node) -> bool {
    if statement.child(Kind::analyze_keyword).is_some() {
        return true;
    }
    let Some(list) = statement.child(Kind::utility_option_list) else { return false };
    // Of an option that is given twice the last one counts; any that is on is enough here.
    list.all(Kind::utility_option_elem).any(|option| {
        let is_analyze = option.find(Kind::analyze_keyword).is_some()
            || option
                .child(Kind::utility_option_name)
                .is_some_and(|name| name.text().to_string().to_ascii_lowercase().contains("analy"));
        let value = option.child(Kind::utility_option_arg).map(|it| it.text().to_string());
        let is_off = value.is_some_and(|value| {
            matches!(&*value.trim_matches('\'').to_ascii_lowercase(), "off" | "false" | "0")
        });
        is_analyze && !is_off
    })
}
