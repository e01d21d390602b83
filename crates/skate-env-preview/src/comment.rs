//! The one comment of a pull request: found by its marker and its author, written only when it
//! changes, single again after a race.

mod author;
mod body;

use skate_env_core::{Code, rest::Error};

pub use self::{
    author::Author,
    body::{Body, Marker, state_of},
};
use crate::github::{GitHub, model::Comment};

/// What happened to the comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commented {
    /// It says what it said before.
    Unchanged,
    /// It was written.
    Created,
    /// It says something else now.
    Updated,
    /// There is none, and there is nothing to say.
    None,
}

/// Our comments of a pull request, oldest first.
#[derive(Clone, Debug)]
pub struct Comments(Vec<Comment>);

impl Comments {
    /// Finds them: the marker begins the text, and the author is who this token writes as.
    ///
    /// # Errors
    /// What GitHub said.
    pub async fn find(
        github: &GitHub,
        author: &Author,
        marker: &Marker,
        number: u64,
    ) -> Result<Self, Error> {
        let mut own = Vec::new();
        for comment in github.comments(number).await? {
            if marker.begins(&comment.body) && author.is_own(github, &comment).await? {
                own.push(comment);
            }
        }
        Ok(Self(own))
    }

    /// The branch that the comment is about.
    #[must_use]
    pub fn branch(&self) -> Option<String> {
        Some(state_of(&self.0.first()?.body)?.branch)
    }

    /// What stands below a line of the comment, if the comment has this other line, too.
    #[must_use]
    pub fn below(&self, line: &str, other: &str) -> Option<String> {
        let body = self.0.first()?.body.replace("\r\n", "\n");
        let (above, below) = body.split_once(&format!("\n{line}\n"))?;
        above.lines().any(|one| one == other).then(|| below.trim().to_owned())
    }

    /// Whether there is one, and it says this already.
    #[must_use]
    pub fn says(&self, body: &Body) -> bool {
        match self.0.as_slice() {
            [only] => state_of(&only.body).is_some_and(|state| state.digest == body.digest),
            _ => false,
        }
    }

    /// Makes the comment say this. `creates`: also where there is none yet.
    ///
    /// # Errors
    /// What GitHub said: `github_refused` for a token that may not comment.
    pub async fn write(
        self,
        github: &GitHub,
        author: &Author,
        body: &Body,
        number: u64,
        creates: bool,
    ) -> Result<Commented, Error> {
        let Some(oldest) = self.0.first() else {
            if !creates {
                return Ok(Commented::None);
            }
            return create(github, author, body, number).await;
        };
        if self.says(body) {
            return Ok(Commented::Unchanged);
        }
        self.unite(github, body).await?;
        // Another run may have written meanwhile, and somebody may have taken the marker away.
        let read = github.comments(number).await?;
        if read.iter().any(|comment| comment.id == oldest.id && body.marker.begins(&comment.body)) {
            return Ok(Commented::Updated);
        }
        create(github, author, body, number).await.map(|_| Commented::Updated)
    }

    /// The oldest says this, and the others are gone.
    async fn unite(&self, github: &GitHub, body: &Body) -> Result<(), Error> {
        let Some((oldest, others)) = self.0.split_first() else { return Ok(()) };
        match github.update_comment(oldest.id, &body.text).await {
            Err(error) if error.status() == Some(404) => {} // somebody deleted it
            updated => drop(updated?),
        }
        for other in others {
            github.delete_comment(other.id).await?;
        }
        Ok(())
    }
}

/// Writes the first comment. Two runs may do that at once: both then keep the oldest.
async fn create(
    github: &GitHub,
    author: &Author,
    body: &Body,
    number: u64,
) -> Result<Commented, Error> {
    match github.create_comment(number, &body.text).await {
        // Whether it was written is seen when it is read.
        Err(error) if error.code() == Code::LostReply => {}
        created => drop(created?),
    }
    let own = Comments::find(github, author, &body.marker, number).await?;
    match own.0.as_slice() {
        [] => {
            github.create_comment(number, &body.text).await?;
        }
        [_] => {}
        _ => own.unite(github, body).await?,
    }
    Ok(Commented::Created)
}
