//! The contract on the scripted fake.

use std::time::Duration;

use skate_env_core::neon::{ProjectId, lifecycle::Branches};

use crate::{
    contract::{Ground, TransportError, contract},
    fake::Fault,
    setup::{self, Setup},
};

impl Ground for Setup {
    fn branches(&self) -> Branches {
        self.branches()
    }

    fn fail(&self, method: &'static str, end: &str, times: usize, failure: TransportError) {
        let fault = match failure {
            TransportError::Locked => Fault::Answer(423, String::new()),
            TransportError::Unavailable => Fault::Answer(503, String::new()),
            TransportError::LostRequest => Fault::DropBefore,
            TransportError::LostReply => Fault::DropAfter,
            TransportError::CutReply => Fault::DropMiddle,
        };
        self.fake.fault(method, end, times, fault);
    }

    fn let_time_pass(&self) {
        self.clock.jump(Duration::from_secs(1));
    }

    fn project(&self) -> ProjectId {
        setup::project()
    }
}

contract!(Setup::new());
