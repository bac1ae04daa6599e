//! The papers that a lender asks for with what it could offer.

use crate::characteristic::Facts;
use crate::json::record;
use crate::pack::Pack;
use crate::product::Offer;

record! {
    /// A paper that the lender asks for.
    pub struct DocumentToBring {
        /// Its name; `document-<id>` are its words in the pack's texts.
        "id" id: String,
        /// The products that it is asked for with, of those that could be offered.
        "products" products: Vec<String>,
        /// The questions whose answers it shows, whether or not they were asked.
        "proves" proves: Vec<String>,
    }
}

/// The papers to bring for any of these offers, in the order of the pack; none where nothing could be offered.
pub fn documents(pack: &Pack, facts: &Facts<'_>, offers: &[Offer]) -> Vec<DocumentToBring> {
    let mut documents = Vec::new();
    for wanted in pack.documents.iter().flatten() {
        if wanted.when.as_ref().is_some_and(|when| facts.holds(when) != Some(true)) {
            continue;
        }
        let mut products = Vec::new();
        for product in &pack.products {
            if wanted.is_for(&product.id) && offers.iter().any(|offer| offer.product == product.id) {
                products.push(product.id.clone());
            }
        }
        if !products.is_empty() {
            let proves = wanted.proves.clone().unwrap_or_default();
            documents.push(DocumentToBring { id: wanted.id.clone(), products, proves });
        }
    }
    documents
}
