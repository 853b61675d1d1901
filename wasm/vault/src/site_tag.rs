use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use xenon_protocol::RpId;

/// Finds the records of a site without naming the site on disk: HMAC-SHA-256 of the RP ID under a
/// key of the vault, cut to 16 bytes. What shows without the key is how many records share a tag.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct SiteTag([u8; 16]);

impl SiteTag {
    pub(crate) fn of(key: &[u8; 64], rp_id: &RpId) -> Self {
        Self::mac(key, rp_id.as_str().as_bytes())
    }

    /// The one tag of all that is deleted. It has a slash, and so is no RP ID's.
    pub(crate) fn of_deleted(key: &[u8; 64]) -> Self {
        Self::mac(key, b"xenon/deleted")
    }

    fn mac(key: &[u8; 64], message: &[u8]) -> Self {
        let mut mac = Hmac::<Sha256>::new(key.into());
        mac.update(message);
        let mut tag = [0; 16];
        tag.iter_mut()
            .zip(mac.finalize().into_bytes())
            .for_each(|(to, from)| *to = from);
        Self(tag)
    }

    /// Reads 16 stored bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}
