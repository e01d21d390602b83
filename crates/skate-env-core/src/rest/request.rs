//! A request of an API as a value; it sends nothing.

use std::{fmt, fmt::Write as _, marker::PhantomData};

use serde::Serialize;
use serde_json::Value;

/// What a request does to what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "HTTP's own words")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// As HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One call of an API, and in `Answer` what it answers with.
pub struct Request<Answer> {
    method: Method,
    route: &'static str,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Value>,
    idempotent: bool,
    answer: PhantomData<fn() -> Answer>,
}

impl<Answer> Request<Answer> {
    /// `route` is the path with `{}` for each of `parts`; services count requests by route.
    #[must_use]
    pub fn new(method: Method, route: &'static str, parts: &[&str]) -> Self {
        let mut path = String::with_capacity(route.len() + 40);
        let mut parts = parts.iter();
        for (index, literal) in route.split("{}").enumerate() {
            if index > 0 {
                push_segment(&mut path, parts.next().copied().unwrap_or_default());
            }
            path.push_str(literal);
        }
        let idempotent = matches!(method, Method::Get);
        let answer = PhantomData;
        Self { method, route, path, query: Vec::new(), body: None, idempotent, answer }
    }

    /// Doing it twice does what doing it once does, so a lost reply may be asked for again.
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// With a value in its query.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// With a value in its query, if there is one.
    #[must_use]
    pub fn query_if(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// With a JSON body.
    #[must_use]
    pub fn body(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_value(body).ok();
        self
    }

    /// What it does.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path without its ids: what limits are counted by.
    #[must_use]
    pub fn route(&self) -> &'static str {
        self.route
    }

    /// The path under the API's base, escaped.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query's names and values, not escaped.
    #[must_use]
    pub fn query_pairs(&self) -> &[(&'static str, String)] {
        &self.query
    }

    /// The JSON that is sent.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        self.body.as_ref()
    }

    /// Whether it may be sent again when it is not known whether it arrived.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }
}

/// Everything but letters, digits, `-`, `_`, `~` and inner dots is escaped, so a name stays one segment.
fn push_segment(path: &mut String, segment: &str) {
    let dots = segment.bytes().all(|byte| byte == b'.');
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_~".contains(&byte) || (byte == b'.' && !dots) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}"); // a String takes everything
        }
    }
}

impl<Answer> Clone for Request<Answer> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            query: self.query.clone(),
            body: self.body.clone(),
            ..*self
        }
    }
}

impl<Answer> fmt::Debug for Request<Answer> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method.as_str(), self.path)
    }
}
