//! Reads a reply: the answer of a call, or an error that says what to do.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

use super::{
    Credentials, Error, Reply, Request, Service,
    transport::{TransportError, TransportReply},
};
use crate::Code;

/// An error as services write it. Vercel's is one level deeper.
#[derive(Default, Deserialize)]
#[serde(default)]
struct GeneralError {
    request_id: Option<String>,
    /// A number says nothing to people: gRPC's, from receivers of OTLP.
    #[serde(deserialize_with = "text_only")]
    code: Option<String>,
    message: Option<String>,
    error: Nested,
}

/// Some services write a text here, which says nothing that the rest does not.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Nested {
    Error {
        code: Option<String>,
        message: Option<String>,
    },
    Other(serde::de::IgnoredAny),
    #[default]
    None,
}

fn text_only<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text),
        _ => None,
    })
}

pub(super) fn read<Answer: DeserializeOwned>(
    service: &Service,
    request: &Request<Answer>,
    outcome: Result<TransportReply, TransportError>,
    credentials: &Credentials,
) -> Result<Answer, Error> {
    let call = format!("{} {}", request.method().as_str(), request.path());
    let incoming =
        outcome.map_err(|failure| no_reply(service, &call, request.is_idempotent(), failure))?;
    match incoming.status {
        204 => decode(b"null").map_err(|fault| unreadable(service, &call, fault, incoming.status)),
        200..=299 => decode(&incoming.body)
            .map_err(|fault| unreadable(service, &call, fault, incoming.status)),
        _ => Err(refused(service, &call, request.is_idempotent(), &incoming, credentials)),
    }
}

/// The library's message is left out: it quotes values, and a value may be a password.
fn decode<Answer: DeserializeOwned>(body: &[u8]) -> Result<Answer, &'static str> {
    use serde_json::error::Category;
    // An empty body is an answer where none is needed.
    let json = if body.is_empty() { b"null" } else { body };
    serde_json::from_slice(json).map_err(|error| match error.classify() {
        _ if body.is_empty() => "it is empty",
        Category::Eof | Category::Io => "it ends too early",
        Category::Syntax => "it is not JSON",
        Category::Data => "a field is missing or has an unexpected type",
    })
}

fn unreadable(service: &Service, call: &str, fault: &str, status: u16) -> Error {
    let Service { name, address, .. } = service;
    let hint = format!(
        "Check that {address} is {name}'s API; otherwise check what was carried out, and report \
         the call to skate-env's authors."
    );
    let reply = Reply { status, code: None, message: None, request_id: None };
    let message = format!("{name}'s answer to {call} cannot be read: {fault}.");
    Error::new(Code::InvalidAnswer, message, hint).with_reply(reply)
}

fn no_reply(service: &Service, call: &str, idempotent: bool, failure: TransportError) -> Error {
    let Service { name, address, .. } = service;
    match failure {
        TransportError::Lost(reason) if !idempotent => Error::new(
            Code::LostReply,
            format!(
                "{name}'s reply to {call} was lost ({reason}); whether it was carried out is not \
                 known."
            ),
            "Check whether it was carried out before you try again.",
        ),
        TransportError::NotSent(reason) | TransportError::Lost(reason) => Error::new(
            service.unavailable,
            format!("{name} did not answer {call}: {reason}."),
            format!("Check the network, {address} and the proxy variables, then try again."),
        ),
        TransportError::Impossible(reason) => Error::new(
            Code::InternalError,
            format!("{call} cannot be sent: {reason}."),
            "Please report it to skate-env's authors.",
        ),
    }
}

fn refused(
    service: &Service,
    call: &str,
    idempotent: bool,
    incoming: &TransportReply,
    credentials: &Credentials,
) -> Error {
    let mut body: GeneralError = serde_json::from_slice(&incoming.body).unwrap_or_default();
    if let Nested::Error { code, message } = std::mem::take(&mut body.error) {
        (body.code, body.message) = (body.code.or(code), body.message.or(message));
    }
    let clean = |text: Option<&String>| {
        text.map(|text| credentials.redact(text)).filter(|text| !text.is_empty())
    };
    let reply = Reply {
        status: incoming.status,
        code: clean(body.code.as_ref()),
        message: clean(body.message.as_ref()),
        request_id: clean(body.request_id.as_ref().or(incoming.request_id.as_ref())),
    };
    let said = match (&reply.message, &reply.code) {
        (Some(message), Some(code)) => format!("{message} ({code})"),
        (Some(text), None) | (None, Some(text)) => text.clone(),
        (None, None) => "no reason given".to_owned(),
    };
    let (code, hint) = judge(service, incoming, idempotent);
    let message = format!("{} answered {} to {call}: {said}", service.name, incoming.status);
    Error::new(code, format!("{}.", message.trim_end_matches('.')), hint).with_reply(reply)
}

fn judge(service: &Service, incoming: &TransportReply, idempotent: bool) -> (Code, String) {
    let Service { name, key, refused, unavailable, .. } = service;
    let limited = service.limits_with_403 && incoming.says_when();
    match incoming.status {
        401 => (*refused, format!("Check {key}: it is wrong or was revoked.")),
        403 if limited => (*unavailable, "Too many requests were sent; try again later.".into()),
        403 => (*refused, format!("{key} or the plan does not allow it; use another key.")),
        404 => (
            *refused,
            "Check the ids; a key of another account or organization cannot see them.".to_owned(),
        ),
        409 => (*refused, "It exists already, or is in use; check before you try again.".into()),
        423 => (*unavailable, "Another operation holds the project; try again later.".into()),
        429 => (*unavailable, "This account sends too many requests; try again later.".into()),
        502 | 504 if !idempotent => {
            (Code::LostReply, "Check whether it was carried out before you try again.".into())
        }
        500..=599 => {
            (*unavailable, format!("Try again later; {name}'s status page may know more."))
        }
        300..=399 => {
            let hint = "Redirects are not followed with a key: give the final address.";
            (*refused, hint.to_owned())
        }
        _ => (*refused, format!("Change what {name}'s message names.")),
    }
}
