//! The database of the next test, taken while the one before runs: it is handed out without asking the
//! server. A process that runs one test, as each of nextest does, takes none ahead.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{fill, take_ready};
use crate::control::Control;
use crate::template::Template;
use crate::worker;

/// What a session has of each template, by its id.
#[derive(Default)]
pub(crate) struct Ahead(Mutex<HashMap<i32, Slot>>);

enum Slot {
    /// Nothing, or one that is being taken.
    Empty { is_filling: bool },
    /// A database that belongs to this process's session, as one in use does.
    Taken { id: i32, name: String },
}

/// The database that was taken ahead, if there is one; takes another for the test after this one.
pub(super) fn next(
    control: &Arc<Control>,
    template: &Template,
    label: &str,
) -> Option<(i32, String)> {
    let mut slots = control.ahead.slots();
    let Some(slot) = slots.get_mut(&template.id) else {
        // The first test may be the only one.
        slots.insert(template.id, Slot::Empty { is_filling: false });
        return None;
    };
    if matches!(slot, Slot::Empty { is_filling: true }) {
        return None;
    }
    let taken = std::mem::replace(slot, Slot::Empty { is_filling: true });
    drop(slots);
    let taken = match taken {
        Slot::Taken { id, name } => Some((id, name)),
        Slot::Empty { .. } => None,
    };
    let of_this_test = taken.as_ref().map(|(id, _)| (*id, label.to_owned()));
    let (control, template) = (Arc::clone(control), template.clone());
    worker::spawn(async move { prepare(&control, &template, of_this_test).await });
    taken
}

async fn prepare(control: &Control, template: &Template, labelled: Option<(i32, String)>) {
    const LABEL: &str = "UPDATE databases SET label = $2, changed_at = now() WHERE id = $1";
    if let Some((id, label)) = labelled {
        // Without it, a kept database is listed without its test.
        let _ = control.client.execute(LABEL, &[&id, &label]).await;
        fill::wake();
    }
    let slot = match take_ready(control, template, "").await {
        Ok(Some((id, name))) => Slot::Taken { id, name },
        // The pool is empty, or the server has gone: the test that comes says so.
        Ok(None) | Err(_) => Slot::Empty { is_filling: false },
    };
    control.ahead.slots().insert(template.id, slot);
}

impl Ahead {
    fn slots(&self) -> MutexGuard<'_, HashMap<i32, Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
