//! The markup of the views is whole: nothing else would say so before a browser shows it.

use super::texts::sources;

/// Every markup in the source, as the compiler reads it.
fn markup() -> Vec<String> {
    let sources = sources();
    let quoted =
        sources.split("\"<").skip(1).filter(|rest| !rest.starts_with('/')).filter_map(|rest| rest.split_once('"'));
    let lines = |text: &str| text.split("\\\n").map(str::trim_start).collect::<String>();
    quoted.map(|(text, _)| format!("<{}", lines(text))).filter(|text| text.contains("</")).collect()
}

/// Its tags, without their brackets; what stands in single quotes holds none.
fn tags(markup: &str) -> Vec<&str> {
    markup.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()).collect()
}

#[test]
fn every_element_is_closed_where_it_was_opened() {
    let all = markup();
    assert!(all.len() > 50, "the source is not read as this test expects");
    for markup in &all {
        let mut open = Vec::new();
        for tag in tags(markup) {
            let name = tag.split(' ').next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{markup}"),
                None if name == "input" || name == "br" => {}
                None => open.push(name),
            }
        }
        assert_eq!(open, [""; 0], "{markup}");
    }
}

#[test]
fn every_attribute_is_quoted_or_a_place() {
    for markup in markup() {
        for tag in tags(&markup) {
            let mut rest = tag.trim_start_matches(|c: char| c != ' ');
            while let Some((name, value)) = rest.trim_start().split_once('=') {
                let end = if value.starts_with('{') { '}' } else { '\'' };
                let inner = value.strip_prefix(['{', '\'']);
                let Some((_, after)) = inner.and_then(|inner| inner.split_once(end)) else {
                    unreachable!("{name} in {tag}")
                };
                rest = after;
            }
            assert_eq!(rest, "", "{tag}");
        }
    }
}
