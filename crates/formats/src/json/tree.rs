//! JSON as a tree that keeps what serde's own loses: the order of keys, keys that stand twice, the line of each value. Must
//! never go deeper than serde_json does, nor read what it refuses.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Nothing,
    Bool(bool),
    Number(f64),
    Text(String, u32),
    List(Vec<Node>),
    Map(Vec<(String, Node)>, u32),
}

impl Node {
    /// The first value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(pairs, _) = self else { return None };
        pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    /// A text or number as text; nothing where it is empty.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Self::Text(text, _) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
            Self::Number(n) => Some(number(*n)),
            _ => None,
        }
    }
}

/// A number without a point where it is whole.
pub(super) fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{}", n as i64) } else { format!("{n}") }
}

/// Reads a text; an error has the line it was found on.
pub(super) fn read(text: &str) -> Result<Node, (u32, String)> {
    let lines = RefCell::new(Lines::of(text));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let fault = |e: serde_json::Error| (e.line() as u32, e.to_string());
    let node = Seed(&lines).deserialize(&mut deserializer).map_err(fault)?;
    deserializer.end().map_err(fault)?;
    Ok(node)
}

/// The lines on which maps and texts begin, each in the order in which they are met.
struct Lines {
    maps: std::vec::IntoIter<u32>,
    texts: std::vec::IntoIter<u32>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let (mut maps, mut texts, mut line) = (Vec::new(), Vec::new(), 1u32);
        let mut bytes = text.bytes();
        while let Some(b) = bytes.next() {
            match b {
                b'\n' => line = line.saturating_add(1),
                b'{' => maps.push(line),
                b'"' => {
                    texts.push(line);
                    while let Some(inner) = bytes.next() {
                        match inner {
                            b'\\' => {
                                bytes.next();
                            }
                            b'"' => break,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Self { maps: maps.into_iter(), texts: texts.into_iter() }
    }
}

#[derive(Clone, Copy)]
struct Seed<'l>(&'l RefCell<Lines>);

impl Seed<'_> {
    fn text(self) -> u32 {
        self.0.borrow_mut().texts.next().unwrap_or(0)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E>(self, b: bool) -> Result<Node, E> {
        Ok(Node::Bool(b))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Node, E> {
        Ok(Node::Number(n as f64))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Node, E> {
        Ok(Node::Number(n as f64))
    }

    fn visit_f64<E>(self, n: f64) -> Result<Node, E> {
        Ok(Node::Number(n))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned(), self.text()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = seq.next_element_seed(self)? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let line = self.0.borrow_mut().maps.next().unwrap_or(0);
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            self.text();
            pairs.push((key, map.next_value_seed(self)?));
        }
        Ok(Node::Map(pairs, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_order_and_their_lines() {
        let node = read("{\n \"b\\\"\": 1,\n \"a\": [\n  \"x\",\n  {\"b\": null}],\n \"a\": 2}").unwrap();
        let Node::Map(pairs, 1) = &node else { panic!("{node:?}") };
        let keys: Vec<&str> = pairs.iter().map(|(k, _)| k.as_str()).collect();
        assert_eq!(keys, ["b\"", "a", "a"]);
        let inner = Node::Map(vec![("b".to_owned(), Node::Nothing)], 5);
        assert_eq!(node.get("a"), Some(&Node::List(vec![Node::Text("x".to_owned(), 4), inner])));
    }

    #[test]
    fn what_is_too_deep_or_no_json_is_an_error_with_its_line() {
        assert_eq!(read("{\n\"a\": }").unwrap_err().0, 2);
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read("1e999").is_err());
        assert!(read("{} x").is_err());
    }
}
