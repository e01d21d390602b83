//! `skate-env report`: isolation, cost, automation and connections on one page.

pub(super) mod alerts;
mod collect;
mod otlp;
mod text;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{Code, Problem};
use skate_env_preview::workflow_command::escape;
use skate_env_report::{html, job_summary, prometheus};

use self::{otlp::Receiver, text::ReportText};
use crate::{
    context::Context, exit::Exit, failure::Failure, options::WaitOption, output::Output,
    progress::Progress, runtime,
};

/// Show on one page whether it works and what it costs
///
/// The page says whether every environment has its own database, what the branches cost and why they
/// are kept, how the automation and the connections did, and what to do next. It is made from the
/// control plane and from the record in .skate-env/events; without a control plane it shows the
/// record alone. Nothing is changed.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env report
  skate-env report --html report.html
  skate-env report --summary
  skate-env report --prometheus /var/lib/node_exporter/skate-env.prom
  skate-env report --otlp https://otlp.example.com
  skate-env report --events artifacts/linux artifacts/macos --since 7d")]
pub(crate) struct Arguments {
    /// Write the page as one HTML file, without scripts and without anything to load
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,

    /// Add it to the summary of the job in GitHub Actions, with a warning for each alert
    #[arg(long)]
    summary: bool,

    /// Write the metrics as a textfile for Prometheus' node exporter
    #[arg(long, value_name = "FILE")]
    prometheus: Option<PathBuf>,

    /// Send the metrics to a receiver of OTLP (HTTP, JSON): one request
    ///
    /// Headers, such as a token, come from `OTEL_EXPORTER_OTLP_HEADERS`. `/v1/metrics` is appended.
    /// The address begins with https://, or is this machine's.
    #[arg(long, value_name = "URL")]
    otlp: Option<String>,

    /// Read these records, too: folders of `.jsonl` files, from CI's artifacts
    #[arg(long, value_name = "DIR", num_args = 1..)]
    events: Vec<PathBuf>,

    /// Read the events of this time
    #[arg(long, value_name = "DAYS", default_value = "30d", value_parser = days)]
    since: u16,

    /// Use the prices of this plan instead of the project's
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,

    #[command(flatten)]
    wait: WaitOption,
}

/// `30d`.
fn days(text: &str) -> Result<u16, String> {
    let days = text.strip_suffix('d').and_then(|days| days.parse().ok()).filter(|days| *days > 0);
    days.ok_or_else(|| "a number of days, such as 30d".to_owned())
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    context.forbid_environment(
        "`report` shows all environments.",
        "Leave it out, or run `skate-env status -e ENV` for one environment.",
    )?;
    let now = Timestamp::now();
    let since = now.checked_sub(SignedDuration::from_hours(24 * i64::from(arguments.since)));
    let process = context.process();
    let summary_file = process.get("GITHUB_STEP_SUMMARY").map(PathBuf::from);
    let in_actions = process.get("GITHUB_ACTIONS").is_some();
    let receiver = arguments.otlp.as_deref().map(|url| Receiver::new(url, process)).transpose()?;
    let progress = Progress::new(output);
    let query = collect::Query {
        folders: &arguments.events,
        since: since.unwrap_or(now),
        now,
        plan: arguments.plan.as_deref(),
        wait: arguments.wait.duration(),
    };
    let work = async { collect::report(context, &query, &progress).await };
    let report = runtime::run_until_interrupted(work, || progress.interrupted())?;
    let mut written = Vec::new();
    if let Some(path) = &arguments.html {
        replace(path, &html(&report))?;
        written.push(path.display().to_string());
    }
    if let Some(path) = &arguments.prometheus {
        replace(path, &prometheus(&report))?;
        written.push(path.display().to_string());
    }
    let sent = receiver.map(|receiver| {
        let sending = async { receiver.send(&report, &progress).await };
        runtime::run_until_interrupted(sending, || progress.interrupted())
    });
    let sent = sent.transpose()?;
    if arguments.summary {
        let page = job_summary(&report);
        match summary_file {
            Some(path) => append(&path, &page)?,
            None => output.page(&page)?,
        }
        if in_actions {
            for alert in &report.alerts {
                crate::output::print_stderr(&format!("::warning::{}\n", escape(alert)));
            }
        }
        if written.is_empty() && sent.is_none() {
            return Ok(Exit::Done);
        }
    }
    output.answer(&ReportText { report: &report, written, sent })?;
    Ok(Exit::Done)
}

/// Writes a file beside the place and renames it there: no reader sees half of it.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let draft = path.with_file_name(name);
    let written = std::fs::write(&draft, text).and_then(|()| std::fs::rename(&draft, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&draft);
        not_written(&error)
    })
}

fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| not_written(&error))
}

fn not_written(error: &std::io::Error) -> Failure {
    let message = format!("The report cannot be written: {error}.");
    Problem::new(Code::FileNotWritten, message, "Name a file in a folder that can be written.")
        .into()
}
