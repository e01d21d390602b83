//! Values with a name: the shell completes them, and the core says what is wrong with them.

use std::{ffi::OsStr, str::FromStr};

use clap::{
    Arg, Command,
    builder::{PossibleValue, StringValueParser, TypedValueParser},
};
use skate_env_core::{Environment, Error, Purpose};

/// Reads an environment by its name.
pub(crate) fn environment() -> impl TypedValueParser<Value = Environment> {
    Named { names: Environment::ALL.map(Environment::as_str).to_vec(), parser: parser() }
}

/// Reads a purpose by its name.
pub(crate) fn purpose() -> impl TypedValueParser<Value = Purpose> {
    Named { names: Purpose::ALL.map(Purpose::as_str).to_vec(), parser: parser() }
}

fn parser<T>() -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = Error> + Clone + Send + Sync + 'static,
{
    StringValueParser::new().try_map(|name| name.parse::<T>())
}

#[derive(Clone)]
struct Named<P> {
    names: Vec<&'static str>,
    parser: P,
}

impl<P: TypedValueParser> TypedValueParser for Named<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        self.parser.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names.iter().map(PossibleValue::new)))
    }
}
