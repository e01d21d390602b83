//! The report as one HTML file: no script that runs, no network, no font; it prints.

mod chart;

use jiff::{SignedDuration, Timestamp};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use skate_env_cost::dollars;

use crate::{BranchRow, CostPart, Outcomes, Report};

const STYLE: &str = include_str!("html/style.css");
/// Nothing is loaded and nothing runs, whatever a name says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The report as an HTML page. The data that it shows is in it as JSON, too.
#[must_use]
pub fn html(report: &Report) -> String {
    let title = format!("{}: databases", report.project);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (report.project) }
                    p.lead { (report.sentence()) }
                    p.quiet { "Made " (moment(report.made_at)) " by skate-env " (env!("CARGO_PKG_VERSION")) "." }
                }
                main {
                    (alerts(report))
                    (environments(report))
                    (branches(report))
                    (cost(report))
                    (automation(report))
                    (connections(report))
                    (next(report))
                }
                script type="application/json" id="data" { (PreEscaped(data(report))) }
            }
        }
    };
    page.into_string()
}

/// JSON within HTML: no `<` of it may begin a tag.
fn data(report: &Report) -> String {
    let json = serde_json::to_string(report).unwrap_or_default();
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn moment(time: Timestamp) -> String {
    let text = time.to_string();
    let minutes = text.get(.."2026-11-29T12:00".len()).unwrap_or(&text);
    format!("{} UTC", minutes.replace('T', " "))
}

fn alerts(report: &Report) -> Markup {
    html! {
        @if !report.alerts.is_empty() {
            section aria-labelledby="look" {
                h2 id="look" { "To look at" }
                ul.alerts { @for alert in &report.alerts { li { (alert) } } }
            }
        }
    }
}

fn environments(report: &Report) -> Markup {
    html! {
        section aria-labelledby="environments" {
            h2 id="environments" { "Isolation" }
            div.wide tabindex="0" { table {
                thead { tr { th scope="col" { "environment" } th scope="col" { "database" } th scope="col" { "code" } } }
                tbody { @for row in &report.environments { tr {
                    th scope="row" { (row.environment) }
                    td.bad[row.code.is_some()] { (row.state) }
                    td { (row.code.as_deref().unwrap_or("–")) }
                } } }
            } }
        }
    }
}

fn branches(report: &Report) -> Markup {
    let span = |from: Option<Timestamp>, to: Option<Timestamp>| match (from, to) {
        (Some(from), Some(to)) => days(to.duration_since(from)),
        _ => "–".to_owned(),
    };
    let mut rows: Vec<&BranchRow> = report.branches.iter().collect();
    rows.sort_by(|a, b| (place(&a.class), &a.name).cmp(&(place(&b.class), &b.name)));
    html! {
        section aria-labelledby="branches" {
            h2 id="branches" { "Branches" }
            div.wide tabindex="0" { table {
                thead { tr {
                    @for title in ["branch", "class", "cost", "age", "expires in", "compute", "owner", "kept because"] {
                        th scope="col" { (title) }
                    }
                } }
                tbody { @for row in rows { tr {
                    th scope="row" { (row.name) @if let Some(number) = row.pull_request { " (#" (number) ")" } }
                    td { (row.class) }
                    td.number { (row.cents.map_or("–".to_owned(), dollars)) }
                    td.number { (span(row.created_at, Some(report.made_at))) }
                    td.number { (span(Some(report.made_at), row.expires_at)) }
                    td { (match row.awake { Some(true) => "awake", Some(false) => "asleep", None => "–" }) }
                    td { (row.owner.as_deref().unwrap_or("–")) }
                    td { (row.kept.as_deref().unwrap_or("–")) }
                } } }
            } }
        }
    }
}

/// The order of classes: the most precious first.
fn place(class: &str) -> usize {
    let all = skate_env_core::Class::ALL;
    all.iter().position(|known| known.as_str() == class).unwrap_or(all.len())
}

fn days(length: SignedDuration) -> String {
    let hours = length.as_hours().max(0);
    if hours < 48 { format!("{hours} h") } else { format!("{} d", hours / 24) }
}

fn cost(report: &Report) -> Markup {
    html! {
        @if let Some(cost) = &report.cost {
            section aria-labelledby="cost" {
                h2 id="cost" { "Cost" }
                p { (cost.month) ": " strong { (dollars(cost.total)) } ". " (cost.basis) }
                @if let Some([low, expected, high]) = cost.projection {
                    p { "The whole month: " (dollars(expected)) " (" (dollars(low)) " to " (dollars(high)) ")." }
                }
                (chart::by_day(&cost.days))
                (spend(cost))
                @if !cost.pull_requests.is_empty() { (pull_requests(cost)) }
            }
        }
    }
}

fn spend(cost: &CostPart) -> Markup {
    let mut kinds: Vec<&String> = cost.spend.iter().flat_map(|row| row.kinds.keys()).collect();
    kinds.sort();
    kinds.dedup();
    html! {
        div.wide tabindex="0" { table {
            thead { tr {
                th scope="col" { "class" }
                @for kind in &kinds { th scope="col" { (kind.replace('_', " ")) } }
                th scope="col" { "total" }
            } }
            tbody { @for row in &cost.spend { tr {
                th scope="row" { (row.class) }
                @for kind in &kinds {
                    td.number { (row.kinds.get(*kind).map_or("–".to_owned(), |cents| dollars(*cents))) }
                }
                td.number { (dollars(row.cents)) }
            } } }
        } }
    }
}

fn pull_requests(cost: &CostPart) -> Markup {
    html! {
        h3 { "By pull request" }
        div.wide tabindex="0" { table {
            thead { tr { th scope="col" { "pull request" } th scope="col" { "branch" } th scope="col" { "cost" } } }
            tbody { @for row in &cost.pull_requests { tr {
                th scope="row" { "#" (row.number) }
                td { (row.branch) }
                td.number { (dollars(row.cents)) }
            } } }
        } }
    }
}

fn automation(report: &Report) -> Markup {
    html! {
        section aria-labelledby="automation" {
            h2 id="automation" { "Automation" }
            @if report.summary.operations.is_empty() {
                p { "The record holds no operation." }
            } @else {
                div.wide tabindex="0" { table {
                    thead { tr {
                        @for title in ["operation", "runs", "failed", "branches", "median", "95 %", "last success"] {
                            th scope="col" { (title) }
                        }
                    } }
                    tbody { @for (name, outcomes) in &report.summary.operations { tr {
                        th scope="row" { (name) }
                        td.number { (outcomes.total) }
                        td.number.bad[outcomes.failed > 0] { (outcomes.failed) }
                        td.number { (outcomes.branches) }
                        (durations(outcomes))
                        td { (outcomes.last_success.map_or("never".to_owned(), moment)) }
                    } } }
                } }
            }
            @if let Some(seconds) = report.summary.setup_seconds {
                p { "Set-up: " (format!("{seconds:.0}")) " seconds from its first step to a database that answered." }
            }
            @if report.summary.damaged > 0 {
                p { (report.summary.damaged) " lines of the record could not be read." }
            }
        }
    }
}

fn connections(report: &Report) -> Markup {
    html! {
        section aria-labelledby="connections" {
            h2 id="connections" { "Connections" }
            @if report.summary.connections.is_empty() {
                p { "The record holds no connection." }
            } @else {
                div.wide tabindex="0" { table {
                    thead { tr {
                        @for title in ["environment", "connections", "succeeded", "median", "95 %", "failed because"] {
                            th scope="col" { (title) }
                        }
                    } }
                    tbody { @for (environment, outcomes) in &report.summary.connections { tr {
                        th scope="row" { (environment) }
                        td.number { (outcomes.total) }
                        td.number { (outcomes.success_percent().map_or("–".to_owned(), |it| format!("{it:.1} %"))) }
                        (durations(outcomes))
                        td { (codes(outcomes)) }
                    } } }
                } }
            }
            @if !report.summary.refusals.is_empty() {
                h3 { "Refusals" }
                ul { @for (code, count) in &report.summary.refusals { li { code { (code) } ": " (count) } } }
            }
        }
    }
}

fn durations(outcomes: &Outcomes) -> Markup {
    let cell = |ms: Option<u64>| ms.map_or("–".to_owned(), |ms| format!("{ms} ms"));
    html! { td.number { (cell(outcomes.p50_ms)) } td.number { (cell(outcomes.p95_ms)) } }
}

fn codes(outcomes: &Outcomes) -> String {
    let codes: Vec<String> =
        outcomes.codes.iter().map(|(code, count)| format!("{code}: {count}")).collect();
    if codes.is_empty() { "–".to_owned() } else { codes.join(", ") }
}

fn next(report: &Report) -> Markup {
    html! {
        @if !report.next.is_empty() {
            section aria-labelledby="next" {
                h2 id="next" { "What to do next" }
                ol { @for command in &report.next { li { code { (command) } } } }
            }
        }
    }
}
