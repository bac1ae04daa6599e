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

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;
    use crate::site;

    /// The head of an answer, in lower case.
    fn head(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
        let host = "Host: localhost\r\nConnection: close\r\nAccept-Encoding: gzip, br";
        stream.write_all(format!("GET {path} HTTP/1.1\r\n{host}\r\n\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer).to_lowercase();
        text.split_once("\r\n\r\n").unwrap().0.to_owned()
    }

    fn check(path: &str, lines: &[&str]) {
        let folder = std::env::temp_dir().join(format!("kaimen-server-{}-{}", std::process::id(), path.len()));
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        let files = [("index.html", page), ("app.wasm", "w"), ("app.wasm.br", "b"), ("a/b.js", "j")];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        site::write(&files.into(), &folder).unwrap();
        let head = head(&serve(&folder, 0).unwrap(), path);
        std::fs::remove_dir_all(&folder).unwrap();
        for line in lines {
            assert!(head.contains(line), "{line} is missing in:\n{head}");
        }
    }

    #[test]
    fn the_page_carries_its_own_policy_and_may_not_be_framed() {
        let policy = "content-security-policy: default-src 'none'; frame-ancestors 'none'";
        check("/", &["200 ok", "content-type: text/html; charset=utf-8", policy]);
    }

    #[test]
    fn a_module_is_sent_packed_and_named_as_what_it_is() {
        check("/app.wasm", &["content-type: application/wasm", "content-encoding: br", "nosniff"]);
    }

    #[test]
    fn a_script_is_javascript() {
        check("/a/b.js", &["200 ok", "content-type: text/javascript; charset=utf-8"]);
    }

    #[test]
    fn what_is_not_there_is_not_found_and_carries_the_headers_all_the_same() {
        check("/../Cargo.toml", &["404 not found", "referrer-policy: no-referrer"]);
    }
}
