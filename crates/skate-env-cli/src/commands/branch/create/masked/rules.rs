//! Gathers the masking rules of a project: the policy's, and those in the Prisma schema's comments.

use std::{fs, path::Path};

use skate_env_core::Error;
use skate_env_mask::{Rules, prisma_comments};

use crate::{
    context::Context,
    project::{Project, read},
};

pub(in crate::commands) fn gather(context: &Context) -> Result<Rules, Error> {
    let policy = context.config.masking.clone().unwrap_or_default();
    Rules::merge(&policy, prisma_comments(&schema(context)?)?)
}

/// The files of the Prisma schema: the one with the `datasource`, and, if that is in a folder of
/// its own, all others of that folder.
fn schema(context: &Context) -> Result<Vec<(String, String)>, Error> {
    let directory = &context.directory;
    let Some(main) = Project::detect(directory)?.prisma.and_then(|prisma| prisma.schema) else {
        return Ok(Vec::new());
    };
    let folder = Path::new(&main.path).parent().filter(|it| !it.as_os_str().is_empty());
    let mut paths = vec![main.path.clone()];
    if let Some(folder) = folder {
        collect(directory, folder, &mut paths);
    }
    paths.sort_unstable();
    paths.dedup();
    let mut files = Vec::new();
    for path in paths {
        files.extend(read(directory, &path)?.map(|text| (path, text)));
    }
    Ok(files)
}

fn collect(directory: &Path, folder: &Path, paths: &mut Vec<String>) {
    for entry in fs::read_dir(directory.join(folder)).into_iter().flatten().flatten() {
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            collect(directory, &path, paths);
        } else if path.extension().is_some_and(|extension| extension == "prisma") {
            paths.extend(path.to_str().map(str::to_owned));
        }
    }
}
