//! The dev server: the site as production should serve it, on this machine alone.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;

use crate::headers::{self, Part};

/// A server under way; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    // Never read: the server runs as long as it is held.
    _runtime: Runtime,
}

impl Server {
    /// The port that it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its address: `http://127.0.0.1:8080`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// Serves a site folder; port 0 takes any port that is free.
///
/// # Errors
///
/// Where the port is taken.
pub fn serve(site: &Path, port: u16) -> Result<Server> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).with_context(|| {
        format!("{address} can't be listened on\n  what would mend it: `cargo xtask serve --port` with another port")
    })?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let runtime = Runtime::new().context("starting the server's threads")?;
    let app = router(site);
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, app).await
    });
    Ok(Server { port, _runtime: runtime })
}

fn router(site: &Path) -> Router {
    let files = ServeDir::new(site).precompressed_br().precompressed_gzip();
    let site: Arc<Path> = site.into();
    let headed = move |request, next| with_headers(site.clone(), request, next);
    Router::new().fallback_service(files).layer(from_fn(headed))
}

async fn with_headers(site: Arc<Path>, request: Request, next: Next) -> Response {
    let wanted = wanted(&site, request.uri().path());
    let mut response = next.run(request).await;
    for (name, value) in wanted {
        // OK because a name or value that is no header is a slip that the tests below would show.
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
            response.headers_mut().insert(name, value);
        }
    }
    say_charset(&mut response);
    response
}

/// The headers for a path, with the policy that the page carries at this moment.
fn wanted(site: &Path, path: &str) -> Vec<(&'static str, String)> {
    let common = headers::COMMON.map(|(name, value)| (name, value.to_owned()));
    let special = Part::of(path).map(|part| part.headers(&policy(site))).unwrap_or_default();
    [common.to_vec(), special].concat()
}

fn policy(site: &Path) -> String {
    let page = std::fs::read_to_string(site.join("index.html")).unwrap_or_default();
    headers::policy(&page).unwrap_or("default-src 'none'").to_owned()
}

/// Every text of ours is UTF-8.
fn say_charset(response: &mut Response) {
    let Some(kind) = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else { return };
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
}
