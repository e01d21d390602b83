//! Branches that hold masked data only: nobody gets their URL before the masking is done.
//!
//! Until then such a branch has another name, `unmasked/…`, and is lent: it is gone if the masking
//! fails or is interrupted. What a killed process leaves has that name, which nobody is led to,
//! and its class's expiry. Only once its data is masked does the branch get passwords that nobody
//! had before, an end to every session, and the name that was wanted: so no URL that is handed
//! out ever led to real data.

use super::{
    Branches, Ensured, How, LentBranch, MASKED, Rules, UNMASKED, Wanted, connection::SERVICE_ROLES,
    ensure::Case,
};
use crate::neon::{BranchRef, Error, FoundBranch, calls, find::contradiction, model::Branch};
use crate::{Code, Environment};

/// What a masked branch begins with.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
pub enum Begun {
    /// It is there, masked, and the caller's.
    There(Ensured),
    /// It has to be masked, then to be kept: [`LentBranch::keep_as`].
    ToBeMasked(LentBranch),
}

impl Branches {
    /// Whether a wanted branch holds masked data only: as it says itself, or as its class does.
    ///
    /// # Errors
    /// As [`Rules::of`].
    pub fn is_masked(&self, wanted: &Wanted) -> Result<bool, Error> {
        let rules = Rules::of(wanted.class, self.config.classes.get(&wanted.class))?;
        Ok(rules.wanted(wanted).masked)
    }

    /// Makes the branch under a name that nobody is led to, or takes the masked one of that name.
    ///
    /// # Errors
    /// As [`Branches::ensure`].
    pub async fn begin_masked(&self, wanted: &Wanted) -> Result<Begun, Error> {
        let wanted = &Wanted { masked: Some(true), ..wanted.clone() };
        let case = self.case(wanted).await?;
        if !self.plan(wanted, &case).await?.creates() {
            return Ok(Begun::There(self.ensure(wanted).await?));
        }
        let name = format!("{UNMASKED}{}", wanted.name);
        Ok(Begun::ToBeMasked(self.lend(&Wanted { name, ..wanted.clone() }).await?))
    }

    /// Gives a branch whose data is masked now the name that was wanted, once nobody who knew it
    /// before gets in.
    pub(super) async fn unveil(&self, branch: &Branch, name: &str) -> Result<Branch, Error> {
        self.lock_out(branch).await?;
        let call = calls::branches::rename(&self.project, &branch.id, name);
        let renamed = self.client.send(&call).await?;
        self.wait_for_operations(&renamed.operations).await?;
        let itself = BranchRef::Id(branch.id.clone());
        let found = self.client.find_branch(&self.project, &itself).await?;
        if found.branch.name != name {
            return Err(contradiction("another name than it was asked for"));
        }
        refuse_unfinished(&found)?;
        Ok(found.branch)
    }

    /// New passwords for everybody, and an end to all who came with the parent's.
    async fn lock_out(&self, branch: &Branch) -> Result<(), Error> {
        let roles = self.client.send(&calls::roles::list(&self.project, &branch.id)).await?.roles;
        for role in roles.iter().filter(|role| !SERVICE_ROLES.contains(&role.name.as_str())) {
            let call = calls::roles::reset_password(&self.project, &branch.id, &role.name);
            let answer = self.client.send(&call).await?;
            self.wait_for_operations(answer.operations.as_deref().unwrap_or_default()).await?;
        }
        let endpoint = self.read_write_endpoint(branch).await?;
        let call = calls::endpoints::restart(&self.project, &endpoint.id);
        let answer = self.client.send(&call).await?;
        self.wait_for_operations(answer.operations.as_deref().unwrap_or_default()).await?;
        self.wait_for_branch(&branch.id).await.map(|_| ())
    }
}

impl LentBranch {
    /// Keeps a branch whose data is masked now, under the name that was wanted. On any error it is
    /// deleted.
    ///
    /// # Errors
    /// `neon_refused` where somebody took the name meanwhile, or what Neon said.
    pub async fn keep_as(mut self, name: &str, environment: Environment) -> Result<Ensured, Error> {
        let branches = self.branches.clone();
        let branch = branches.unveil(&self.ensured.branch, name).await?;
        self.given_back = true;
        let connection = branches.connection_of(&branch, environment).await?;
        let source = self.ensured.source.clone();
        Ok(Ensured { branch, source, how: How::Created, connection })
    }
}

/// Whether it was made to hold masked data only.
pub(super) fn is_to_be_masked(found: &FoundBranch) -> bool {
    found.annotation.as_ref().is_some_and(|it| it.value.contains_key(MASKED))
}

/// `unmasked_data` for a branch whose masking was not finished, or was undone.
pub(super) fn refuse_unfinished(found: &FoundBranch) -> Result<(), Error> {
    let name = &found.branch.name;
    let reason = if name.starts_with(UNMASKED) {
        "its masking was not finished"
    } else if is_to_be_masked(found) && found.branch.last_reset_at.is_some() {
        "it was reset since it was masked"
    } else {
        return Ok(());
    };
    Err(Error::new(
        Code::UnmaskedData,
        format!("Branch `{name}` holds real data: {reason}."),
        format!("`skate-env branch delete {name}`, then create it again."),
    ))
}

/// A reset brings the parent's rows back, at the URL that is in use.
pub(super) fn refuse_reset(found: &FoundBranch) -> Result<(), Error> {
    if !is_to_be_masked(found) {
        return Ok(());
    }
    let name = &found.branch.name;
    Err(Error::new(
        Code::UnmaskedData,
        format!("Branch `{name}` is masked; a reset would bring its parent's real data back."),
        format!("`skate-env branch delete {name}`, then create it again."),
    ))
}

/// Who makes a branch that has to be masked makes it under a name that says so.
pub(super) fn refuse_unmasked_name(wanted: &Wanted, case: &Case) -> Result<(), Error> {
    if case.rules.masked == wanted.name.starts_with(UNMASKED) {
        return Ok(());
    }
    Err(Error::new(
        Code::UnmaskedData,
        if case.rules.masked {
            format!("Branch `{}` has to be masked, which is not done here.", wanted.name)
        } else {
            format!("`{UNMASKED}` is how branches are called that have to be masked.")
        },
        if case.rules.masked {
            "Make it with `skate-env branch create`."
        } else {
            "Give the branch another name."
        },
    ))
}
