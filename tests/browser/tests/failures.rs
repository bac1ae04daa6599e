//! What can go wrong while the checker opens is said in the page, in both languages, with a way to try again.

use anyhow::Result;
use kaimen_browser_tests::site::{Server, replace};
use kaimen_browser_tests::{axe, browser, page, site};
use thirtyfour::By;

/// Opens the checker at an address of its site and expects it to say this instead of opening.
fn check(checker: &Server, query: &str, expected: &str) -> Result<()> {
    let address = format!("{}/{query}", checker.address());
    let expected = expected.to_owned();
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        assert_eq!(page::failure(&driver).await?, expected);
        let alert = driver.find(By::Css("[role=alert]")).await?.text().await?;
        assert!(alert.contains("没能打开") && alert.contains("could not be opened"), "{alert}");
        for scheme in ["light", "dark"] {
            browser::prefer(&driver, scheme).await?;
            assert_eq!(axe::violations(&driver).await?, Vec::<String>::new(), "in {scheme}");
        }
        let again = driver.find(By::Css("#failed a")).await?;
        assert_eq!(again.prop("href").await?.as_deref(), Some(address.as_str()));
        again.click().await?;
        assert_eq!(page::failure(&driver).await?, expected);
        Ok(())
    })
}

#[test]
fn a_pack_that_is_not_there() -> Result<()> {
    check(&site::serve()?, "?pack=packs/none.json", "not-found packs/none.json")
}

#[test]
fn a_pack_from_elsewhere() -> Result<()> {
    let checker = site::serve()?;
    for address in ["https://lender.example/packs/a.json", "//lender.example/a.json", "packs/../locales/en.json"] {
        check(&checker, &format!("?pack={address}"), "pack-address-refused packs/….json")?;
    }
    Ok(())
}

#[test]
fn a_pack_that_ends_in_the_middle() -> Result<()> {
    let half = |files: &mut xtask::site::Files| {
        files.insert("packs/half.json".to_owned(), b"{\"kind\": \"pack\", ".to_vec());
    };
    check(&site::serve_changed("half-pack", half)?, "?pack=packs/half.json", "not-readable packs/half.json")
}

/// A pack that can be read as JSON but not used: the page says what is wrong with it, and asks nothing. What it holds is
/// shown as text, whatever it looks like.
#[test]
fn packs_that_are_none() -> Result<()> {
    let good = String::from_utf8(std::fs::read(xtask::project::root().join("www").join(site::PACK))?)?;
    let hostile = "<img src=x onerror=alert(1)>";
    let cases = [
        ("empty", "{}".to_owned(), "pack/schema"),
        ("mistyped", good.replacen("\"questions\": [", "\"questions\": 7, \"asked\": [", 1), "pack/questions"),
        (
            "hostile",
            good.replacen("\"version\": ", &format!("{}: 1, \"version\": ", serde_json::json!(hostile)), 1),
            hostile,
        ),
        ("deep", format!("{}{}", "[".repeat(1_000), "]".repeat(1_000)), "nested-too-deeply"),
        ("long", format!("[{}0]", "0,".repeat(5 << 20)), "document-too-large"),
    ];
    let names = cases.iter().map(|(name, _, expected)| (*name, *expected)).collect::<Vec<_>>();
    let checker = site::serve_changed("bad-packs", |files| {
        files.extend(cases.iter().map(|(name, pack, _)| (format!("packs/{name}.json"), pack.clone().into_bytes())));
    })?;
    let address = checker.address();
    browser::drive(async move |driver| {
        for (name, expected) in names {
            page::open(&driver, &format!("{address}/?pack=packs/{name}.json")).await?;
            let said = driver.find(By::Css("main")).await?.text().await?;
            assert!(said.contains(expected), "{name}: {said}");
            assert_eq!(driver.find_all(By::Css("button, input, img")).await?.len(), 0, "{name}");
            assert_eq!(axe::violations(&driver).await?, Vec::<String>::new(), "{name}");
        }
        Ok(())
    })
}

#[test]
fn a_pack_that_nests_too_deeply_to_be_handed_over() -> Result<()> {
    let deep = |files: &mut xtask::site::Files| {
        let pack = [vec![b'['; 200_000], vec![b']'; 200_000]].concat();
        files.insert("packs/deep.json".to_owned(), pack);
    };
    check(&site::serve_changed("deep-pack", deep)?, "?pack=packs/deep.json", "not-readable packs/deep.json")
}

#[test]
fn a_part_that_is_missing() -> Result<()> {
    let checker = site::serve_changed("no-glue", |files| drop(files.remove("app.js")))?;
    check(&checker, "", "not-found app.js")
}

#[test]
fn a_module_that_is_none() -> Result<()> {
    let broken = |files: &mut xtask::site::Files| {
        files.insert("app.wasm".to_owned(), b"<html>a proxy's page</html>".to_vec());
    };
    check(&site::serve_changed("no-module", broken)?, "", "app-refused")
}

#[test]
fn a_policy_that_forbids_modules() -> Result<()> {
    let checker = site::serve_changed("no-wasm", |files| replace(files, "index.html", "'wasm-unsafe-eval' ", ""))?;
    check(&checker, "", "app-refused")
}

/// Here the policies are loosened; a browser that does not keep them behaves the same.
#[test]
fn a_browser_that_does_not_keep_the_policy() -> Result<()> {
    let loosened = |files: &mut xtask::site::Files| {
        replace(files, "index.html", "connect-src 'self'", "connect-src 'self' data:");
        replace(files, "guard.js", "worker-src 'none';", "worker-src 'none'; connect-src data:;");
        replace(files, "boot.js", "default-src 'none'; form-action", "form-action");
    };
    check(&site::serve_changed("loosened", loosened)?, "", "not-sealed")
}

#[test]
fn something_that_never_comes() -> Result<()> {
    let endless = |files: &mut xtask::site::Files| {
        replace(files, "guard.js", "30_000", "1_000");
        replace(files, "boot.js", "await proveSealed()", "await new Promise(() => {})");
    };
    check(&site::serve_changed("endless", endless)?, "", "took-too-long")
}
