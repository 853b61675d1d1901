use core::str;

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// [Crockford's base 32][alphabet]: no I, L, O and U, which hands and eyes confuse.
///
/// [alphabet]: https://www.crockford.com/base32.html
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const SYMBOLS: usize = 28;
const GROUP: usize = 4;

/// What opens the vault when the passphrase is forgotten: 128 random bits, to be kept on paper.
///
/// Written as 28 symbols in groups of 4: the bits, and 12 of a checksum, which tells a slip of the
/// pen from a wrong code. Nobody can guess it, so it needs no Argon2. Wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; 16]);

/// Why text is not a recovery code.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum RecoveryCodeError {
    /// Not 28 symbols of the alphabet.
    #[error("a recovery code has 28 letters and digits")]
    Malformed,
    /// The checksum does not fit: something was read or typed wrong.
    #[error("the recovery code was mistyped")]
    Mistyped,
}

impl RecoveryCode {
    /// A new code.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut code = Self([0; 16]);
        rng.fill_bytes(&mut code.0);
        code
    }

    /// The text to write down, wiped when dropped.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + SYMBOLS / GROUP));
        let bits = self.checked_bits();
        for index in 0..SYMBOLS {
            if index > 0 && index.is_multiple_of(GROUP) {
                text.push('-');
            }
            let symbol = ALPHABET.get(usize::from(five_bits(&bits, index)));
            text.extend(symbol.copied().map(char::from));
        }
        text
    }

    /// Reads what a person typed: any case, any spaces and hyphens, O for 0, I and L for 1.
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeError> {
        let mut bits = Zeroizing::new([0; 18]);
        let mut count = 0;
        for typed in text.chars().filter(|typed| !is_separator(*typed)) {
            let value = value_of(typed).ok_or(RecoveryCodeError::Malformed)?;
            if count == SYMBOLS {
                return Err(RecoveryCodeError::Malformed);
            }
            set_five_bits(&mut bits, count, value);
            count += 1;
        }
        if count != SYMBOLS {
            return Err(RecoveryCodeError::Malformed);
        }
        let (code, _) = bits
            .split_first_chunk::<16>()
            .ok_or(RecoveryCodeError::Malformed)?;
        let code = Self(*code);
        if *code.checked_bits() == *bits {
            Ok(code)
        } else {
            Err(RecoveryCodeError::Mistyped)
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The code and 12 bits of a checksum; the last 4 bits are zero and never written.
    fn checked_bits(&self) -> Zeroizing<[u8; 18]> {
        let sum = Sha256::new()
            .chain_update(b"xenon/v1/recovery-code")
            .chain_update(self.0)
            .finalize();
        let mut bits = Zeroizing::new([0; 18]);
        bits.iter_mut()
            .zip(self.0.iter().chain(&sum))
            .for_each(|(to, from)| *to = *from);
        if let Some(last) = bits.last_mut() {
            *last &= 0xf0;
        }
        bits
    }
}

/// The 5 bits of a symbol: they lie in one byte or in two.
fn five_bits(bits: &[u8; 18], index: usize) -> u8 {
    (0..5).fold(0, |value, offset| {
        let at = index * 5 + offset;
        let byte = bits.get(at / 8).copied().unwrap_or(0);
        (value << 1) | ((byte >> (7 - at % 8)) & 1)
    })
}

fn set_five_bits(bits: &mut [u8; 18], index: usize, value: u8) {
    for offset in 0..5 {
        let at = index * 5 + offset;
        if let Some(byte) = bits.get_mut(at / 8) {
            *byte |= ((value >> (4 - offset)) & 1) << (7 - at % 8);
        }
    }
}

fn is_separator(typed: char) -> bool {
    typed.is_whitespace() || matches!(typed, '-' | '\u{2010}'..='\u{2015}' | '\u{30fc}')
}

fn value_of(typed: char) -> Option<u8> {
    let symbol = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = ALPHABET.iter().position(|&one| char::from(one) == symbol)?;
    u8::try_from(position).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_survives_paper() {
        for byte in 0..=255 {
            let code = RecoveryCode([byte; 16]);
            let text = code.to_text();
            assert_eq!(text.len(), 34);
            assert_eq!(RecoveryCode::parse(&text).unwrap().0, code.0);
        }
    }

    #[test]
    fn all_bits_of_the_code_are_in_the_text() {
        for bit in 0..128 {
            let mut bytes = [0; 16];
            bytes[bit / 8] |= 1 << (bit % 8);
            assert_eq!(
                RecoveryCode::parse(&RecoveryCode(bytes).to_text())
                    .unwrap()
                    .0,
                bytes
            );
        }
    }

    #[test]
    fn code_of_a_known_value_is_written_so() {
        let code = RecoveryCode(*b"0123456789abcdef");
        assert_eq!(*code.to_text(), "60RK-4CSM-6MV3-EE1S-C5H6-6S35-CRMF");
    }

    #[test]
    fn eyes_and_hands_may_confuse_letters() {
        let text = RecoveryCode([0; 16]).to_text().replace('-', " ");
        assert!(RecoveryCode::parse(&text.to_lowercase()).is_ok());
        assert!(RecoveryCode::parse(&text.replace('0', "o")).is_ok());
        let ones = RecoveryCode([0x08; 16]).to_text();
        assert!(RecoveryCode::parse(&ones.replace('1', "l")).is_ok());
        assert!(RecoveryCode::parse(&ones.replace('1', "I").replace('-', "")).is_ok());
    }

    #[test]
    fn one_wrong_symbol_is_noticed() {
        let text = RecoveryCode([0xa5; 16]).to_text();
        for (index, _) in text.match_indices(|symbol| symbol != '-') {
            for replacement in ALPHABET {
                let mut typed = text.as_bytes().to_vec();
                if typed[index] == *replacement {
                    continue;
                }
                typed[index] = *replacement;
                let typed = str::from_utf8(&typed).unwrap();
                let outcome = RecoveryCode::parse(typed).err();
                assert_eq!(outcome, Some(RecoveryCodeError::Mistyped), "{typed}");
            }
        }
    }

    #[test]
    fn text_of_another_length_or_alphabet_is_malformed() {
        let text = RecoveryCode([7; 16]).to_text();
        let longer = format!("{}0", *text);
        for typed in [
            "",
            "-",
            &text[1..],
            &longer,
            &text.replace(&text[..1], "U"),
            &text.replace(&text[..1], "é"),
        ] {
            assert_eq!(
                RecoveryCode::parse(typed).err(),
                Some(RecoveryCodeError::Malformed),
                "{typed}"
            );
        }
    }
}
