//! From a JavaScript value to a [`Value`], whatever it is: reading it may run the caller's own code, which may throw.

use crate::json::{MAX_BYTES, MAX_DEPTH, Path, Problem, Value};
use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = getPrototypeOf)]
    fn prototype(of: &JsValue) -> Result<JsValue, JsValue>;
    /// Unlike the one of `js_sys`, it hands an error of a getter or a proxy over instead of leaving the module by it.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn entries(of: &JsValue) -> Result<Array, JsValue>;
}

/// The value, as far as it is what `JSON.parse` could have made: a key whose value is `undefined` is not there.
///
/// # Errors
///
/// A problem with code `not-json`, `nested-too-deeply` or `document-too-large`.
pub fn read(value: &JsValue) -> Result<Value, Problem> {
    Reader { left: MAX_BYTES }.value(value, &Path::Root, MAX_DEPTH)
}

/// What each value counts besides its text, in characters.
const VALUE_SIZE: usize = 16;

/// Counts down what may still be read: few objects that hold one another many times may stand for a document without
/// end.
struct Reader {
    left: usize,
}

impl Reader {
    fn value(&mut self, value: &JsValue, path: &Path<'_>, depth: u8) -> Result<Value, Problem> {
        self.count(VALUE_SIZE, path)?;
        if value.is_null() {
            return Ok(Value::Null);
        }
        if let Some(value) = value.as_bool() {
            return Ok(Value::Bool(value));
        }
        if let Some(number) = value.as_f64() {
            return Ok(Value::from(number));
        }
        if let Some(text) = value.dyn_ref::<JsString>() {
            return self.text(text, path).map(Value::Text);
        }
        let Some(inner) = depth.checked_sub(1) else {
            return Err(problem("nested-too-deeply", path, "a document nests no deeper than 64 levels"));
        };
        if is_array(value).map_err(|_| thrown(path))? {
            return self.list(value, path, inner);
        }
        if is_plain_object(value).map_err(|_| thrown(path))? {
            return self.map(value, path, inner);
        }
        Err(problem("not-json", path, "a plain object, an array, text, a number, true, false or null is needed here"))
    }

    fn text(&mut self, text: &JsString, path: &Path<'_>) -> Result<String, Problem> {
        // Counted before it is copied.
        self.count(usize::try_from(text.length()).unwrap_or(usize::MAX), path)?;
        let copy = String::from(text);
        // A surrogate without its other half becomes this character in the copy.
        let back = copy.contains('\u{fffd}').then(|| JsString::from(copy.as_str()));
        if back.is_some_and(|back| back != *text) {
            return Err(problem("not-json", path, "text without lone surrogates is needed here"));
        }
        Ok(copy)
    }

    fn list(&mut self, list: &JsValue, path: &Path<'_>, depth: u8) -> Result<Value, Problem> {
        let length = Reflect::get(list, &"length".into()).map_err(|_| thrown(path))?.as_f64().unwrap_or(0.0);
        let mut items = Vec::new();
        // OK because what is no length of an array saturates, and the reader ends with the first item that is not there.
        for index in 0..length as u32 {
            let at = Path::Index(path, usize::try_from(index).unwrap_or(usize::MAX));
            let item = Reflect::get_u32(list.unchecked_ref(), index).map_err(|_| thrown(&at))?;
            items.push(self.value(&item, &at, depth)?);
        }
        Ok(Value::List(items))
    }

    fn map(&mut self, object: &JsValue, path: &Path<'_>, depth: u8) -> Result<Value, Problem> {
        let mut map = Vec::new();
        for entry in entries(object).map_err(|_| thrown(path))?.iter() {
            let entry: &Array = entry.unchecked_ref();
            let key = self.text(entry.get(0).unchecked_ref(), path)?;
            let value = entry.get(1);
            if value.is_undefined() {
                continue;
            }
            let value = self.value(&value, &Path::Key(path, &key), depth)?;
            map.push((key, value));
        }
        Ok(Value::Map(map))
    }

    fn count(&mut self, size: usize, path: &Path<'_>) -> Result<(), Problem> {
        self.left = self.left.checked_sub(size).ok_or_else(|| {
            problem(
                "document-too-large",
                path,
                "a document has at most 8388608 characters, each value counting as 16 more",
            )
        })?;
        Ok(())
    }
}

/// An object of no class: its prototype is that of all objects, of this window or another, or none.
fn is_plain_object(value: &JsValue) -> Result<bool, JsValue> {
    if !value.is_object() {
        return Ok(false);
    }
    let prototype_of = prototype(value)?;
    Ok(prototype_of.is_null() || prototype(&prototype_of)?.is_null())
}

fn thrown(path: &Path<'_>) -> Problem {
    problem("not-json", path, "reading this threw an error")
}

fn problem(code: &'static str, path: &Path<'_>, message: &str) -> Problem {
    Problem { code, path: path.pointer(), message: message.into() }
}
