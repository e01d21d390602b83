//! Reads a reply: the answer of a call, or an error that says what to do.

use secrecy::SecretString;
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    Error, Reply, Request,
    redact::redact,
    transport::{TransportError, TransportReply},
};
use crate::Code;

/// Neon's own error.
#[derive(Default, Deserialize)]
#[serde(default)]
struct GeneralError {
    request_id: Option<String>,
    code: Option<String>,
    message: Option<String>,
}

pub(super) fn read<Answer: DeserializeOwned>(
    request: &Request<Answer>,
    outcome: Result<TransportReply, TransportError>,
    key: &SecretString,
) -> Result<Answer, Error> {
    let call = format!("{} {}", request.method().as_str(), request.path());
    let incoming = outcome.map_err(|failure| no_reply(&call, request.is_idempotent(), failure))?;
    match incoming.status {
        204 => decode(b"null").map_err(|fault| unreadable(&call, fault, incoming.status)),
        200..=299 => {
            decode(&incoming.body).map_err(|fault| unreadable(&call, fault, incoming.status))
        }
        _ => Err(refused(&call, request.is_idempotent(), &incoming, key)),
    }
}

/// The library's message is left out: it quotes values, and a value may be a password.
fn decode<Answer: DeserializeOwned>(body: &[u8]) -> Result<Answer, &'static str> {
    use serde_json::error::Category;
    serde_json::from_slice(body).map_err(|error| match error.classify() {
        _ if body.is_empty() => "it is empty",
        Category::Eof | Category::Io => "it ends too early",
        Category::Syntax => "it is not JSON",
        Category::Data => "a field is missing or has an unexpected type",
    })
}

fn unreadable(call: &str, fault: &str, status: u16) -> Error {
    let hint = "Check that NEON_API_HOST is Neon's API; otherwise check what was carried out, and \
                report the call to skate-env's authors.";
    let reply = Reply { status, code: None, message: None, request_id: None };
    let message = format!("Neon's answer to {call} cannot be read: {fault}.");
    Error::new(Code::InvalidAnswer, message, hint).with_reply(reply)
}

fn no_reply(call: &str, idempotent: bool, failure: TransportError) -> Error {
    match failure {
        TransportError::Lost(reason) if !idempotent => Error::new(
            Code::LostReply,
            format!(
                "Neon's reply to {call} was lost ({reason}); whether it was carried out is not known."
            ),
            "Check whether it was carried out before you try again.",
        ),
        TransportError::NotSent(reason) | TransportError::Lost(reason) => Error::new(
            Code::NeonUnavailable,
            format!("Neon did not answer {call}: {reason}."),
            "Check the network, NEON_API_HOST and the proxy variables, then try again.",
        ),
        TransportError::Impossible(reason) => Error::new(
            Code::InternalError,
            format!("{call} cannot be sent: {reason}."),
            "Please report it to skate-env's authors.",
        ),
    }
}

fn refused(call: &str, idempotent: bool, incoming: &TransportReply, key: &SecretString) -> Error {
    let body: GeneralError = serde_json::from_slice(&incoming.body).unwrap_or_default();
    let clean =
        |text: Option<&String>| text.map(|text| redact(text, key)).filter(|t| !t.is_empty());
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
    let (code, hint) = judge(incoming.status, idempotent);
    let message = format!("Neon answered {} to {call}: {said}", incoming.status);
    Error::new(code, format!("{}.", message.trim_end_matches('.')), hint).with_reply(reply)
}

fn judge(status: u16, idempotent: bool) -> (Code, &'static str) {
    match status {
        401 => (Code::NeonRefused, "Check NEON_API_KEY: it is wrong or was revoked."),
        403 => (Code::NeonRefused, "The key or the plan does not allow it; use another key."),
        404 => (Code::NeonRefused, "Check the ids; the key may also be one that cannot see them."),
        409 => (Code::NeonRefused, "It exists already, or is in use; check before you try again."),
        423 => (Code::NeonUnavailable, "Another operation holds the project; try again later."),
        429 => (Code::NeonUnavailable, "This account sends too many requests; try again later."),
        502 | 504 if !idempotent => {
            (Code::LostReply, "Check whether it was carried out before you try again.")
        }
        500..=599 => (Code::NeonUnavailable, "Try again later; Neon's status page may know more."),
        300..=399 => {
            (Code::NeonRefused, "Redirects are not followed with a key: give the final address.")
        }
        _ => (Code::NeonRefused, "Change what Neon's message names."),
    }
}
