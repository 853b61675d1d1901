use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::cbor::write;
use crate::passphrase_slot::PassphraseSlot;
use crate::slot::Slot;
use crate::{Argon2Cost, CostError, Passphrase, PinVerifier, VaultId, VaultKey};

/// The first format. Its number stays in what slots authenticate: nobody has all secrets at hand to
/// wrap the key anew under each of them.
const FIRST: u8 = 1;
/// The format that is written: since 2 there must be a manifest. A reader refuses what is no step on the
/// way to it; it never guesses.
const VERSION: u8 = 2;
const CHECKSUM_LENGTH: usize = 8;

/// What is stored in clear of a vault: its name, and the ways to open it.
///
/// Bytes: the version, a CBOR array, and 8 bytes of a checksum, which tells a damaged copy from a good
/// one; whoever forges it gains nothing, for the slots authenticate what counts.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct Header {
    #[n(0)]
    vault_id: VaultId,
    /// Milliseconds since 1970.
    #[n(1)]
    created_at: u64,
    #[n(2)]
    pub(crate) slots: Vec<Slot>,
    /// Absent where there is no PIN.
    #[n(3)]
    pub(crate) pin: Option<PinVerifier>,
    /// The format that it was read in.
    #[cbor(skip)]
    read_as: u8,
}

/// Why bytes are not a header.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum HeaderError {
    /// Written by another version of Xenon.
    #[error("the vault was written by a version of Xenon that this one does not know")]
    UnknownVersion,
    /// Not what this version writes.
    #[error("the vault's header is damaged")]
    Malformed,
}

/// Why a vault did not open.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum UnlockError {
    /// No slot opens with this passphrase.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// No slot opens with this recovery code.
    #[error("this recovery code is not the vault's")]
    WrongRecoveryCode,
    /// No slot belongs to this authenticator, or it gave another secret than at first.
    #[error("this computer's unlock does not open the vault any more")]
    WrongOsSecret,
    /// A slot's parameters are out of bounds.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// A slot commits to this secret, yet its key does not come out.
    #[error("the vault's header is damaged")]
    Malformed,
    /// The memory that Argon2 needs could not be had.
    #[error("not enough memory to check the passphrase")]
    OutOfMemory,
}

/// Makes a new vault that opens with `passphrase`. `now` is milliseconds since 1970.
pub fn create(
    passphrase: &Passphrase,
    cost: Argon2Cost,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<(Header, VaultKey), UnlockError> {
    let key = VaultKey::random(rng);
    let mut header = Header {
        vault_id: VaultId::random(rng),
        created_at: now,
        slots: Vec::new(),
        pin: None,
        read_as: VERSION,
    };
    let slot = PassphraseSlot::seal(&key, passphrase, cost, &header.context(), rng)?;
    header.slots.push(Slot::Passphrase(slot));
    Ok((header, key))
}

impl Header {
    /// The vault's name.
    pub fn vault_id(&self) -> VaultId {
        self.vault_id
    }

    /// Whether it was read in the format in which there was no manifest yet.
    pub fn is_before_manifests(&self) -> bool {
        self.read_as == FIRST
    }

    /// The stored form, in today's format.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        write(self, &mut bytes);
        bytes.extend(checksum(&bytes));
        bytes
    }

    /// Reads the stored form; bytes behind it are refused.
    pub fn parse(bytes: &[u8]) -> Result<Self, HeaderError> {
        let (&version, _) = bytes.split_first().ok_or(HeaderError::Malformed)?;
        if !(FIRST..=VERSION).contains(&version) {
            return Err(HeaderError::UnknownVersion);
        }
        let (content, sum) = bytes.split_last_chunk().ok_or(HeaderError::Malformed)?;
        if *sum != checksum(content) {
            return Err(HeaderError::Malformed);
        }
        let rest = content.get(1..).ok_or(HeaderError::Malformed)?;
        let mut decoder = minicbor::Decoder::new(rest);
        let header: Self = decoder.decode().map_err(|_| HeaderError::Malformed)?;
        if decoder.position() != rest.len() {
            return Err(HeaderError::Malformed);
        }
        Ok(Self {
            read_as: version,
            ..header
        })
    }

    /// What each slot authenticates of the header: everything but the slots themselves.
    pub(crate) fn context(&self) -> Vec<u8> {
        let created_at = self.created_at.to_be_bytes();
        [
            b"xenon/header".as_slice(),
            &[FIRST],
            self.vault_id.as_bytes(),
            &created_at,
        ]
        .concat()
    }
}

/// The first bytes of SHA-256.
fn checksum(content: &[u8]) -> [u8; CHECKSUM_LENGTH] {
    let mut sum = [0; CHECKSUM_LENGTH];
    sum.iter_mut()
        .zip(Sha256::digest(content))
        .for_each(|(to, from)| *to = from);
    sum
}
