//! Bars of the cost of each day, stacked by class: SVG that needs no script.

use std::collections::BTreeMap;

use jiff::Timestamp;
use maud::{Markup, html};
use skate_env_core::Class;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 160.0;
/// Below the bars: the days.
const FOOT: f64 = 18.0;

/// The days as bars; nothing without two of them.
pub(super) fn by_day(days: &[(Timestamp, BTreeMap<String, f64>)]) -> Markup {
    let sum = |day: &BTreeMap<String, f64>| day.values().sum::<f64>();
    let most = days.iter().map(|(_, day)| sum(day)).fold(0.0, f64::max);
    if days.len() < 2 || most <= 0.0 {
        return html! {};
    }
    #[expect(clippy::cast_precision_loss, reason = "a month has 31 days")]
    let step = WIDTH / days.len() as f64;
    let classes: Vec<(usize, &str)> =
        Class::ALL.iter().map(|class| class.as_str()).enumerate().collect();
    let shown = |class: &str| days.iter().any(|(_, day)| day.contains_key(class));
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT + FOOT) } role="img" aria-label={ "Cost by day and class; the dearest day cost $" (format!("{most:.2}")) } {
            @for (index, (start, day)) in days.iter().enumerate() {
                @let left = position(index) * step;
                @let bars = stacked(day, &classes, most);
                @for (place, top, height) in bars {
                    rect class={ "c" (place) } x=(round(left + 1.0)) y=(round(top)) width=(round((step - 2.0).max(1.0))) height=(round(height)) {}
                }
                @if index % 7 == 0 {
                    text x=(round(left + 1.0)) y=(HEIGHT + FOOT - 4.0) { (label(*start)) }
                }
            }
        }
        ul.key {
            @for (place, class) in classes.iter().filter(|(_, class)| shown(class)) {
                li { svg viewBox="0 0 10 10" aria-hidden="true" { rect class={ "c" (place) } width="10" height="10" {} } " " (class) }
            }
        }
    }
}

/// Each class with the top and height of its bar, from the bottom up.
fn stacked(
    day: &BTreeMap<String, f64>,
    classes: &[(usize, &str)],
    most: f64,
) -> Vec<(usize, f64, f64)> {
    let mut top = HEIGHT;
    let own = classes.iter().filter_map(|(place, class)| Some((*place, *day.get(*class)?)));
    own.map(|(place, amount)| {
        let height = amount.max(0.0) / most * HEIGHT;
        top -= height;
        (place, top, height)
    })
    .collect()
}

#[expect(clippy::cast_precision_loss, reason = "a month has 31 days")]
fn position(index: usize) -> f64 {
    index as f64
}

fn round(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

fn label(start: Timestamp) -> String {
    start.to_string().get(5..10).unwrap_or_default().to_owned()
}
