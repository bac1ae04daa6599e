//! The papers that a lender asks for.

use super::derivation::Condition;
use crate::json::record;

record! {
    /// A paper that whoever applies brings to the lender. It decides nothing: it is told with what could be offered.
    pub struct DocumentWanted {
        /// Its name; `document-<id>` are its words.
        "id" id: String,
        /// The products that it is wanted for; all, if left out.
        "products" products: Option<Vec<String>>,
        /// Of whom it is wanted; of everyone, if left out. Where an answer that it needs is missing it is not wanted.
        "when" when: Option<Condition>,
        /// The questions whose answers it shows.
        "proves" proves: Option<Vec<String>>,
    }
}

impl DocumentWanted {
    /// Whether it is wanted for a product.
    pub fn is_for(&self, product: &String) -> bool {
        self.products.as_ref().is_none_or(|products| products.contains(product))
    }
}
