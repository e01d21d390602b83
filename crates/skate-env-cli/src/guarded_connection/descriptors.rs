//! Open files, handed from process to process over a socket: no number of theirs is ever inherited
//! by a process that they are not for.

use std::{
    io::{self, IoSlice, IoSliceMut, Read as _, Write as _},
    mem::MaybeUninit,
    net::Shutdown,
    os::{
        fd::{AsFd as _, BorrowedFd, OwnedFd},
        unix::net::UnixStream,
    },
    time::Duration,
};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags,
};

/// Ports, lifeline and the command's process.
const MOST: usize = 4;
/// Whoever hands over has written it all before it becomes its command.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends open files and a text, and says that this is all.
pub(super) fn send(socket: &UnixStream, files: &[BorrowedFd<'_>], text: &[u8]) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !control.push(SendAncillaryMessage::ScmRights(files)) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // Open files travel with a byte.
    rustix::net::sendmsg(socket, &[IoSlice::new(&[0])], &mut control, SendFlags::empty())?;
    let mut socket = socket;
    socket.write_all(text)?;
    socket.shutdown(Shutdown::Write)
}

/// Receives what [`send`] sent. `None` where `socket` is none, or nothing was sent.
pub(super) fn receive(socket: OwnedFd) -> Option<(Vec<OwnedFd>, Vec<u8>)> {
    let socket = UnixStream::from(socket);
    socket.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let mut byte = [0];
    let mut bytes = [IoSliceMut::new(&mut byte)];
    rustix::net::recvmsg(socket.as_fd(), &mut bytes, &mut control, RecvFlags::empty()).ok()?;
    let mut files = Vec::new();
    for message in control.drain() {
        if let RecvAncillaryMessage::ScmRights(received) = message {
            files.extend(received);
        }
    }
    for file in &files {
        rustix::io::fcntl_setfd(file, rustix::io::FdFlags::CLOEXEC).ok()?;
    }
    let mut text = Vec::new();
    (&socket).read_to_end(&mut text).ok()?;
    (!files.is_empty()).then_some((files, text))
}

#[cfg(test)]
mod tests {
    use std::{io::pipe, thread};

    use super::*;

    #[test]
    fn files_and_a_long_text_arrive() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let (mut reader, writer) = pipe().unwrap();
        let text = "x".repeat(1 << 20);
        let sent = text.clone();
        let sender = thread::spawn(move || send(&ours, &[writer.as_fd()], sent.as_bytes()));
        let (files, received) = receive(theirs.into()).unwrap();
        sender.join().unwrap().unwrap();
        assert_eq!(received, text.as_bytes());
        let [file] = files.try_into().unwrap();
        std::fs::File::from(file).write_all(b"alive").unwrap();
        let mut said = String::new();
        reader.read_to_string(&mut said).unwrap();
        assert_eq!(said, "alive");
    }

    #[test]
    fn nothing_is_received_where_nobody_hands_over() {
        let (reader, writer) = pipe().unwrap();
        drop(writer);
        assert!(receive(reader.into()).is_none());
        let (ours, theirs) = UnixStream::pair().unwrap();
        drop(ours);
        assert!(receive(theirs.into()).is_none());
    }
}
