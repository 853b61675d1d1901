use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use minicbor::Encoder;
use minicbor::bytes::ByteVec;
use rand_core::CryptoRng;
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

use crate::open_vault::derived;
use crate::padding::{pad, unpad};
use crate::slot_keys::random_nonce;
use crate::{Credential, Header, HeaderError, VaultKey};

const MAGIC: &[u8; 12] = b"xenon-backup";
const VERSION: u8 = 1;
/// More than an entry's CBOR needs besides its bytes.
const ENTRY_OVERHEAD: usize = 16;

/// What a backup file holds: credentials as they were when it was made.
///
/// The file is a vault of its own, with its own key and its own header, by which a passphrase opens it. It
/// has one sealed piece, so that it tells nothing but its size.
pub struct BackupFile {
    pub(crate) entries: Vec<BackupEntry>,
}

/// One of them. How often its record had been written tells which of two equally old ones is newer.
pub(crate) struct BackupEntry {
    pub(crate) credential: Credential,
    pub(crate) generation: u32,
}

/// Why bytes are not a backup file that this version can read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum BackupError {
    /// Something else.
    #[error("this is not a backup file")]
    NotABackup,
    /// Written by a later version of Xenon.
    #[error("the backup was written by a version of Xenon that this one does not know")]
    UnknownVersion,
    /// Its header cannot be read.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// Changed or cut off.
    #[error("the backup file is damaged")]
    Damaged,
}

impl BackupFile {
    /// What opens the file: its header, whose key [`BackupFile::open`] takes.
    pub fn header(file: &[u8]) -> Result<Header, BackupError> {
        Ok(Header::parse(parts(file)?.header)?)
    }

    /// Opens a file with the key that its header gave.
    pub fn open(file: &[u8], key: &VaultKey) -> Result<Self, BackupError> {
        let damaged = BackupError::Damaged;
        let parts = parts(file)?;
        let cipher = cipher(&Header::parse(parts.header)?, key);
        let (nonce, ciphertext) = parts.sealed.split_first_chunk::<24>().ok_or(damaged)?;
        let payload = Payload {
            msg: ciphertext,
            aad: parts.clear,
        };
        let padded = cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| damaged)?;
        let content = unpad(Zeroizing::new(padded)).ok_or(damaged)?;
        let entries = entries(&content).ok_or(damaged)?;
        Ok(Self { entries })
    }

    /// The bytes of a file with these credentials, each with the generation of its record. `header` and
    /// `key` are those of a vault that was made for this file alone.
    pub(crate) fn seal<'a>(
        header: &Header,
        key: &VaultKey,
        credentials: impl IntoIterator<Item = (&'a Credential, u32)>,
        rng: &mut impl CryptoRng,
    ) -> Option<Vec<u8>> {
        let content = content(credentials.into_iter());
        let header_bytes = header.to_bytes();
        let length = u32::try_from(header_bytes.len()).ok()?.to_be_bytes();
        let clear = [MAGIC, &[VERSION][..], &length, &header_bytes].concat();
        let nonce = random_nonce(rng);
        let payload = Payload {
            msg: &content,
            aad: &clear,
        };
        let sealed = cipher(header, key).encrypt(&XNonce::from(nonce), payload);
        Some([&clear[..], &nonce, &sealed.ok()?].concat())
    }
}

/// A file without its meaning.
struct Parts<'a> {
    /// Everything before the sealed piece.
    clear: &'a [u8],
    header: &'a [u8],
    sealed: &'a [u8],
}

fn parts(file: &[u8]) -> Result<Parts<'_>, BackupError> {
    let rest = file.strip_prefix(MAGIC).ok_or(BackupError::NotABackup)?;
    let (version, rest) = rest.split_first().ok_or(BackupError::Damaged)?;
    if *version != VERSION {
        return Err(BackupError::UnknownVersion);
    }
    let (length, rest) = rest.split_first_chunk().ok_or(BackupError::Damaged)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
    let (header, sealed) = rest.split_at_checked(length).ok_or(BackupError::Damaged)?;
    let clear = file.strip_suffix(sealed).ok_or(BackupError::Damaged)?;
    Ok(Parts {
        clear,
        header,
        sealed,
    })
}

fn cipher(header: &Header, key: &VaultKey) -> XChaCha20Poly1305 {
    let key = derived::<32>(header.vault_id(), key, b"xenon/v1/backup");
    XChaCha20Poly1305::new((&*key).into())
}

/// The plaintext, wiped when dropped. Its memory is reserved ahead: a growing vector leaves copies behind.
fn content<'a>(credentials: impl Iterator<Item = (&'a Credential, u32)>) -> Zeroizing<Vec<u8>> {
    let entries: Vec<_> = credentials
        .map(|(credential, generation)| (credential.to_plaintext(None), generation))
        .collect();
    let length = |(plaintext, _): &(Zeroizing<Vec<u8>>, u32)| plaintext.len() + ENTRY_OVERHEAD;
    let capacity = entries.iter().map(length).sum::<usize>() + 2 * ENTRY_OVERHEAD + 256;
    let mut content = Zeroizing::new(Vec::with_capacity(capacity));
    let mut encoder = Encoder::new(&mut *content);
    let count = u64::try_from(entries.len()).unwrap_or(u64::MAX);
    let mut written = encoder.array(count).is_ok();
    for (plaintext, generation) in &entries {
        let entry = encoder.array(2).and_then(|it| it.u32(*generation));
        written &= entry.and_then(|it| it.bytes(plaintext)).is_ok();
    }
    debug_assert!(written, "memory takes every byte");
    pad(&mut content);
    content
}

fn entries(content: &[u8]) -> Option<Vec<BackupEntry>> {
    let mut decoder = minicbor::Decoder::new(content);
    let count = decoder.array().ok()??;
    let entries = (0..count).map(|_| {
        let (generation, mut plaintext): (u32, ByteVec) = decoder.decode().ok()?;
        let read = Credential::from_plaintext(&plaintext);
        plaintext.zeroize();
        let (credential, _) = read.ok()?;
        Some(BackupEntry {
            credential,
            generation,
        })
    });
    entries.collect()
}
