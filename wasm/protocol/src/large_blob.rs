//! What a credential keeps for its site: certificates, keys
//! ([`largeBlob`](https://www.w3.org/TR/webauthn-3/#sctn-large-blob-extension)).

use alloc::vec::Vec;

use minicbor::{Decode, Encode};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// A blob as it is kept: raw DEFLATE
/// ([RFC 1951](https://www.rfc-editor.org/rfc/rfc1951)), as CTAP keeps it too.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
#[cbor(transparent)]
pub struct LargeBlob(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>);

/// Why bytes are not kept, or not given back.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LargeBlobError {
    /// There were more than [`LargeBlob::MAX_LENGTH`] bytes.
    #[error("a large blob has at most 16384 bytes")]
    TooLong,
    /// What was kept is not DEFLATE, or would become longer than any blob is.
    #[error("the kept blob is malformed")]
    Malformed,
}

/// zlib's own middle between speed and size.
const LEVEL: u8 = 6;

impl LargeBlob {
    /// The most that is kept of a site's bytes, counted as the site gave them.
    pub const MAX_LENGTH: usize = 16_384;

    /// Compresses a site's bytes.
    pub fn deflate(content: &[u8]) -> Result<Self, LargeBlobError> {
        if content.len() > Self::MAX_LENGTH {
            return Err(LargeBlobError::TooLong);
        }
        Ok(Self(compress_to_vec(content, LEVEL)))
    }

    /// Takes a blob as it was kept; whether it is one shows when it is [inflated](Self::inflate).
    pub fn from_stored(deflated: Vec<u8>) -> Self {
        Self(deflated)
    }

    /// The compressed bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The site's bytes.
    pub fn inflate(&self) -> Result<Vec<u8>, LargeBlobError> {
        decompress_to_vec_with_limit(&self.0, Self::MAX_LENGTH)
            .map_err(|_| LargeBlobError::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn blobs_of_every_length_class_come_back() {
        for length in [0, 1, 4_096, LargeBlob::MAX_LENGTH] {
            let content: Vec<u8> = (0..length)
                .map(|at| u8::try_from(at % 251).unwrap())
                .collect();
            let blob = LargeBlob::deflate(&content).unwrap();
            assert!(!blob.as_slice().is_empty());
            assert_eq!(blob.inflate(), Ok(content));
        }
    }

    #[test]
    fn a_blob_is_kept_compressed() {
        let blob = LargeBlob::deflate(&[7; 4_096]).unwrap();
        assert!(blob.as_slice().len() < 64);
    }

    #[test]
    fn one_byte_more_is_too_long() {
        let content = vec![0; LargeBlob::MAX_LENGTH + 1];
        assert_eq!(LargeBlob::deflate(&content), Err(LargeBlobError::TooLong));
    }

    #[test]
    fn a_bomb_does_not_unfold() {
        let bomb = compress_to_vec(&vec![0; 50_000_000], 9);
        assert!(bomb.len() < 100_000);
        let inflated = LargeBlob::from_stored(bomb).inflate();
        assert_eq!(inflated, Err(LargeBlobError::Malformed));
    }

    #[test]
    fn what_is_not_deflate_is_malformed() {
        for stored in [vec![], vec![0xff; 20]] {
            let inflated = LargeBlob::from_stored(stored).inflate();
            assert_eq!(inflated, Err(LargeBlobError::Malformed));
        }
    }
}
