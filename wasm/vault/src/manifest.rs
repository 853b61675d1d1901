use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::cbor::write;
use crate::slot_keys::random_nonce;
use crate::{OpenVault, SealedRecord, SetHash};

/// The vault's format since which there is a manifest.
const VERSION: u8 = 2;

/// What a whole store has: which header, and which records. Every change is one generation more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Manifest {
    /// One more with each change of the stores.
    pub generation: u64,
    pub(crate) records: SetHash,
    /// SHA-256 of the stored header.
    pub(crate) header: [u8; 32],
    /// Made anew from what could be read, since there was none: nobody knows what is missing.
    pub(crate) uncertain: bool,
}

/// Why bytes are not this vault's manifest, or what is to follow it does not.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum ManifestError {
    /// Too short, changed, or sealed by another vault.
    #[error("the vault's manifest is damaged")]
    NotAuthentic,
    /// A record that is to be replaced or removed is not what it was.
    #[error("a stored record is damaged")]
    RecordDamaged,
    /// A record is to be replaced by one that is no newer.
    #[error("the stored record is newer")]
    Overtaken,
}

/// What is sealed of a manifest.
#[derive(Encode, Decode)]
struct Sealed {
    #[n(0)]
    count: u64,
    #[cbor(n(1), with = "minicbor::bytes")]
    sum: [u8; 32],
    #[cbor(n(2), with = "minicbor::bytes")]
    header: [u8; 32],
    #[n(3)]
    uncertain: bool,
}

impl Manifest {
    /// That of a vault which has just been made: it has this header and no record.
    pub fn first(header: &[u8]) -> Self {
        Self::of(1, header, SetHash::default())
    }

    pub(crate) fn of(generation: u64, header: &[u8], records: SetHash) -> Self {
        Self {
            generation,
            records,
            header: Sha256::digest(header).into(),
            uncertain: false,
        }
    }

    /// Whether it speaks of this header.
    pub(crate) fn has_header(&self, header: &[u8]) -> bool {
        self.header == *Sha256::digest(header)
    }

    /// That of the store after one change. `before` are the stored records that go or are replaced,
    /// `after` those that come; `header` is the stored header if it is another one from now on.
    pub fn after(
        self,
        vault: &OpenVault,
        before: &[SealedRecord],
        after: &[SealedRecord],
        header: Option<&[u8]>,
    ) -> Result<Self, ManifestError> {
        let mut records = self.records;
        for old in before {
            let generation = vault
                .generation(old)
                .map_err(|_| ManifestError::RecordDamaged)?;
            let is_newer = |new: &SealedRecord| {
                new.id != old.id || vault.generation(new).is_ok_and(|new| new > generation)
            };
            if !after.iter().all(is_newer) {
                return Err(ManifestError::Overtaken);
            }
            records = records.minus(vault.set_of(old));
        }
        for new in after {
            records = records.plus(vault.set_of(new));
        }
        Ok(Self {
            generation: self.generation.saturating_add(1),
            records,
            header: header.map_or(self.header, |header| Sha256::digest(header).into()),
            uncertain: self.uncertain,
        })
    }
}

/// The generation of a stored manifest as it stands there in clear. It says which of two is newer, and
/// is only to be believed of one that opens.
pub fn claimed_generation(stored: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(*stored.first_chunk()?))
}

impl OpenVault {
    /// The stored form: generation (8, big-endian) ‖ nonce (24) ‖ ciphertext with tag.
    pub fn seal_manifest(&self, manifest: &Manifest, rng: &mut impl CryptoRng) -> Vec<u8> {
        let nonce = random_nonce(rng);
        let mut plaintext = Vec::new();
        let content = Sealed {
            count: manifest.records.count,
            sum: manifest.records.to_bytes(),
            header: manifest.header,
            uncertain: manifest.uncertain,
        };
        write(&content, &mut plaintext);
        let aad = self.manifest_context(manifest.generation);
        let payload = Payload {
            msg: &plaintext,
            aad: &aad,
        };
        let Ok(ciphertext) = self
            .manifest_cipher()
            .encrypt(&XNonce::from(nonce), payload)
        else {
            unreachable!("the cipher takes up to 256 GiB");
        };
        [&manifest.generation.to_be_bytes()[..], &nonce, &ciphertext].concat()
    }

    /// Reads the stored form.
    pub fn open_manifest(&self, stored: &[u8]) -> Result<Manifest, ManifestError> {
        let damaged = ManifestError::NotAuthentic;
        let (generation, rest) = stored.split_first_chunk().ok_or(damaged)?;
        let (nonce, ciphertext) = rest.split_first_chunk::<24>().ok_or(damaged)?;
        let generation = u64::from_be_bytes(*generation);
        let payload = Payload {
            msg: ciphertext,
            aad: &self.manifest_context(generation),
        };
        let opened = self
            .manifest_cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| damaged)?;
        let content: Sealed = minicbor::decode(&opened).map_err(|_| damaged)?;
        Ok(Manifest {
            generation,
            records: SetHash::of_bytes(content.count, content.sum),
            header: content.header,
            uncertain: content.uncertain,
        })
    }

    fn manifest_cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.manifest_key).into())
    }

    /// Binds a manifest to its vault, its format and its age.
    fn manifest_context(&self, generation: u64) -> Vec<u8> {
        [
            b"xenon/manifest".as_slice(),
            &[VERSION],
            self.vault_id().as_bytes(),
            &generation.to_be_bytes(),
        ]
        .concat()
    }
}
