//! The contract on the scripted fake.

use std::time::Duration;

use skate_env_core::neon::{ProjectId, lifecycle::Branches};

use crate::{
    contract::{Fixture, InjectedFault, contract},
    fake::Fault,
    setup::{self, Setup},
};

impl Fixture for Setup {
    fn branches(&self) -> Branches {
        self.branches()
    }

    fn fail(&self, method: &'static str, end: &str, times: usize, failure: InjectedFault) {
        let fault = match failure {
            InjectedFault::Locked => Fault::Answer(423, String::new()),
            InjectedFault::Unavailable => Fault::Answer(503, String::new()),
            InjectedFault::LostRequest => Fault::DropBefore,
            InjectedFault::LostReply => Fault::DropAfter,
            InjectedFault::CutReply => Fault::DropMiddle,
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
