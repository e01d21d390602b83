//! The built command, by its exit codes and its exact output.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

#[cfg(unix)]
mod branch;
mod budget;
mod check;
mod cost;
#[cfg(unix)]
mod deploy;
mod doctor;
mod echo;
mod fake_neon;
mod first_steps;
#[cfg(target_os = "linux")]
mod guarded;
mod harness;
mod help;
mod http_server;
mod init;
mod init_configurations;
#[cfg(unix)]
mod init_project;
#[cfg(unix)]
mod live;
#[cfg(unix)]
mod local;
#[cfg(unix)]
mod migrate;
#[cfg(unix)]
mod migrate_test;
#[cfg(unix)]
mod perf;
mod policies;
#[cfg(unix)]
mod preview;
mod report;
mod report_otlp;
#[cfg(unix)]
mod run;
#[cfg(unix)]
mod scrub;
mod seed;
mod status;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod test_databases;
mod unreadable_input;
mod url;
mod usage;
#[cfg(unix)]
mod vectors;
mod workspaces;
