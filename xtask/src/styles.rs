//! The style sheets of `www/styles`, joined into one in the order of their layers.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The layers, weakest first.
const LAYERS: [&str; 5] = ["tokens", "base", "layout", "components", "utilities"];

/// Joins the sheets of a folder: the order of the layers first, then each sheet, by layer and name.
///
/// A sheet named like a layer belongs to it; every other sheet is a component. Each names its layer itself.
///
/// # Errors
///
/// Where the folder can't be read, or a sheet is in no layer or in another than its name says.
pub fn join(folder: &Path) -> Result<String> {
    let mut sheets = Vec::new();
    collect(folder, &mut sheets)?;
    sheets.sort();
    let mut joined = format!("@layer {};\n", LAYERS.join(", "));
    for (_, name, text) in sheets {
        joined.push_str(&format!("\n/* {name} */\n{}\n", text.trim()));
    }
    Ok(joined)
}

fn collect(folder: &Path, sheets: &mut Vec<(usize, String, String)>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, sheets)?;
        } else if path.extension().is_some_and(|extension| extension == "css") {
            sheets.push(sheet(&path)?);
        }
    }
    Ok(())
}

fn sheet(path: &Path) -> Result<(usize, String, String)> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let components = 3;
    let layer = LAYERS.iter().position(|layer| *layer == name).unwrap_or(components);
    let says = LAYERS.get(layer).copied().unwrap_or_default();
    if !text.contains(&format!("@layer {says}")) {
        bail!("{} is not in its layer\n  what would mend it: wrap it in `@layer {says} {{ … }}`", path.display());
    }
    Ok((layer, name, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn sheets_stand_in_the_order_of_their_layers() {
        let folder = std::env::temp_dir().join(format!("kaimen-styles-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, layer) in [("utilities", "utilities"), ("button", "components"), ("tokens", "tokens")] {
            fs::write(folder.join(format!("{name}.css")), format!("@layer {layer} {{ }}")).unwrap();
        }
        let joined = join(&folder).unwrap();
        let at = |name: &str| joined.find(&format!("/* {name} */")).unwrap();
        assert!(joined.starts_with("@layer tokens, base, layout, components, utilities;"));
        assert!(at("tokens") < at("button") && at("button") < at("utilities"));

        fs::write(folder.join("base.css"), "p { margin: 0 }").unwrap();
        assert!(join(&folder).unwrap_err().to_string().contains("@layer base"));
        fs::remove_dir_all(&folder).unwrap();
    }

    /// A page that is written from right to left needs no styles of its own.
    #[test]
    fn no_sheet_speaks_of_left_and_right() {
        let sheets = join(&project::root().join("www/styles")).unwrap();
        let physical = ["left", "right"].map(|side| {
            let edges = ["margin", "padding", "border"].map(|edge| format!("{edge}-{side}"));
            let corners = ["top", "bottom"].map(|end| format!("-{end}-{side}"));
            let places =
                [format!("{{ {side}:"), format!("; {side}:"), format!("\n    {side}:"), format!("align: {side}")];
            [edges.as_slice(), &corners, &places, &[format!("float: {side}"), format!("clear: {side}")]].concat()
        });
        let found: Vec<_> = physical.concat().into_iter().filter(|one| sheets.contains(one.as_str())).collect();
        assert_eq!(found, Vec::<String>::new(), "use inline-start and inline-end");
    }
}
