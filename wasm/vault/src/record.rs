use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand_core::CryptoRng;
use thiserror::Error;

use zeroize::Zeroizing;

use crate::padding::{pad, unpad};
use crate::slot_keys::random_nonce;
use crate::{Credential, CredentialError, OpenVault, RecordId, SiteTag};

const VERSION: u8 = 1;
const GENERATION_LENGTH: usize = 4;
const NONCE_LENGTH: usize = 24;

/// One credential as it is stored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedRecord {
    /// The record's key in the stores.
    pub id: RecordId,
    /// The record's index entry in the stores.
    pub site: SiteTag,
    /// Version (1) ‖ generation (4, big-endian) ‖ nonce (24) ‖ ciphertext with tag.
    pub sealed: Vec<u8>,
}

/// Why a record does not open.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum RecordError {
    /// Written by another version of Xenon.
    #[error("the record was written by a version of Xenon that this one does not know")]
    UnknownVersion,
    /// Too short, changed, moved to another place, or sealed by another vault.
    #[error("the record is damaged or not in its place")]
    NotAuthentic,
    /// Authentic, yet not a credential that this version can read.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// Its credential is deleted, or, where a deleted one was looked for, it is not.
    #[error("the record does not hold a credential in this state")]
    Deletion,
}

impl OpenVault {
    /// Seals a credential. `generation` grows by one each time the same record is written again.
    pub fn seal(
        &self,
        credential: &Credential,
        generation: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedRecord, RecordError> {
        self.seal_any(credential, None, generation, rng)
    }

    /// Opens a record that is in its own place, and gives its generation with it. A deleted
    /// credential does not open here: nothing that answers sites ever sees one.
    pub fn open(&self, record: &SealedRecord) -> Result<(Credential, u32), RecordError> {
        match self.open_any(record)? {
            (credential, None, generation) => Ok((credential, generation)),
            (_, Some(_), _) => Err(RecordError::Deletion),
        }
    }

    /// Whether a record is what this vault wrote, deleted or not.
    pub fn is_sound(&self, record: &SealedRecord) -> bool {
        self.open_any(record).is_ok()
    }

    /// Seals a credential that was deleted, if it was, at `deleted_at`.
    pub(crate) fn seal_any(
        &self,
        credential: &Credential,
        deleted_at: Option<u64>,
        generation: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedRecord, RecordError> {
        let (id, site) = self.names_of(credential, deleted_at.is_some());
        let mut plaintext = credential.to_plaintext(deleted_at);
        let nonce = random_nonce(rng);
        pad(&mut plaintext);
        let aad = self.context(&id, &site, generation);
        let ciphertext = self
            .cipher()
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &plaintext,
                    aad: &aad,
                },
            )
            .map_err(|_| RecordError::NotAuthentic)?;
        let sealed = [
            &[VERSION],
            &generation.to_be_bytes()[..],
            &nonce,
            &ciphertext,
        ]
        .concat();
        Ok(SealedRecord { id, site, sealed })
    }

    /// Under which names a credential's record is stored.
    fn names_of(&self, credential: &Credential, is_deleted: bool) -> (RecordId, SiteTag) {
        let (vault_id, id) = (self.vault_id(), &credential.id);
        if is_deleted {
            (RecordId::of_deleted(vault_id, id), self.deleted_tag())
        } else {
            (RecordId::of(vault_id, id), self.site_tag(&credential.rp_id))
        }
    }

    /// The credential, when it was deleted if it was, and the record's generation.
    pub(crate) fn open_any(
        &self,
        record: &SealedRecord,
    ) -> Result<(Credential, Option<u64>, u32), RecordError> {
        let (plaintext, generation) = self.opened(record)?;
        let (credential, deleted_at) = Credential::from_plaintext(&plaintext)?;
        Ok((credential, deleted_at, generation))
    }

    /// The generation of a record that is in its own place and as it was sealed, whatever is in it.
    pub(crate) fn generation(&self, record: &SealedRecord) -> Result<u32, RecordError> {
        Ok(self.opened(record)?.1)
    }

    fn opened(&self, record: &SealedRecord) -> Result<(Zeroizing<Vec<u8>>, u32), RecordError> {
        let (generation, nonce, ciphertext) = split(&record.sealed)?;
        let aad = self.context(&record.id, &record.site, generation);
        let padded = self
            .cipher()
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: ciphertext,
                    aad: &aad,
                },
            )
            .map_err(|_| RecordError::NotAuthentic)?;
        let plaintext = unpad(Zeroizing::new(padded)).ok_or(RecordError::NotAuthentic)?;
        Ok((plaintext, generation))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.record_key).into())
    }

    /// Binds a record to its vault, its place, its site and its age.
    fn context(&self, id: &RecordId, site: &SiteTag, generation: u32) -> Vec<u8> {
        [
            b"xenon/record".as_slice(),
            &[VERSION],
            self.vault_id().as_bytes(),
            id.as_bytes(),
            site.as_bytes(),
            &generation.to_be_bytes(),
        ]
        .concat()
    }
}

fn split(sealed: &[u8]) -> Result<(u32, [u8; NONCE_LENGTH], &[u8]), RecordError> {
    let (&version, rest) = sealed.split_first().ok_or(RecordError::NotAuthentic)?;
    if version != VERSION {
        return Err(RecordError::UnknownVersion);
    }
    let (generation, rest) = rest
        .split_first_chunk::<GENERATION_LENGTH>()
        .ok_or(RecordError::NotAuthentic)?;
    let (nonce, ciphertext) = rest
        .split_first_chunk::<NONCE_LENGTH>()
        .ok_or(RecordError::NotAuthentic)?;
    Ok((u32::from_be_bytes(*generation), *nonce, ciphertext))
}
