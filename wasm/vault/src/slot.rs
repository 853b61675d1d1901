use minicbor::decode::{self, Decoder};
use minicbor::encode::{self, Encoder, Write};
use minicbor::{Decode, Encode};

use crate::os_slot::OsSlot;
use crate::passphrase_slot::PassphraseSlot;
use crate::recovery_slot::RecoverySlot;

/// One way to open a vault, as the header keeps it: a kind, and an array with that kind's content.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Slot {
    Passphrase(PassphraseSlot),
    RecoveryCode(RecoverySlot),
    OsUnlock(OsSlot),
    /// Of a version to come. It opens nothing here, and is kept as it is.
    Unknown(Vec<u8>),
}

const PASSPHRASE: u32 = 0;
const RECOVERY_CODE: u32 = 1;
const OS_UNLOCK: u32 = 2;

impl<C> Encode<C> for Slot {
    fn encode<W: Write>(
        &self,
        encoder: &mut Encoder<W>,
        context: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        match self {
            Self::Passphrase(slot) => kind(encoder, PASSPHRASE)?.encode_with(slot, context)?,
            Self::RecoveryCode(slot) => kind(encoder, RECOVERY_CODE)?.encode_with(slot, context)?,
            Self::OsUnlock(slot) => kind(encoder, OS_UNLOCK)?.encode_with(slot, context)?,
            Self::Unknown(bytes) => {
                encoder
                    .writer_mut()
                    .write_all(bytes)
                    .map_err(encode::Error::write)?;
                return Ok(());
            }
        };
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Slot {
    fn decode(decoder: &mut Decoder<'b>, context: &mut C) -> Result<Self, decode::Error> {
        let start = decoder.position();
        if decoder.array()? != Some(2) {
            return Err(decode::Error::message("a slot is a kind and its content"));
        }
        match decoder.u32()? {
            PASSPHRASE => Ok(Self::Passphrase(content(decoder, context)?)),
            RECOVERY_CODE => Ok(Self::RecoveryCode(content(decoder, context)?)),
            OS_UNLOCK => Ok(Self::OsUnlock(content(decoder, context)?)),
            _ => {
                decoder.skip()?;
                let bytes = decoder.input().get(start..decoder.position());
                Ok(Self::Unknown(bytes.unwrap_or_default().to_vec()))
            }
        }
    }
}

fn kind<W: Write>(
    encoder: &mut Encoder<W>,
    kind: u32,
) -> Result<&mut Encoder<W>, encode::Error<W::Error>> {
    encoder.array(2)?.u32(kind)?.array(1)
}

fn content<'b, C, T: Decode<'b, C>>(
    decoder: &mut Decoder<'b>,
    context: &mut C,
) -> Result<T, decode::Error> {
    if decoder.array()? != Some(1) {
        return Err(decode::Error::message("a slot has one content"));
    }
    decoder.decode_with(context)
}
