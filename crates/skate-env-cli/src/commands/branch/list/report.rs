//! Reports the branches: a tree as text, a list as data.

use std::fmt::{self, Write as _};

use jiff::SignedDuration;
use serde::Serialize;

use skate_env_preview::time_span::span;

use super::{cost::Price, tree::places};
use crate::{
    control_plane::ControlPlane,
    output::{Answer, Cell, DIM, GOOD, Table},
};

const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];

#[derive(Serialize)]
pub(super) struct Report<'r> {
    control_plane: &'r ControlPlane,
    #[serde(skip_serializing_if = "Option::is_none")]
    prices: Option<PriceData<'r>>,
    branches: Vec<Row<'r>>,
}

#[derive(Serialize)]
struct PriceData<'r> {
    plan: &'r str,
    as_of: &'r str,
}

#[derive(Serialize)]
pub(super) struct Row<'r> {
    pub(super) name: &'r str,
    pub(super) branch_id: &'r str,
    pub(super) parent_id: Option<&'r str>,
    pub(super) class: &'static str,
    pub(super) owner: Option<&'r str>,
    pub(super) default: bool,
    pub(super) protected: bool,
    /// Whether the working directory's variables lead to it.
    pub(super) in_use: bool,
    pub(super) created_at: &'r str,
    pub(super) expires_at: Option<&'r str>,
    pub(super) size_bytes: Option<i64>,
    /// `None` without a compute.
    pub(super) awake: Option<bool>,
    pub(super) compute_seconds: Option<f64>,
    pub(super) cost_usd: Option<f64>,
    #[serde(skip)]
    pub(super) age: Option<SignedDuration>,
    #[serde(skip)]
    pub(super) expires: Option<SignedDuration>,
}

impl<'r> Report<'r> {
    pub(super) fn new(
        control_plane: &'r ControlPlane,
        price: Option<&'r Price>,
        branches: Vec<Row<'r>>,
    ) -> Self {
        let prices = price.map(|it| PriceData { plan: &it.plan, as_of: &it.as_of });
        Self { control_plane, prices, branches }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let header = ["branch", "class", "age", "expires", "size", "compute", "cost"];
        let mut table = Table::new(&header);
        let items: Vec<_> = self.branches.iter().map(|it| (it.branch_id, it.parent_id)).collect();
        for place in places(&items) {
            let row = &self.branches[place.index];
            let optional = |text: Option<String>| text.map_or_else(Cell::none, Cell::new);
            let style = if row.in_use { GOOD } else { anstyle::Style::new() };
            table.row(vec![
                Cell::styled(format!("{}{}{}", place.lines, row.name, marks(row)), style),
                Cell::new(row.class),
                optional(row.age.map(span)),
                optional(row.expires.map(|left| format!("in {}", span(left)))),
                optional(row.size_bytes.map(size)),
                match row.awake {
                    Some(true) => Cell::styled("awake", GOOD),
                    Some(false) => Cell::styled("asleep", DIM),
                    None => Cell::none(),
                },
                optional(row.cost_usd.map(|cost| format!("${cost:.2}"))),
            ]);
        }
        table.write(page)?;
        let count = match self.branches.len() {
            1 => "1 branch".to_owned(),
            many => format!("{many} branches"),
        };
        write!(page, "\n{count} {}.", self.control_plane)?;
        match &self.prices {
            Some(PriceData { plan, as_of }) => writeln!(
                page,
                " The cost is that of compute in this billing period, at {plan} prices of {as_of}."
            ),
            None => writeln!(page),
        }
    }
}

/// The marks beside a name.
fn marks(row: &Row<'_>) -> String {
    let marks =
        [(row.default, "default"), (row.protected, "protected"), (row.in_use, "in use here")];
    let words: Vec<_> = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, it)| it).collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

/// A size in powers of a thousand, as in Neon's console.
fn size(bytes: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let mut rest = bytes as f64 / 1000.0;
    let mut unit = 0;
    while rest >= 1000.0 && unit + 1 < UNITS.len() {
        rest /= 1000.0;
        unit += 1;
    }
    format!("{rest:.1} {}", UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_one_digit_after_the_point() {
        let all = [0, 900, 31_000_000, 2_500_000_000_000].map(size);
        assert_eq!(all, ["0.0 kB", "0.9 kB", "31.0 MB", "2.5 TB"]);
    }
}
