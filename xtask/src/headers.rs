//! The headers of every answer, in one place: what the dev server sends and what production should.
//!
//! The content security policy itself stands in the guard's documents, `www/index.html` and `www/frame.html`, so that
//! it holds wherever they lie. The header repeats it and adds the one thing that only a header can say: who may hold
//! the document in a frame.

/// What every answer carries.
pub const COMMON: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-DNS-Prefetch-Control", "off"),
    ("Strict-Transport-Security", "max-age=31536000"),
    // Asked for again each time, and answered with 304 where nothing is new: names carry no version.
    ("Cache-Control", "no-cache"),
];

/// What no document of ours may ever use.
pub const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
     magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), \
     serial=(), usb=(), xr-spatial-tracking=()";

/// Where the guard's documents and the app's frame may connect to: nowhere but their own server. Unlike the content
/// security policy it also covers what no directive names: preconnects, name look-ups, the connection that a browser
/// opens for a frame before it asks the policy, WebRTC. No document can carry it itself; Chromium heeds it from 152 on.
pub const CONNECTIONS: &str = "(response-origin)";

/// The policy of the worker that keeps files: it asks its own server and does nothing else.
pub const WORKER: &str = "default-src 'none'; connect-src 'self'";

/// A part of the site whose answers carry more than [`COMMON`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The page, which nobody may hold in a frame.
    Page,
    /// The element's frame, which any partner's page may hold.
    Frame,
    /// What a partner's page loads from here: the element and the headless package.
    Open,
    /// The worker that keeps files for days without a network.
    Worker,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Page, Self::Frame, Self::Open, Self::Worker];

    /// The part that a path belongs to.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.paths().iter().any(|own| matches(own, path)))
    }

    /// Its paths; one that ends with `*` stands for all that begin so.
    #[must_use]
    pub fn paths(self) -> &'static [&'static str] {
        match self {
            Self::Page => &["/", "/index.html", "/offer/", "/offer/index.html"],
            Self::Frame => &["/frame.html"],
            Self::Open => &["/element.js", "/headless/*", "/schemas/*"],
            Self::Worker => &["/offline.js"],
        }
    }

    /// Who may hold its documents in a frame, in the words of `frame-ancestors`; nothing where it has no documents.
    #[must_use]
    pub fn ancestors(self) -> Option<&'static str> {
        match self {
            Self::Page => Some("'none'"),
            Self::Frame => Some("*"),
            Self::Open | Self::Worker => None,
        }
    }

    /// Whether pages of other origins may read its files.
    #[must_use]
    pub fn is_read_elsewhere(self) -> bool {
        self == Self::Open
    }

    /// Whether pages of other origins may load it even where they refuse what doesn't say so.
    #[must_use]
    pub fn is_loaded_elsewhere(self) -> bool {
        matches!(self, Self::Frame | Self::Open)
    }

    /// What its answers carry besides [`COMMON`]; `policy` is the one that the guard's documents carry.
    #[must_use]
    pub fn headers(self, policy: &str) -> Vec<(&'static str, String)> {
        let mut headers = Vec::new();
        if let Some(ancestors) = self.ancestors() {
            headers.push(("Content-Security-Policy", format!("{policy}; frame-ancestors {ancestors}")));
            headers.push(("Permissions-Policy", PERMISSIONS.to_owned()));
            headers.push(("Connection-Allowlist", CONNECTIONS.to_owned()));
            headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
        }
        if self == Self::Worker {
            headers.push(("Content-Security-Policy", WORKER.to_owned()));
        }
        if self.is_read_elsewhere() {
            headers.push(("Access-Control-Allow-Origin", "*".to_owned()));
        }
        if self.is_loaded_elsewhere() {
            headers.push(("Cross-Origin-Resource-Policy", "cross-origin".to_owned()));
        }
        headers
    }
}

fn matches(own: &str, path: &str) -> bool {
    own.strip_suffix('*').map_or(own == path, |folder| path.starts_with(folder))
}

/// The policy that a guard's document carries in its head.
#[must_use]
pub fn policy(document: &str) -> Option<&str> {
    let (_, after) = document.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"")?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    fn header(path: &str, name: &str) -> Option<String> {
        let headers = Part::of(path)?.headers("default-src 'none'");
        headers.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    #[test]
    fn the_page_is_framed_by_nobody_and_the_frame_by_anybody() {
        let policy = |path| header(path, "Content-Security-Policy");
        assert_eq!(policy("/").unwrap(), "default-src 'none'; frame-ancestors 'none'");
        for path in ["/index.html", "/offer/", "/offer/index.html"] {
            assert_eq!(policy("/"), policy(path), "{path}");
        }
        assert_eq!(policy("/frame.html").unwrap(), "default-src 'none'; frame-ancestors *");
    }

    #[test]
    fn only_what_partners_load_is_open_to_them() {
        for path in ["/element.js", "/headless/kaimen.wasm", "/schemas/pack.schema.json"] {
            assert_eq!(header(path, "Access-Control-Allow-Origin").as_deref(), Some("*"), "{path}");
        }
        for path in ["/", "/app.wasm", "/elementary.js", "/demo/index.html"] {
            assert_eq!(header(path, "Access-Control-Allow-Origin"), None, "{path}");
        }
    }

    #[test]
    fn both_guard_documents_carry_one_strict_policy() {
        let read = |name| std::fs::read_to_string(project::root().join("www").join(name)).unwrap();
        let (page, frame) = (read("index.html"), read("frame.html"));
        assert_eq!(policy(&page), policy(&frame));
        let directives: Vec<&str> = policy(&page).unwrap().split("; ").collect();
        for needed in ["default-src 'none'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'"] {
            assert!(directives.contains(&needed), "{needed} is missing");
        }
    }
}
