//! As much of Neon's API as the command asks for, on a loopback port.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
};

/// Serves one project, `p1`, until the test's process ends.
pub(crate) struct FakeNeon {
    pub(crate) address: String,
}

impl FakeNeon {
    /// With these answers; anything else is not found.
    pub(crate) fn serve(answers: &'static [(&'static str, &'static str)]) -> Self {
        Self::serve_with(200, answers)
    }

    /// With these answers, each with this status.
    pub(crate) fn serve_with(
        status: u16,
        answers: &'static [(&'static str, &'static str)],
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/api/v2", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || answer(stream, status, answers));
            }
        });
        Self { address }
    }
}

fn answer(mut stream: TcpStream, good: u16, answers: &[(&str, &str)]) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        while reader.read_line(&mut line)? > 2 {
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        reader.by_ref().take(length).read_to_end(&mut Vec::new())?;
        let path = first.split(' ').nth(1).unwrap_or_default().trim_start_matches("/api/v2");
        let path = path.split('?').next().unwrap_or_default();
        let found = answers.iter().find(|(known, _)| *known == path);
        let (status, body) =
            found.map_or((404, r#"{"code":"","message":"not found"}"#), |it| (good, it.1));
        let length = body.len();
        write!(stream, "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n{body}")?;
    }
}

/// Production on `main`, with one endpoint, and `staging` beside it.
pub(crate) const SHOP: &[(&str, &str)] = &[
    ("/auth", r#"{"account_id":"a","auth_method":"api_key_org"}"#),
    (
        "/projects",
        r#"{"projects":[{"id":"p1","name":"shop","region_id":"aws-eu-central-1","pg_version":17}]}"#,
    ),
    (
        "/projects/p1/branches",
        r#"{"branches":[
        {"id":"br-cool-forest-123456","project_id":"p1","name":"main","current_state":"ready","default":true,"protected":false,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"},
        {"id":"br-still-lake-222222","project_id":"p1","name":"staging","current_state":"ready","default":false,"protected":false,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}
    ],"annotations":{}}"#,
    ),
    (
        "/projects/p1/branches/br-cool-forest-123456/endpoints",
        r#"{"endpoints":[
        {"id":"ep-cool-darkness-123456","project_id":"p1","branch_id":"br-cool-forest-123456","host":"ep-cool-darkness-123456.us-east-2.aws.neon.tech","type":"read_write","current_state":"idle","autoscaling_limit_min_cu":0.25,"autoscaling_limit_max_cu":1,"suspend_timeout_seconds":0}
    ]}"#,
    ),
];
