//! The seccomp filter: ways to open a TCP connection that Landlock does not see.
//!
//! - A *fast open* connects in `sendto` or `sendmsg`, and Landlock judges only `connect` (seen on
//!   Linux 6.18). The answer is that of a kernel with `net.ipv4.tcp_fastopen = 0`.
//! - A *Multipath TCP* socket, or one of SMC, is no TCP socket to Landlock, and becomes one if the
//!   server speaks nothing else. The answer is that of a kernel without it.
//! - *`io_uring`* sends without a system call that a filter could read. The answer is that of
//!   `kernel.io_uring_disabled = 2`; containers refuse it, too.

use std::env::consts::ARCH;

use libc::{
    EOPNOTSUPP, EPERM, IPPROTO_MPTCP, MSG_FASTOPEN, SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS,
    SYS_io_uring_setup, SYS_sendmmsg, SYS_sendmsg, SYS_sendto, SYS_socket, c_int, c_long,
};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
    SeccompFilter, SeccompRule,
};

/// Not in `libc` yet.
const AF_SMC: c_int = 43;
/// `BPF_RET | BPF_K`: the instruction that ends a filter with an answer.
const RETURN: u16 = 0x06;

/// One program for each answer.
pub(super) fn programs() -> Result<Vec<BpfProgram>, BackendError> {
    let fast_open = flag(MSG_FASTOPEN);
    let sends = [(SYS_sendto, 3), (SYS_sendmsg, 2), (SYS_sendmmsg, 3)];
    let mut unsupported = Vec::new();
    for (call, argument) in sends {
        unsupported.push((call, vec![when(argument, fast_open.clone(), MSG_FASTOPEN)?]));
    }
    let other_tcp =
        vec![when(2, SeccompCmpOp::Eq, IPPROTO_MPTCP)?, when(0, SeccompCmpOp::Eq, AF_SMC)?];
    unsupported.push((SYS_socket, other_tcp));
    Ok(vec![program(unsupported, EOPNOTSUPP)?, program(vec![(SYS_io_uring_setup, vec![])], EPERM)?])
}

fn flag(flag: c_int) -> SeccompCmpOp {
    SeccompCmpOp::MaskedEq(u64::from(flag.unsigned_abs()))
}

/// When an argument, of which the kernel reads 32 bits, compares so.
fn when(argument: u8, comparison: SeccompCmpOp, value: c_int) -> Result<SeccompRule, BackendError> {
    let value = u64::from(value.unsigned_abs());
    let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, comparison, value)?;
    SeccompRule::new(vec![condition])
}

fn program(
    calls: Vec<(c_long, Vec<SeccompRule>)>,
    answer: c_int,
) -> Result<BpfProgram, BackendError> {
    let calls = calls.into_iter().collect();
    let refuse = SeccompAction::Errno(answer.unsigned_abs());
    let filter = SeccompFilter::new(calls, SeccompAction::Allow, refuse, ARCH.try_into()?)?;
    let mut program = BpfProgram::try_from(filter)?;
    // The filter ends a program of another architecture (32-bit). Landlock holds it, too, and it
    // may be an ordinary one.
    for instruction in &mut program {
        if instruction.code == RETURN && instruction.k == SECCOMP_RET_KILL_PROCESS {
            instruction.k = SECCOMP_RET_ALLOW;
        }
    }
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_program_is_ended() {
        for program in programs().unwrap() {
            let returned: Vec<u32> =
                program.iter().filter(|it| it.code == RETURN).map(|it| it.k).collect();
            assert!(returned.contains(&SECCOMP_RET_ALLOW));
            assert!(!returned.contains(&SECCOMP_RET_KILL_PROCESS));
        }
    }
}
