//! Who this token writes as, found out only where it matters.

use std::cell::OnceCell;

use skate_env_core::rest::Error;

use crate::github::{GitHub, model::Comment};

/// As whom the token of a job writes.
const ACTIONS: &str = "github-actions[bot]";
/// What an app's login ends with; nobody can register such a login.
const BOT: &str = "[bot]";

/// Who this token writes as.
#[derive(Debug)]
pub struct Author {
    in_actions: bool,
    login: OnceCell<Option<String>>,
}

impl Author {
    /// `in_actions`: this is a job of GitHub Actions.
    #[must_use]
    pub fn new(in_actions: bool) -> Self {
        Self { in_actions, login: OnceCell::new() }
    }

    /// Whether a comment was written with this token, or with one of its kind.
    ///
    /// Only workflows of this repository write as `github-actions[bot]` there, so in a job that
    /// needs no request. Where GitHub does not say, the token is an app's: its comments are a bot's.
    pub(super) async fn is_own(&self, github: &GitHub, comment: &Comment) -> Result<bool, Error> {
        let Some(writer) = comment.user.as_ref().map(|user| user.login.as_str()) else {
            return Ok(false);
        };
        if self.in_actions && writer == ACTIONS {
            return Ok(true);
        }
        let own = if let Some(own) = self.login.get() {
            own.clone()
        } else {
            let own = github.login().await?;
            self.login.get_or_init(|| own).clone()
        };
        Ok(match own {
            Some(login) => writer.eq_ignore_ascii_case(&login),
            None => writer.ends_with(BOT),
        })
    }
}
