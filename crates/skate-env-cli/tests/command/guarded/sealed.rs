//! `run --sealed`: the kernel refuses every database port but the gateway's, to whoever tries.

use std::{
    net::TcpListener,
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::fixture::{COMMAND, Fixture};

/// A server that counts who connects.
fn counting() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, count) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for _ in listener.incoming() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, count)
}

#[test]
fn nobody_inside_reaches_another_database() {
    let fixture = Fixture::new();
    let (port, count) = counting();
    let url = format!("postgresql://app:x@127.0.0.1:{port}/shop");
    let shell = format!("exec 3<>/dev/tcp/127.0.0.1/{port}");
    let lines = [
        format!("bash -c '{shell}'"),
        format!("setsid --wait bash -c '{shell}'"),
        format!("(setsid bash -c '{shell}' &) | cat"),
        format!("env -i /bin/bash -c '{shell}'"),
        format!("psql '{url}' -c 'DROP TABLE users'"),
        format!("node -e \"require('net').connect({port}, '127.0.0.1').on('error', () => {{}})\""),
        format!("./connect {port}"),
        format!("setsid --wait setsid --fork sh -c './connect {port}; true'; ./connect {port}"),
        format!("python3 -c \"import socket; socket.create_connection(('127.0.0.1', {port}))\""),
    ];
    let folder = fixture.project().path();
    link_statically(folder);
    // Found in a variable of another name; asked for by hand.
    for options in ["--sealed".to_owned(), format!("--sealed --seal-ports {port}")] {
        let is_asked = options.contains("ports");
        // In a file, where no word of them is read.
        let script = format!("{}\ntrue\n", lines.join("\n"));
        std::fs::write(fixture.project().path().join("lines.sh"), script).unwrap();
        let run = fixture.run_with(&options, "bash lines.sh");
        let run = if is_asked { run } else { run.variable("LEGACY_DSN", &url) };
        let ending = run.ends();
        assert_eq!(ending.exit, 0, "{ending}");
        assert!(ending.stderr.contains("Permission denied"), "{ending}");
        assert_eq!(count.load(Ordering::SeqCst), 0, "{options}: {ending}");
    }
    // The same lines reach it without a seal.
    Command::new("bash").arg("-c").arg(&shell).status().unwrap();
    super::fixture::wait_for(|| count.load(Ordering::SeqCst) == 1, "nobody can connect at all");
    let status = Command::new("./connect").arg(port.to_string()).current_dir(folder).status();
    assert!(status.unwrap().success());
    super::fixture::wait_for(|| count.load(Ordering::SeqCst) == 2, "the program does not connect");
}

/// A program that asks the kernel itself: no library that could be replaced is loaded.
fn link_statically(folder: &Path) {
    const SOURCE: &str = r#"
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
int main(int count, char **words) {
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int status = connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&there, sizeof there);
    if (status) perror("connect");
    return status != 0;
}
"#;
    std::fs::write(folder.join("connect.c"), SOURCE).unwrap();
    let words = ["-static", "-o", "connect", "connect.c"];
    let status = Command::new("cc").args(words).current_dir(folder).status().unwrap();
    assert!(status.success(), "a C compiler links statically");
}

#[test]
fn its_own_database_is_reached_and_status_says_that_it_is_sealed() {
    let fixture = Fixture::new();
    let status = format!("{COMMAND} status --live");
    let ending = fixture.run_with("--sealed", "sh -c").word(&status).ends();
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(ending.stdout.contains("sealed") && ending.stdout.contains("proven"), "{ending}");
    let data = format!("{COMMAND} status --output json");
    let ending = fixture.run_with("--sealed", "sh -c").word(&data).ends();
    assert!(ending.stdout.contains("\"sealed\": true"), "{ending}");
    let outside = fixture.project().run("status --output json").ends();
    assert!(outside.stdout.contains("\"sealed\": false"), "{outside}");
}

#[test]
fn the_policy_can_ask_for_it_in_development() {
    let (port, count) = counting();
    let policy =
        format!("[run]\nsealed = true\n[environments.production]\nhost = \"localhost:{port}\"\n");
    let fixture = Fixture::new();
    std::fs::write(fixture.project().path().join("skate-env.toml"), policy).unwrap();
    let line = format!("exec 3<>/dev/tcp/127.0.0.1/{port}");
    let run = fixture.project().run("run -- bash -c").word(&line);
    let run = run.variable("POSTGRES_PRISMA_URL_DEV", "postgresql://app:c4n4ry@127.0.0.1:1/shop");
    let ending = run.variable("PATH", "/usr/bin:/bin").ends();
    assert!(ending.stderr.contains("Permission denied"), "{ending}");
    assert_eq!(count.load(Ordering::SeqCst), 0);
}
