//! Records the events of a gateway, beside its connections: on a thread of its own.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, channel, sync_channel},
    },
    thread,
};

use skate_env_core::Environment;
use skate_env_gateway::{Event, Observer};
use skate_env_report::{Event as RecordedEvent, EventKind, EventRecord};

/// Events that wait for the disk; more are lost.
const MOST: usize = 1024;
/// For the last lines, when the gateway ends.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// Hands events to the thread that writes them.
struct Recorder(SyncSender<RecordedEvent>, Environment, bool);

/// Resolves when everything is written.
#[cfg_attr(not(unix), expect(dead_code, reason = "the gateway ends with its command"))]
pub(super) struct Written(Receiver<()>);

/// Starts to record; an observer, and what to wait for after the last event.
pub(super) fn record(
    record: EventRecord,
    environment: Environment,
    ci: bool,
) -> (Arc<dyn Observer>, Written) {
    let (events, queue) = sync_channel::<RecordedEvent>(MOST);
    let (ended, end) = channel();
    // Without a thread there is no record, and the connection goes on.
    let _ = thread::Builder::new().name("skate-env-record".into()).spawn(move || {
        for event in queue {
            record.append(&event);
        }
        drop(ended);
    });
    (Arc::new(Recorder(events, environment, ci)), Written(end))
}

impl Observer for Recorder {
    fn observe(&self, event: Event) {
        let recorded = |name| RecordedEvent::new(name, self.2).environment(self.1);
        let event = match event {
            Event::Opened(after) => recorded(EventKind::Connection).after(after),
            Event::Failed(code) => recorded(EventKind::Connection).failed(code),
            Event::Answered(after) => recorded(EventKind::Answer).after(after),
            Event::Refused(code) => recorded(EventKind::Refusal).failed(code),
            // An attempt ends in one of these.
            _ => return,
        };
        let _ = self.0.try_send(event);
    }
}

#[cfg(unix)]
impl Written {
    /// Waits for the last line; not for ever, should the disk hang.
    pub(super) fn wait(self) {
        let _ = self.0.recv_timeout(PATIENCE);
    }
}
