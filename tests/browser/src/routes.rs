//! Every way out of a page: those that a document takes by itself, and those that lead it elsewhere.

use anyhow::Result;
use serde_json::json;
use thirtyfour::WebDriver;

/// Takes, in the frame that the driver is in, every route that leaves the document where it is, and waits for them.
/// Returns their names: each asks the server for its own.
///
/// # Errors
///
/// Where the script does not end.
pub async fn take_all(driver: &WebDriver, server: &str) -> Result<Vec<String>> {
    let names = driver.execute_async(include_str!("routes.js"), vec![json!(format!("{server}/"))]).await?;
    Ok(names.convert()?)
}

/// The routes that lead a window or frame elsewhere and leave the sealed app where it is; `arguments[0]` is where to.
pub const HARMLESS: [(&str, &str); 4] = [
    (
        "link",
        "const link = Object.assign(document.createElement('a'), { href: arguments[0] }); \
         document.body.append(link); link.click()",
    ),
    (
        "form-post",
        "const form = Object.assign(document.createElement('form'), { method: 'post', action: arguments[0] }); \
         document.body.append(form); form.submit()",
    ),
    ("window-open", "window.open(arguments[0])"),
    ("top-navigation", "top.location = arguments[0]"),
];

/// The routes that are refused as well, but take the sealed app out of its frame.
pub const DESTRUCTIVE: [(&str, &str); 3] = [
    ("own-navigation", "location.href = arguments[0]"),
    ("own-replacement", "location.replace(arguments[0])"),
    (
        "refresh",
        "document.head.append(Object.assign(document.createElement('meta'), \
         { httpEquiv: 'refresh', content: '0; url=' + arguments[0] }))",
    ),
];

/// Takes one of [`HARMLESS`] or [`DESTRUCTIVE`]; what a browser refuses by an error counts as refused.
///
/// # Errors
///
/// Where the driver is gone.
pub async fn navigate(driver: &WebDriver, (name, script): (&str, &str), server: &str) -> Result<()> {
    let script = format!("try {{ {script} }} catch {{}}");
    driver.execute(script, vec![json!(format!("{server}/{name}"))]).await?;
    Ok(())
}
