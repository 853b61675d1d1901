//! Writes CBOR as CTAP2 wants it: definite lengths, and every number in its shortest form.
//!
//! Writing into memory cannot fail, so nothing here returns a `Result`, and the encoders that build
//! on it need none either. The caller puts map keys into canonical order.

use alloc::vec::Vec;

/// Bytes under construction.
pub(crate) struct CanonicalCbor(Vec<u8>);

const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTE_STRING: u8 = 2;
const TEXT_STRING: u8 = 3;
const ARRAY: u8 = 4;
const MAP: u8 = 5;
const SIMPLE: u8 = 7;

const FALSE: u64 = 20;
const TRUE: u64 = 21;

/// Arguments below this are part of the first byte; from it on they follow.
const ONE_BYTE_FOLLOWS: u8 = 0x18;
const TWO_BYTES_FOLLOW: u8 = 0x19;
const FOUR_BYTES_FOLLOW: u8 = 0x1a;
const EIGHT_BYTES_FOLLOW: u8 = 0x1b;

impl CanonicalCbor {
    /// Starts with a map of this many entries.
    pub(crate) fn map(entries: u64) -> Self {
        Self(Vec::new()).head(MAP, entries)
    }

    pub(crate) fn empty_map(self) -> Self {
        self.nested_map(0)
    }

    /// The entries follow.
    pub(crate) fn nested_map(self, entries: u64) -> Self {
        self.head(MAP, entries)
    }

    pub(crate) fn array_of(self, items: u64) -> Self {
        self.head(ARRAY, items)
    }

    pub(crate) fn integer(self, value: i64) -> Self {
        match u64::try_from(value) {
            Ok(unsigned) => self.head(UNSIGNED, unsigned),
            Err(_) => self.head(NEGATIVE, (-1 - value).unsigned_abs()),
        }
    }

    pub(crate) fn boolean(self, value: bool) -> Self {
        self.head(SIMPLE, if value { TRUE } else { FALSE })
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.string(TEXT_STRING, text.as_bytes())
    }

    pub(crate) fn bytes(self, bytes: &[u8]) -> Self {
        self.string(BYTE_STRING, bytes)
    }

    pub(crate) fn into_vec(self) -> Vec<u8> {
        self.0
    }

    fn string(self, major: u8, content: &[u8]) -> Self {
        // No platform has more than 64-bit lengths, so the fallback is never taken.
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let mut written = self.head(major, length);
        written.0.extend_from_slice(content);
        written
    }

    /// [RFC 8949 section 3](https://www.rfc-editor.org/rfc/rfc8949#section-3): type and argument.
    fn head(mut self, major: u8, argument: u64) -> Self {
        let kind = major << 5;
        if let Ok(byte) = u8::try_from(argument) {
            match byte {
                0..ONE_BYTE_FOLLOWS => self.0.push(kind | byte),
                ONE_BYTE_FOLLOWS.. => self.0.extend([kind | ONE_BYTE_FOLLOWS, byte]),
            }
        } else if let Ok(short) = u16::try_from(argument) {
            self.0.push(kind | TWO_BYTES_FOLLOW);
            self.0.extend(short.to_be_bytes());
        } else if let Ok(long) = u32::try_from(argument) {
            self.0.push(kind | FOUR_BYTES_FOLLOW);
            self.0.extend(long.to_be_bytes());
        } else {
            self.0.push(kind | EIGHT_BYTES_FOLLOW);
            self.0.extend(argument.to_be_bytes());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minicbor::Decoder;

    /// The library writes shortest forms too, so equal bytes mean canonical bytes.
    fn minicbor_writes<T: minicbor::Encode<()>>(value: T) -> Vec<u8> {
        minicbor::to_vec(value).unwrap()
    }

    #[test]
    fn integers_take_their_shortest_form() {
        let edges = [
            0,
            23,
            24,
            255,
            256,
            65_535,
            65_536,
            4_294_967_295,
            4_294_967_296,
            i64::MAX,
        ];
        for edge in edges {
            for value in [edge, -1 - edge] {
                let written = CanonicalCbor(Vec::new()).integer(value).into_vec();
                assert_eq!(written, minicbor_writes(value), "{value}");
            }
        }
    }

    #[test]
    fn booleans_are_simple_values() {
        for value in [false, true] {
            let written = CanonicalCbor(Vec::new()).boolean(value).into_vec();
            assert_eq!(written, minicbor_writes(value));
        }
    }

    #[test]
    fn strings_of_every_length_class_read_back() {
        for length in [0, 1, 23, 24, 255, 256, 65_535, 65_536] {
            let content = alloc::vec![0x61; length];
            let text = core::str::from_utf8(&content).unwrap();
            let written = CanonicalCbor::map(1).text(text).bytes(&content).into_vec();
            let mut decoder = Decoder::new(&written);
            assert_eq!(decoder.map().unwrap(), Some(1));
            assert_eq!(decoder.str().unwrap(), text);
            assert_eq!(decoder.bytes().unwrap(), content);
            assert_eq!(decoder.position(), written.len());
        }
    }
}
