//! The contract on the scripted fake.

use std::time::Duration;

use skate_env_core::neon::{ProjectId, lifecycle::Branches};

use crate::{
    contract::{Failure, Ground, contract},
    fake::Fault,
    setup::{self, Setup},
};

impl Ground for Setup {
    fn branches(&self) -> Branches {
        self.branches()
    }

    fn fail(&self, method: &'static str, end: &str, times: usize, failure: Failure) {
        let fault = match failure {
            Failure::Locked => Fault::Answer(423, String::new()),
            Failure::Unavailable => Fault::Answer(503, String::new()),
            Failure::LostRequest => Fault::DropBefore,
            Failure::LostReply => Fault::DropAfter,
            Failure::CutReply => Fault::DropMiddle,
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
