//! The headers of every answer, in one place: what the dev server sends and production should.

/// The policy of the guard's documents, which carry it themselves as well (`www/index.html`, `www/frame.html`): a host
/// that sends no headers is sealed all the same. The app's frame inherits it, and both only ever narrow it. The hashes
/// are those of the frame's one inline script (`DOOR` in `www/guard.js`) and of the shell's style.
pub const GUARD_POLICY: &str = "default-src 'none'; \
     script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-JxOGOXtvU6ejQEwz/R6a7SdEPzZTfTnguaN/svVe8pM='; \
     style-src 'sha256-WYptBHtbf0X+1wRba+BGjo423RWrHr2RAmVEX1qYu5Y='; \
     connect-src 'self'; img-src data:; frame-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'";

/// Who may hold the page in a frame: nobody.
pub const PAGE_ANCESTORS: &str = "frame-ancestors 'none'";

/// Who may hold the element's frame: every partner's page.
pub const FRAME_ANCESTORS: &str = "frame-ancestors *";

/// What every answer carries.
pub const COMMON: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-DNS-Prefetch-Control", "off"),
    ("Cache-Control", "no-cache"),
];

/// What no document of ours may ever use.
pub const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), \
     serial=(), usb=(), bluetooth=(), hid=(), browsing-topics=()";

/// The headers for a path of the site.
#[must_use]
pub fn of(path: &str) -> Vec<(&'static str, String)> {
    let mut headers: Vec<_> = COMMON.map(|(name, value)| (name, value.to_owned())).into();
    match path {
        "/" | "/index.html" => headers.extend(guard(PAGE_ANCESTORS, "same-origin")),
        "/frame.html" => headers.extend(guard(FRAME_ANCESTORS, "cross-origin")),
        _ if is_public(path) => headers.extend(public()),
        _ => headers.push(("Cross-Origin-Resource-Policy", "same-origin".to_owned())),
    }
    headers
}

fn guard(ancestors: &str, embedders: &str) -> [(&'static str, String); 4] {
    [
        ("Content-Security-Policy", format!("{GUARD_POLICY}; {ancestors}")),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", embedders.to_owned()),
    ]
}

/// What a partner's page may load from here.
fn is_public(path: &str) -> bool {
    path == "/element.js" || path.starts_with("/headless/") || path.starts_with("/schemas/")
}

fn public() -> [(&'static str, String); 2] {
    [("Access-Control-Allow-Origin", "*".to_owned()), ("Cross-Origin-Resource-Policy", "cross-origin".to_owned())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(path: &str, name: &str) -> Option<String> {
        of(path).into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    #[test]
    fn the_page_is_framed_by_nobody_and_the_frame_by_anybody() {
        let policy = |path| header(path, "Content-Security-Policy").unwrap();
        assert!(policy("/").ends_with("frame-ancestors 'none'"));
        assert_eq!(policy("/"), policy("/index.html"));
        assert!(policy("/frame.html").ends_with("frame-ancestors *"));
    }

    #[test]
    fn the_documents_carry_the_policy_that_is_sent() {
        for document in [include_str!("../../www/index.html"), include_str!("../../www/frame.html")] {
            assert!(document.contains(&format!("content=\"{GUARD_POLICY}\"")));
        }
    }

    #[test]
    fn only_what_partners_load_is_open_to_them() {
        assert_eq!(header("/element.js", "Access-Control-Allow-Origin").as_deref(), Some("*"));
        assert_eq!(header("/app.wasm", "Access-Control-Allow-Origin"), None);
        assert_eq!(header("/app.wasm", "Cross-Origin-Resource-Policy").as_deref(), Some("same-origin"));
    }
}
