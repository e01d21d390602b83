//! Reads variables and records which were read, absent ones included. A cached answer stays
//! valid exactly as long as these stay the same.

use std::{borrow::Cow, cell::RefCell};

use crate::{Place, Variables, dotenv::DamageKind};

/// A variable's name: known to us, or chosen in `skate-env.toml`.
pub(crate) type Name = Cow<'static, str>;

pub(crate) struct Lookup<'a> {
    variables: &'a Variables,
    asked: RefCell<Vec<Name>>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(variables: &'a Variables) -> Self {
        Self { variables, asked: RefCell::new(Vec::with_capacity(24)) }
    }

    /// The value of a variable; blank counts as not set.
    pub(crate) fn get(&self, name: &'static str) -> Option<&'a str> {
        self.get_named(&Cow::Borrowed(name))
    }

    /// The same for a name that may come from the configuration.
    pub(crate) fn get_named(&self, name: &Name) -> Option<&'a str> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(name) {
            asked.push(name.clone());
        }
        self.variables.get(name)
    }

    /// The value of a variable that the process was started with. What a dotenv file assigns says
    /// nothing about the process.
    pub(crate) fn of_process(&self, name: &'static str) -> Option<&'a str> {
        let value = self.get(name)?;
        self.variables.place(name).is_none().then_some(value)
    }

    pub(crate) fn is_set(&self, name: &'static str) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn is_blank(&self, name: &str) -> bool {
        self.variables.is_blank(name)
    }

    pub(crate) fn place(&self, name: &str) -> Option<Place> {
        self.variables.place(name).cloned()
    }

    pub(crate) fn damage(&self, name: &str) -> Option<DamageKind> {
        self.variables.damage(name)
    }

    /// Every name that was read, in the order of the first read.
    pub(crate) fn into_asked(self) -> Vec<Name> {
        self.asked.into_inner()
    }
}
