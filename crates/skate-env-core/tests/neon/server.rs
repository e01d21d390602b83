//! HTTP/1.1 on a loopback port, just enough to be wrong in every way that matters.

use std::{fmt::Write, net::Ipv4Addr, sync::Arc};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

use crate::fake::{Answer, Cut, Fake};

/// Ends with the value.
pub(crate) struct Server {
    pub(crate) base: String,
    task: AbortHandle,
}

impl Server {
    pub(crate) async fn start(fake: Arc<Fake>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let base = format!("http://127.0.0.1:{}/api/v2", listener.local_addr().unwrap().port());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&fake)));
            }
        });
        Self { base, task: task.abort_handle() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, fake: Arc<Fake>) {
    while let Some((head, body)) = read(&mut stream).await {
        let mut words = head.split(' ');
        let method = words.next().unwrap_or_default();
        let path =
            words.next().and_then(|path| path.split_once("/api/v2")).map_or("", |(_, path)| path);
        fake.meet(method, path).await;
        let Answer { status, headers, body, cut } = fake.answer(method, path, &head, &body);
        let mut text = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        text.push_str("\r\n");
        let half = body.len() / 2;
        let sent = match cut {
            Cut::Nothing => &body[..],
            Cut::Middle => &body[..half],
            Cut::All => return,
        };
        let bytes = [text.as_bytes(), sent.as_bytes()].concat();
        if stream.write_all(&bytes).await.is_err() || cut == Cut::Middle {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if !bytes[0].is_ascii_uppercase() {
            return None; // TLS, not HTTP
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    while bytes.len() < end + length.unwrap_or_default() {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some((head, String::from_utf8_lossy(&bytes[end..]).into_owned()))
}
