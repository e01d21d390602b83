//! The figures of `benches/PREVIEW.md`: requests and processor time of `up` with nothing to do, and
//! of Neon's own command beside it.
#![expect(clippy::disallowed_methods, reason = "who measures says where Neon's command is")]

use std::{
    env,
    ffi::OsString,
    fmt::Write as _,
    process::Command,
    sync::{Arc, Mutex},
};

use super::{Shop, shell_script::ask};
use crate::{
    harness::CANARY,
    http_server::{Reply, serve},
};

const ROUNDS: usize = 5;

/// Passes requests on to the control plane and counts them.
fn counting(shop: &Shop) -> (String, Arc<Mutex<Vec<String>>>) {
    let host = shop.neon.api_host().strip_prefix("http://").unwrap().to_owned();
    let (address, base) = host.split_once('/').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let count: Arc<Mutex<Vec<String>>> = Arc::default();
    let counted = Arc::clone(&count);
    let proxy = serve(move |request| {
        let body = if request.body.is_null() { String::new() } else { request.body.to_string() };
        counted.lock().unwrap().push(format!("{} {}", request.method, request.target));
        let (status, body) = ask(&address, &request.method, &request.target, &body);
        Reply::Answer(status, String::new(), body.parse().unwrap_or_default())
    });
    (format!("{proxy}/{base}"), count)
}

/// User and system time of a command in milliseconds, by the shell.
fn processor_time(command: &mut Command) -> u64 {
    let mut words: Vec<OsString> = vec![command.get_program().to_owned()];
    words.extend(command.get_args().map(OsString::from));
    let script = "TIMEFORMAT='%U %S'; time \"$@\" >/dev/null 2>&1";
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(script).arg("bash").args(words).env_clear();
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = command.get_current_dir() {
        shell.current_dir(folder);
    }
    let output = shell.output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let seconds: f64 = text.split_whitespace().map(|it| it.parse::<f64>().unwrap()).sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds")]
    let milliseconds = (seconds * 1000.0).round() as u64;
    milliseconds
}

fn median(mut of: impl FnMut() -> u64) -> u64 {
    let mut all: Vec<_> = (0..ROUNDS).map(|_| of()).collect();
    all.sort_unstable();
    all[ROUNDS / 2]
}

#[test]
#[ignore = "prints the table of benches/PREVIEW.md; SKATE_ENV_TEST_NEON is the path of Neon's command"]
#[expect(clippy::print_stdout, reason = "the table is what it is run for")]
fn up_with_nothing_to_do() {
    let shop = Shop::new();
    shop.up(7, "--comment");
    let event = shop.event(7, "synchronize");
    let (proxy, of_neon) = counting(&shop);
    let up = || shop.job("preview up --comment", &event).variable("NEON_API_HOST", &proxy);
    let (before, begin) = (of_neon.lock().unwrap().len(), shop.github.count(""));
    let ending = up().ends_with_masks();
    assert!(ending.stdout.contains("comment       unchanged"), "{ending}");
    let neon = of_neon.lock().unwrap()[before..].to_vec();
    let github = shop.github.count("") - begin;
    let ours = median(|| processor_time(&mut up().command()));
    let mut table = format!(
        "requests of `up` with nothing to do: {} of Neon's API, {github} of GitHub's\n{neon:#?}\n\
         processor time of `up` with nothing to do: {ours} ms\n",
        neon.len(),
    );
    if let Some(command) = env::var_os("SKATE_ENV_TEST_NEON") {
        let words = ["branches", "get", "preview/pr-7", "--no-analytics", "--output", "json"];
        let project = ["--project-id", shop.neon.project_id(), "--api-host", shop.neon.api_host()];
        let theirs = median(|| {
            let mut neon = Command::new(&command);
            neon.args(words).args(project).env("NEON_API_KEY", format!("{CANARY}-key"));
            neon.env("PATH", env::var_os("PATH").unwrap()).env("HOME", shop.path(""));
            processor_time(&mut neon)
        });
        writeln!(table, "processor time of `neon branches get`: {theirs} ms").unwrap();
    }
    println!("{table}");
}
