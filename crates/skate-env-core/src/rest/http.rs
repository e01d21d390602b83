//! HTTP to an API, by reqwest. No other file uses it.

use std::{error::Error as _, io, time::Duration};

use reqwest::{
    Client, RequestBuilder, Response,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER},
    redirect,
};
use secrecy::ExposeSecret as _;
use url::Url;

use super::{
    Credentials, Error, Method, Service,
    transport::{BoxFuture, Transport, TransportError, TransportReply, TransportRequest},
};
use crate::{Code, target::Host};

/// A cold TLS handshake through a proxy takes seconds, not more.
const CONNECT: Duration = Duration::from_secs(10);
/// Neon's own command waits as long; its GitHub action's 10 s are too short for its users.
const WHOLE: Duration = Duration::from_secs(60);
/// No answer that is read here comes near; a schema is a few megabytes.
const LARGEST_BODY: usize = 64 << 20;
/// Neon's, GitHub's and Vercel's names of the id that their support asks for.
const REQUEST_IDS: [&str; 3] = ["x-request-id", "x-github-request-id", "x-vercel-id"];

/// HTTP to an API, with the key in a header that is never printed and never sent elsewhere.
pub(super) struct Http {
    client: Client,
    base: Url,
}

impl Http {
    /// Proxies are taken from the usual variables (`HTTPS_PROXY`, `NO_PROXY`).
    pub(super) fn new(
        service: &Service,
        base: &str,
        credentials: &Credentials,
    ) -> Result<Self, Error> {
        let base = base_url(service, base)?;
        let mut headers = secret_headers(service, credentials)?;
        for (name, value) in service.headers {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            // Fails only where another thread was quicker; then theirs is as good.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let client = Client::builder()
            .user_agent(concat!("skate-env/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .redirect(redirect::Policy::none()) // the key stays with the host it was meant for
            .retry(reqwest::retry::never()) // retry.rs decides, and counts
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .build()
            .map_err(|error| {
                let what = format!("The HTTPS client cannot be created: {}.", reason(&error));
                Error::new(Code::InternalError, what, "Check the proxy variables.")
            })?;
        Ok(Self { client, base })
    }

    fn request(&self, outgoing: TransportRequest<'_>) -> RequestBuilder {
        let method = match outgoing.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut url = self.base.clone();
        url.set_path(&format!("{}{}", self.base.path().trim_end_matches('/'), outgoing.path));
        if !outgoing.query.is_empty() {
            url.query_pairs_mut().extend_pairs(outgoing.query);
        }
        let request = self.client.request(method, url);
        match outgoing.body {
            Some(body) => request.header(CONTENT_TYPE, "application/json").body(body.to_string()),
            None => request,
        }
    }
}

impl Transport for Http {
    fn send<'a>(
        &'a self,
        outgoing: TransportRequest<'a>,
    ) -> BoxFuture<'a, Result<TransportReply, TransportError>> {
        Box::pin(async move {
            let response = self.request(outgoing).send().await.map_err(|error| failure(&error))?;
            receive(response).await
        })
    }
}

async fn receive(mut response: Response) -> Result<TransportReply, TransportError> {
    let header = |name: &str| {
        response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    let used_up = header("x-ratelimit-remaining").as_deref() == Some("0");
    let mut incoming = TransportReply {
        status: response.status().as_u16(),
        retry_after: header(RETRY_AFTER.as_str()),
        request_id: REQUEST_IDS.iter().find_map(|name| header(name)),
        link: header("link"),
        rate_limit_reset: used_up.then(|| header("x-ratelimit-reset")).flatten(),
        body: Vec::new(),
    };
    while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? {
        if incoming.body.len() + chunk.len() > LARGEST_BODY {
            return Err(TransportError::Lost(format!(
                "the answer is larger than {LARGEST_BODY} bytes"
            )));
        }
        incoming.body.extend_from_slice(&chunk);
    }
    Ok(incoming)
}

fn failure(error: &reqwest::Error) -> TransportError {
    let reason = reason(error);
    if error.is_builder() {
        TransportError::Impossible(reason)
    } else if error.is_connect() {
        TransportError::NotSent(reason)
    } else {
        TransportError::Lost(reason)
    }
}

/// The innermost reason. The library's own words are left out: they may name a proxy's URL.
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut cause = error.source();
    let mut innermost = None;
    while let Some(found) = cause {
        if let Some(error) =
            found.downcast_ref::<io::Error>().filter(|e| e.raw_os_error().is_some())
        {
            return error.to_string();
        }
        innermost = Some(found.to_string());
        cause = found.source();
    }
    innermost.unwrap_or_else(|| "the connection failed".to_owned())
}

/// Marked as not to be printed.
fn secret_headers(service: &Service, credentials: &Credentials) -> Result<HeaderMap, Error> {
    let headers = credentials.iter().map(|(name, value)| {
        let name = HeaderName::try_from(name).ok()?;
        let mut value = HeaderValue::try_from(value.expose_secret()).ok()?;
        let is_empty = matches!(value.as_bytes().trim_ascii(), b"" | b"Bearer");
        value.set_sensitive(true);
        (!is_empty).then_some((name, value))
    });
    headers.collect::<Option<HeaderMap>>().ok_or_else(|| {
        let Service { name, key, .. } = service;
        let message =
            format!("{name}'s API key is empty or holds characters that a header must not hold.");
        let hint =
            format!("Set {key} to the key as it was given out, without quotes or line ends.");
        Error::new(Code::InvalidConfig, message, hint)
    })
}

fn base_url(service: &Service, text: &str) -> Result<Url, Error> {
    let refuse = |message: &str| {
        let hint = format!("Set {} to its address, such as `{}`.", service.address, service.base);
        Err(Error::new(Code::InvalidConfig, message, hint))
    };
    // The workspace builds `url` without Unicode tables: an international name cannot be read.
    if !text.is_ascii() || text.to_ascii_lowercase().contains("xn--") {
        return refuse("The API's address holds an international host name.");
    }
    let Ok(url) = Url::parse(text) else { return refuse("The API's address is not a URL.") };
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
        return refuse("The API's address holds a login or a query.");
    }
    let host = url.host_str().and_then(|host| Host::parse(host.trim_matches(['[', ']'])));
    match (url.scheme(), host) {
        ("https", Some(_)) => Ok(url),
        ("http", Some(host)) if host.is_loopback() => Ok(url),
        ("http", Some(host)) if service.plain_in_private_networks && !host.is_public() => Ok(url),
        ("http", Some(_)) => Err(Error::new(
            Code::InsecureTransport,
            "The API's address would send the key over the network unencrypted.",
            "Use https://.",
        )),
        _ => refuse("The API's address does not start with https://."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::neon::NEON;

    #[test]
    fn what_cannot_be_a_header_is_refused_without_its_value() {
        let headers = |name: &str, value: &str| {
            let credentials = Credentials::headers(vec![(name.to_owned(), value.into())]);
            secret_headers(&NEON, &credentials)
        };
        assert!(!format!("{:?}", headers("x", "c4n4ry").unwrap()).contains("c4n4ry"));
        for (name, value) in [("x y", "c4n4ry"), ("", "c4n4ry"), ("x", "c4n4ry\n"), ("x", " ")] {
            let error = headers(name, value).unwrap_err();
            assert_eq!(error.code(), Code::InvalidConfig);
            assert!(!format!("{error} {error:?}").contains("c4n4ry"));
        }
        assert!(secret_headers(&NEON, &Credentials::bearer(" ".into())).is_err());
        assert!(secret_headers(&NEON, &Credentials::default()).unwrap().is_empty());
    }

    #[test]
    fn plain_http_stays_where_the_service_may_be_asked_without_tls() {
        let near = Service { plain_in_private_networks: false, ..NEON };
        let code =
            |service: &Service, base: &str| base_url(service, base).err().map(|error| error.code());
        for base in ["http://127.0.0.1:4318", "http://[::1]:1/x", "http://localhost", "https://a.b"]
        {
            assert_eq!(code(&near, base), None, "{base}");
        }
        for base in ["http://10.0.0.1", "http://collector:4318", "http://otel.svc", "http://a.com"]
        {
            assert_eq!(code(&near, base), Some(Code::InsecureTransport), "{base}");
        }
        assert_eq!(code(&NEON, "http://collector:4318"), None);
    }
}
