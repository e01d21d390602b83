//! Stands before a control plane, and answers what only Neon has.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};

use crate::branch::BranchFixture;

/// Serves until the test's process ends.
pub(super) struct NeonProxy {
    pub(super) address: String,
    state: Arc<State>,
}

struct State {
    /// The control plane behind it: `127.0.0.1:1234`.
    behind: String,
    /// What the status says when it is next asked for; the last one stays.
    course: Mutex<Vec<&'static str>>,
    message: &'static str,
    rules: Mutex<Value>,
    /// The end of the path to the branch that was made.
    made: Mutex<Option<String>>,
    log: Mutex<Vec<String>>,
}

impl NeonProxy {
    pub(super) fn before(
        fixture: &BranchFixture,
        course: &[&'static str],
        message: &'static str,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/api/v2", listener.local_addr().unwrap());
        let behind = fixture.api_host().trim_start_matches("http://");
        let state = Arc::new(State {
            behind: behind.split('/').next().unwrap().to_owned(),
            course: Mutex::new(course.to_vec()),
            message,
            rules: Mutex::default(),
            made: Mutex::default(),
            log: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || state.serve(stream));
            }
        });
        Self { address, state }
    }

    /// The rules that came.
    pub(super) fn rules(&self) -> Value {
        self.state.rules.lock().unwrap().clone()
    }

    pub(super) fn log(&self) -> Vec<String> {
        self.state.log.lock().unwrap().clone()
    }
}

impl State {
    /// One request a connection.
    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let (head, body) = read(&mut stream)?;
        let first = head.lines().next().unwrap_or_default();
        self.log.lock().unwrap().push(first.to_owned());
        let answer = match self.answer(first) {
            Some(answer) => {
                let text = answer.to_string();
                format!(
                    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{text}",
                    text.len()
                )
                .into_bytes()
            }
            None => self.forward(&head, &body)?,
        };
        stream.write_all(&answer)
    }

    fn answer(&self, first: &str) -> Option<Value> {
        let made = self.made.lock().unwrap().clone()?;
        let path = first.strip_prefix("GET ")?.split(' ').next()?;
        if path.ends_with(&format!("{made}/masking_rules")) {
            return Some(json!({ "masking_rules": *self.rules.lock().unwrap() }));
        }
        path.ends_with(&format!("{made}/anonymized_status")).then(|| {
            let mut course = self.course.lock().unwrap();
            let state = if course.len() > 1 { course.remove(0) } else { course[0] };
            let id = made.trim_start_matches('/');
            json!({ "project_id": "p", "branch_id": id, "state": state,
                    "status_message": self.message })
        })
    }

    /// An anonymized branch is made as any other.
    fn forward(&self, head: &str, body: &[u8]) -> std::io::Result<Vec<u8>> {
        let anonymizes = head.lines().next().unwrap_or_default().contains("/branch_anonymized");
        let (mut head, mut body) = (head.to_owned(), body.to_vec());
        if anonymizes {
            let asked: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(asked["start_anonymization"], true);
            *self.rules.lock().unwrap() = asked["masking_rules"].clone();
            let mut create = asked["branch_create"].clone();
            create["annotation_value"] = asked["annotation_value"].clone();
            head = head.replacen("/branch_anonymized", "/branches", 1);
            body = create.to_string().into_bytes();
        }
        let kept = head.lines().filter(|line| {
            let line = line.to_lowercase();
            !line.is_empty()
                && !["connection:", "content-length:"].iter().any(|it| line.starts_with(it))
        });
        let head = kept.collect::<Vec<_>>().join("\r\n");
        let length = body.len();
        let mut behind = TcpStream::connect(&self.behind)?;
        write!(behind, "{head}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n")?;
        behind.write_all(&body)?;
        let mut answer = Vec::new();
        behind.read_to_end(&mut answer)?;
        if anonymizes {
            let text = String::from_utf8_lossy(&answer);
            let id = text.split("\"id\":\"br-").nth(1).and_then(|rest| rest.split('"').next());
            *self.made.lock().unwrap() = id.map(|id| format!("/br-{id}"));
        }
        Ok(answer)
    }
}

fn read(stream: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        head.push_str(&line);
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok((head, body))
}
