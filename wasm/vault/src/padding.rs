use zeroize::Zeroizing;

/// A record's plaintext is a multiple of this, so that its length says little about names in it.
const STEP: usize = 256;

/// Appends 0x80 and zeros up to the next step (ISO/IEC 7816-4).
pub(crate) fn pad(plaintext: &mut Vec<u8>) {
    plaintext.push(0x80);
    plaintext.resize(plaintext.len().next_multiple_of(STEP), 0);
}

/// Removes what [`pad`] appended, or nothing came from [`pad`].
pub(crate) fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
    let end = padded.iter().rposition(|&byte| byte != 0)?;
    if padded.get(end) != Some(&0x80) {
        return None;
    }
    padded.truncate(end);
    Some(padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_survives() {
        for length in 0..600 {
            let mut padded = vec![0; length];
            pad(&mut padded);
            assert_eq!(padded.len() % STEP, 0);
            assert_eq!(*unpad(Zeroizing::new(padded)).unwrap(), vec![0; length]);
        }
    }

    #[test]
    fn unpadded_bytes_are_refused() {
        assert!(unpad(Zeroizing::new(vec![1; 256])).is_none());
        assert!(unpad(Zeroizing::new(vec![0; 256])).is_none());
    }
}
