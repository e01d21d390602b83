//! Bytes in both directions, each only as fast as they are taken.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::time::timeout;

const BUFFER: usize = 8 * 1024;
/// What a client gets to read the server's last words in, before its connection is closed.
const GRACE: Duration = Duration::from_secs(2);

/// Returns when either side has gone; `sent` hears of every byte for the client.
pub(super) async fn both(
    client: &mut TcpStream,
    server: &mut TcpStream,
    sent: impl Fn(u64),
) -> io::Result<()> {
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let up = pour(&mut from_client, &mut to_server, |_| ());
    let down = pour(&mut from_server, &mut to_client, sent);
    tokio::pin!(up, down);
    tokio::select! {
        ended = &mut down => {
            // Closing over words that nobody has read yet would take back our own.
            let _ = timeout(GRACE, up).await;
            ended
        }
        ended = &mut up => {
            ended?;
            down.await
        }
    }
}

async fn pour(
    from: &mut ReadHalf<'_>,
    to: &mut WriteHalf<'_>,
    passed: impl Fn(u64),
) -> io::Result<()> {
    let mut buffer = vec![0; BUFFER];
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return to.shutdown().await;
        }
        to.write_all(&buffer[..length]).await?;
        passed(length as u64);
    }
}
