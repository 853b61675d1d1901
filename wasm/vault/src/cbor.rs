use minicbor::Encode;

/// Appends `value` as CBOR.
pub(crate) fn write(value: &impl Encode<()>, bytes: &mut Vec<u8>) {
    if let Err(error) = minicbor::encode(value, bytes) {
        unreachable!("memory takes every byte: {error}");
    }
}
