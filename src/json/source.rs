//! From any serde format to a [`Value`]: JSON text natively, JavaScript values in the browser.

use super::{MAX_SAFE, Value};
use crate::order::are_distinct;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// How deep a document may nest.
pub const MAX_DEPTH: u8 = 64;

/// Reads a [`Value`] no deeper than this many levels.
#[derive(Clone, Copy, Debug)]
pub struct Depth(pub u8);

impl Depth {
    fn inner<E: Error>(self) -> Result<Depth, E> {
        self.0.checked_sub(1).map(Depth).ok_or_else(|| E::custom("nested too deeply"))
    }
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Value;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut map: Vec<(String, Value)> = Vec::new();
        while let Some(key) = entries.next_key_seed(Depth(0))? {
            let value = entries.next_value_seed(inner)?;
            let Value::Text(key) = key else {
                return Err(A::Error::custom("a key that is not text"));
            };
            map.push((key, value));
        }
        match key_twice(&map) {
            Some(key) => Err(A::Error::custom(["the key ", key, " stands twice in one object"].concat())),
            None => Ok(Value::Map(map)),
        }
    }
}

fn key_twice(map: &[(String, Value)]) -> Option<&str> {
    let keys: Vec<&str> = map.iter().map(|(key, _)| key.as_str()).collect();
    if are_distinct(&keys) {
        return None;
    }
    let mut places = keys.iter().enumerate();
    places.find(|(place, key)| keys.iter().take(*place).any(|earlier| earlier == *key)).map(|(_, key)| *key)
}

fn whole(value: i64) -> Value {
    if value.unsigned_abs() <= MAX_SAFE.unsigned_abs() { Value::Int(value) } else { Value::Float(value as f64) }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Int(value) => serializer.serialize_i64(*value),
            Value::Float(value) => serializer.serialize_f64(*value),
            Value::Text(value) => serializer.serialize_str(value),
            Value::List(items) => serialize_list(items, serializer),
            Value::Map(entries) => serialize_map(entries, serializer),
        }
    }
}

fn serialize_list<S: Serializer>(items: &[Value], serializer: S) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(items.len()))?;
    for item in items {
        list.serialize_element(item)?;
    }
    list.end()
}

fn serialize_map<S: Serializer>(entries: &[(String, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, value)?;
    }
    map.end()
}
