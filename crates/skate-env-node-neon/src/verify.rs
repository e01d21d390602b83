//! Verifies the identity of a database for `verifyDatabase`: resolves the URL again, from the same
//! variables and policy as the first addon, connects, and compares the identity with the pins.

use std::{collections::HashMap, path::Path, time::Duration};

use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::{
    Error, Request, Variables, files, resolve,
    verify::{self, Proof, VerifyOptions},
};

use crate::{json, options::invalid_option};

/// The options of the call, as for `resolveDatabase`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerifyRequest {
    directory: String,
    variables: HashMap<String, String>,
    environment: Option<String>,
    purpose: Option<String>,
    consent: Option<String>,
    production: Option<Vec<String>>,
    timeout_seconds: Option<f64>,
}

/// Resolves the URL, connects and verifies.
pub(crate) async fn run(input: VerifyRequest) -> Result<Value, Error> {
    let request = input.request()?;
    let options = input.options()?;
    let directory = Path::new(&input.directory);
    let config = files::find_config(directory)?.config;
    let variables: Variables = input.variables.into_iter().collect();
    let variables = files::with_places_of_marks(directory, variables);
    let facts = files::facts_of_process(directory, &variables);
    let resolved = resolve(&variables, facts, &config, &request)?;
    let identity = verify::verify(&resolved, &config, &options).await?;
    let proven = verify::prove(&identity, &resolved, &config) == Proof::Proven;
    Ok(json!({ "answer": json::identity(&identity, resolved.environment, proven) }))
}

impl VerifyRequest {
    fn request(&self) -> Result<Request, Error> {
        let mut request = Request::new();
        if let Some(environment) = &self.environment {
            request = request.environment(environment.parse()?);
        }
        if let Some(purpose) = &self.purpose {
            request = request.purpose(purpose.parse()?);
        }
        if let Some(consent) = &self.consent {
            request = request.consent(consent);
        }
        self.production.iter().flatten().try_fold(request, |request, pin| request.production(pin))
    }

    fn options(&self) -> Result<VerifyOptions, Error> {
        let mut options = VerifyOptions::default();
        if let Some(seconds) = self.timeout_seconds {
            options.timeout = Duration::try_from_secs_f64(seconds).map_err(|_| {
                invalid_option("The option `timeoutSeconds` is not a duration.", "Pass 0 or more.")
            })?;
        }
        Ok(options)
    }
}
