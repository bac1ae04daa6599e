//! What a screen reader makes of a document: its accessibility tree, in reading order.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::WebDriver;

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What it is: `heading`, `button`, `textbox`, `radio`, `status` …
    pub role: String,
    /// Its name.
    pub name: String,
    /// What is said after the name.
    pub description: String,
    /// Whatever else is known of it: `level`, `invalid`, `checked`, `focused`, `expanded` …
    pub properties: BTreeMap<String, Value>,
    /// The places of what it stands in, from the outside in.
    pub within: Vec<usize>,
}

impl Heard {
    /// A property that is true.
    #[must_use]
    pub fn is(&self, property: &str) -> bool {
        self.properties.get(property).is_some_and(|value| *value == json!(true) || *value == json!("true"))
    }
}

/// All that is said of the document that the driver has open, but for what is hidden and what is only text.
///
/// # Errors
///
/// Where the browser does not tell.
pub async fn heard(driver: &WebDriver) -> Result<Vec<Heard>> {
    let tree = driver.cdp().send_raw("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("no tree")?;
    let by_id: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let mut heard = Vec::new();
    if let Some(root) = nodes.first() {
        add(root, &by_id, &[], &mut heard);
    }
    Ok(heard)
}

fn add(node: &Value, by_id: &BTreeMap<&str, &Value>, within: &[usize], heard: &mut Vec<Heard>) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let is_said =
        node["ignored"] != json!(true) && !matches!(role, "none" | "generic" | "StaticText" | "InlineTextBox");
    let mut within = within.to_vec();
    if is_said {
        let properties = node["properties"].as_array().into_iter().flatten();
        let properties = properties
            .filter_map(|property| Some((property["name"].as_str()?.to_owned(), property["value"]["value"].clone())));
        let text = |field: &str| node[field]["value"].as_str().unwrap_or_default().trim().to_owned();
        heard.push(Heard {
            role: role.to_owned(),
            name: text("name"),
            description: text("description"),
            properties: properties.collect(),
            within: within.clone(),
        });
        within.push(heard.len() - 1);
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = child.as_str().and_then(|id| by_id.get(id)) {
            add(child, by_id, &within, heard);
        }
    }
}
