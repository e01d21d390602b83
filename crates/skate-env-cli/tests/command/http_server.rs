//! A server of HTTP on a loopback port, for services that a test plays.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

use serde_json::Value;

/// A request that came in.
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path, and the query as it was sent.
    pub(crate) target: String,
    /// Every header, in lower case.
    pub(crate) headers: Vec<String>,
    /// The header `Authorization`, in lower case.
    pub(crate) authorization: String,
    pub(crate) body: Value,
}

/// What is answered.
pub(crate) enum Reply {
    /// Status, further headers with their line ends, and a body.
    Answer(u16, String, Value),
    /// The connection ends without an answer.
    Drop,
}

/// Serves until the process ends; returns the address.
pub(crate) fn serve(answer: impl Fn(Request) -> Reply + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || converse(stream, &*answer));
        }
    });
    address
}

fn converse(mut stream: TcpStream, answer: &impl Fn(Request) -> Reply) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(request) = read(&mut reader)? {
        let Reply::Answer(status, headers, body) = answer(request) else { return Ok(()) };
        let body = if status == 204 { String::new() } else { body.to_string() };
        let length = body.len();
        write!(stream, "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n{body}")?;
    }
    Ok(())
}

fn read(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let (mut headers, mut authorization) = (Vec::new(), String::new());
    while reader.read_line(&mut line)? > 2 {
        let lower = line.trim().to_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        } else if let Some(value) = lower.strip_prefix("authorization:") {
            value.trim().clone_into(&mut authorization);
        }
        headers.push(lower);
        line.clear();
    }
    let mut body = Vec::new();
    reader.by_ref().take(length).read_to_end(&mut body)?;
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    Ok(Some(Request { method, target, headers, authorization, body }))
}
