//! What is asked: variables, facts, policy, request.

use std::collections::BTreeMap;

use skate_env_core::{
    Config, Error, Facts, Place, Request, Variables,
    dotenv::{File, Mode, PRISMA_FILE, load},
    resolve,
};

use super::{answer::Answer, fields::Fields};

#[derive(Clone)]
pub(crate) struct Question {
    variables: BTreeMap<String, String>,
    from_files: BTreeMap<String, String>,
    /// The text of dotenv files, by name.
    files: BTreeMap<String, String>,
    facts: Facts,
    config: Option<String>,
    environment: Option<String>,
    purpose: Option<String>,
    consent: Option<String>,
    production: Vec<String>,
}

impl Question {
    pub(crate) fn read(fields: &mut Fields) -> Self {
        let variables = fields.table("variables");
        let from_files = fields.table("from_files");
        let files = fields.table("files");
        let facts = fields.object("facts").map_or_else(Facts::new, read_facts);
        let config = fields.string("config");
        let mut question = Self {
            variables,
            from_files,
            files,
            facts,
            config,
            environment: None,
            purpose: None,
            consent: None,
            production: Vec::new(),
        };
        if let Some(mut request) = fields.object("request") {
            question.environment = request.string("environment");
            question.purpose = request.string("purpose");
            question.consent = request.string("consent");
            question.production = request.strings("production").unwrap_or_default();
            request.finish();
        }
        question
    }

    pub(crate) fn ask(&self) -> Answer {
        let answer = self
            .config()
            .and_then(|config| resolve(&self.variables(), self.facts, &config, &self.request()?));
        Answer::of(answer)
    }

    /// The same question for another purpose.
    pub(crate) fn for_purpose(&self, purpose: &str) -> Self {
        Self { purpose: Some(purpose.to_owned()), ..self.clone() }
    }

    /// The question that development asks, asked in another environment: its own variables bear
    /// that environment's suffix. `None` where the question is not development's.
    pub(crate) fn moved_to(&self, environment: &str, suffix: &str) -> Option<Self> {
        let asked = self.variables.get("DATABASE_ENVIRONMENT");
        let is_own = self.variables.contains_key("POSTGRES_PRISMA_URL_DEV");
        if !is_own
            || !self.files.is_empty()
            || asked.is_some_and(|asked| asked != "development")
            || self.config.is_some()
        {
            return None;
        }
        let move_name = |name: &String| match name.strip_suffix("_DEV") {
            Some(stem) => format!("{stem}{suffix}"),
            None => name.clone(),
        };
        let variables = self.variables.iter().map(|(name, value)| (move_name(name), value.clone()));
        let mut moved = Self { variables: variables.collect(), ..self.clone() };
        moved.variables.insert("DATABASE_ENVIRONMENT".to_owned(), environment.to_owned());
        Some(moved)
    }

    fn variables(&self) -> Variables {
        let mut variables = Variables::new();
        for (name, value) in &self.variables {
            match self.from_files.get(name) {
                Some(place) => variables.set_from(name, value, read_place(place)),
                None => variables.set(name, value),
            }
        }
        self.with_files(&variables)
    }

    /// The files that the mode of these variables reads, as `files::load_dotenv` adds them.
    fn with_files(&self, variables: &Variables) -> Variables {
        let named = |name| self.environment.as_deref().or_else(|| variables.get(name));
        let mode = match named("DATABASE_ENVIRONMENT") {
            _ if variables.get("NODE_ENV") == Some("test") => Mode::Test,
            Some("production") => Mode::Production,
            _ => Mode::Development,
        };
        let file = |name: &&str| Some(File::new(*name, self.files.get(*name)?.as_bytes()));
        let files = mode.file_names().iter().chain([&PRISMA_FILE]).filter_map(file);
        let files: Vec<File> = files.collect();
        let loaded = load(&files, &|name| variables.raw(name).map(str::to_owned));
        loaded.variables(variables)
    }

    fn config(&self) -> Result<Config, Error> {
        let text = self.config.as_deref();
        text.map_or_else(|| Ok(Config::default()), |text| Config::parse(Config::FILE_NAME, text))
    }

    fn request(&self) -> Result<Request, Error> {
        let mut request = Request::new();
        if let Some(environment) = &self.environment {
            request = request.environment(environment.parse()?);
        }
        if let Some(purpose) = &self.purpose {
            request = request.purpose(purpose.parse()?);
        }
        if let Some(consent) = &self.consent {
            request = request.consent(consent.clone());
        }
        for pin in &self.production {
            request = request.production(pin)?;
        }
        Ok(request)
    }
}

fn read_facts(mut fields: Fields) -> Facts {
    let mut fact = |name| fields.boolean(name).unwrap_or_default();
    let facts = Facts::new()
        .with_terminal(fact("terminal"))
        .with_devin(fact("devin"))
        .with_consent_in_dotenv(fact("consent_in_dotenv"));
    fields.finish();
    facts
}

fn read_place(place: &str) -> Place {
    let (path, line) = place.rsplit_once(':').expect("a place is `path:line`");
    Place::new(path, line.parse().expect("a line is a number"))
}
