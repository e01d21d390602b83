//! Recognises what `vercel env pull` wrote: a deployment's variables on a machine that is none.
//!
//! Source: <https://vercel.com/docs/cli/env>. Beside the project's variables the file has
//! `VERCEL_OIDC_TOKEN` and, where the project exposes them, `VERCEL_ENV` and its like, with
//! `VERCEL_URL` empty.

use crate::{Place, lookup::Lookup, names};

/// What Vercel gave to a file.
pub(crate) struct Pulled {
    path: String,
    /// What the file says that it is for, if it says so.
    environment: Option<String>,
}

/// Whether Vercel's variables say production, though Vercel does not run this process: the caller
/// knows that nothing serves it.
pub(crate) fn is_pulled_production(lookup: &Lookup<'_>) -> bool {
    [names::VERCEL_ENV, names::VERCEL_TARGET_ENV]
        .into_iter()
        .any(|name| lookup.get(name) == Some("production"))
}

/// What Vercel's command wrote into the file that has this place, if it wrote the file.
pub(crate) fn pulled_with(place: Option<&Place>, lookup: &Lookup<'_>) -> Option<Pulled> {
    let path = &place?.path;
    let in_file = |name: &'static str| {
        lookup.get(name).filter(|_| lookup.place(name).is_some_and(|it| it.path == *path))
    };
    let environment = in_file(names::VERCEL_TARGET_ENV).or_else(|| in_file(names::VERCEL_ENV));
    let is_pulled = environment.is_some() || in_file(names::VERCEL_OIDC_TOKEN).is_some();
    let environment = environment.map(str::to_owned);
    is_pulled.then(|| Pulled { path: path.clone(), environment })
}

impl Pulled {
    pub(crate) fn is_for_development(&self) -> bool {
        self.environment.as_deref() == Some("development")
    }

    /// What to do about a production's URL among these variables.
    pub(crate) fn hint(&self) -> String {
        let path = &self.path;
        if self.is_for_development() {
            return format!(
                "`vercel env pull` wrote {path}: give development a database of its own in Vercel's \
                 settings, then pull again."
            );
        }
        format!(
            "`vercel env pull` wrote {path}: replace it by `vercel env pull --environment=development \
             {path}`."
        )
    }
}
