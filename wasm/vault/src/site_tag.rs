use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use xenon_protocol::RpId;

/// Finds the records of a site without naming the site on disk: HMAC-SHA-256 of the RP ID under a
/// key of the vault, cut to 16 bytes. What shows without the key is how many records share a tag.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct SiteTag([u8; 16]);

impl SiteTag {
    pub(crate) fn of(key: &[u8; 64], rp_id: &RpId) -> Self {
        let mut mac = Hmac::<Sha256>::new(key.into());
        mac.update(rp_id.as_str().as_bytes());
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
