//! The same headers as text for other servers: nginx, and hosts of static files that read a `_headers` file.
//!
//! docs/hosting.md shows both, and a test holds it to them.

use crate::headers::{COMMON, CONNECTIONS, PERMISSIONS, Part, WORKER};

/// A `_headers` file, as Cloudflare Pages, Netlify and others read it.
#[must_use]
pub fn static_host(policy: &str) -> String {
    let mut text = section("/*", COMMON);
    for part in Part::ALL {
        for path in part.paths() {
            let headers = part.headers(policy);
            text += &section(path, headers.iter().map(|(name, value)| (*name, value.as_str())));
        }
    }
    text
}

fn section<'a>(path: &str, headers: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    headers.into_iter().fold(format!("{path}\n"), |text, (name, value)| text + "  " + name + ": " + value + "\n")
}

/// Maps and a server for nginx: the maps say which path carries what. A header without a value is not sent.
#[must_use]
pub fn nginx(policy: &str) -> String {
    let ancestors = map("uri", "ancestors", &by_path(|part| part.ancestors()));
    let readers = map("uri", "readers", &by_path(|part| part.is_read_elsewhere().then_some("*")));
    let loaders = map("uri", "loaders", &by_path(|part| part.is_loaded_elsewhere().then_some("cross-origin")));
    let document =
        |name, value: &str| map("kaimen_ancestors", name, &[("default".to_owned(), value), ("\"\"".to_owned(), "")]);
    let worker = map("uri", "worker", &by_path(|part| (part == Part::Worker).then_some(WORKER)));
    let policy = document("policy", &format!("{policy}; frame-ancestors $kaimen_ancestors"));
    let (permissions, connections) = (document("permissions", PERMISSIONS), document("connections", CONNECTIONS));
    let opener = document("opener", "same-origin");
    let common = COMMON.map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).concat();
    format!(
        r#"{ancestors}{worker}{policy}{permissions}{connections}{opener}{readers}{loaders}server {{
    listen 443 ssl;
    server_name check.example.com;
    root /srv/kaimen;  # what `cargo xtask dist` puts into dist/site
    gzip_static on;
    brotli_static on;  # of the module ngx_brotli; leave it out without
{common}    add_header Content-Security-Policy $kaimen_policy$kaimen_worker always;
    add_header Permissions-Policy $kaimen_permissions always;
    add_header Connection-Allowlist $kaimen_connections always;
    add_header Cross-Origin-Opener-Policy $kaimen_opener always;
    add_header Access-Control-Allow-Origin $kaimen_readers always;
    add_header Cross-Origin-Resource-Policy $kaimen_loaders always;
}}
"#
    )
}

/// Each path of the parts that have the value, as nginx matches it; a folder is its `index.html` by then.
fn by_path(value: fn(Part) -> Option<&'static str>) -> Vec<(String, &'static str)> {
    let pattern = |path: &str| path.strip_suffix('*').map_or(path.to_owned(), |folder| format!("~^{folder}"));
    let valued = Part::ALL.into_iter().filter_map(|part| Some((part, value(part)?)));
    valued
        .flat_map(|(part, value)| part.paths().iter().map(move |path| (*path, value)))
        .filter(|(path, _)| !path.ends_with('/'))
        .map(|(path, value)| (pattern(path), value))
        .collect()
}

fn map(from: &str, name: &str, values: &[(String, &str)]) -> String {
    let lines: String = values.iter().map(|(pattern, value)| format!("    {pattern} \"{value}\";\n")).collect();
    format!("map ${from} $kaimen_{name} {{\n{lines}}}\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{headers, project};

    #[test]
    fn the_page_on_hosting_shows_the_headers_that_the_dev_server_sends() {
        let root = project::root();
        let page = fs::read_to_string(root.join("www/index.html")).unwrap();
        let hosting = fs::read_to_string(root.join("docs/hosting.md")).unwrap();
        let policy = headers::policy(&page).unwrap();
        for text in [nginx(policy), static_host(policy)] {
            assert!(hosting.contains(&text), "docs/hosting.md lacks, or shows otherwise:\n\n{text}");
        }
    }
}
