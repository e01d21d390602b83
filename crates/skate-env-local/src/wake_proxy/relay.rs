//! Relaying bytes between client and server in both directions, with backpressure.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::time::timeout;

const BUFFER: usize = 8 * 1024;
/// How long a client may take to read the server's last messages before its connection is closed.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Returns when either side has closed the connection. `sent` is called with the number of bytes of
/// each write to the client.
pub(super) async fn relay(
    client: &mut TcpStream,
    server: &mut TcpStream,
    sent: impl Fn(u64),
) -> io::Result<()> {
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let up = copy(&mut from_client, &mut to_server, |_| ());
    let down = copy(&mut from_server, &mut to_client, sent);
    tokio::pin!(up, down);
    tokio::select! {
        ended = &mut down => {
            // Closing a socket with unread input resets it, and the client loses our last bytes.
            let _ = timeout(CLOSE_TIMEOUT, up).await;
            ended
        }
        ended = &mut up => {
            ended?;
            down.await
        }
    }
}

async fn copy(
    from: &mut ReadHalf<'_>,
    to: &mut WriteHalf<'_>,
    written: impl Fn(u64),
) -> io::Result<()> {
    let mut buffer = vec![0; BUFFER];
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return to.shutdown().await;
        }
        to.write_all(&buffer[..length]).await?;
        written(length as u64);
    }
}
