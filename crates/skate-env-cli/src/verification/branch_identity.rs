//! Whether the database that answered is the branch that was meant, and no other.

use skate_env_core::{Code, Error, Problem};

/// Refuses every other branch, and a server that does not say which it is.
pub(crate) fn check_branch(meant: &str, answered: Option<&str>) -> Result<(), Error> {
    let (code, message) = match answered {
        Some(answered) if answered == meant => return Ok(()),
        Some(answered) => {
            (Code::IdentityMismatch, format!("Branch {answered} answered instead of {meant}."))
        }
        None => {
            (Code::IdentityUnproven, format!("The database does not prove to be branch {meant}."))
        }
    };
    let hint = "Nothing was run. Check NEON_API_HOST, and which server the branch's host leads to \
                from here.";
    Err(Error::from_problem(Problem::new(code, message, hint)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_branch_that_is_meant_is_used() {
        let code = |answered| check_branch("br-a-b-1", answered).map_err(|error| error.code());
        assert_eq!(code(Some("br-a-b-1")), Ok(()));
        assert_eq!(code(Some("br-a-b-2")), Err(Code::IdentityMismatch));
        assert_eq!(code(None), Err(Code::IdentityUnproven));
    }
}
