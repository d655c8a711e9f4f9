//! Ids as the 32 letters people see, written and read quickly: a large plan has tens of thousands of them.

const LETTERS: &[u8; 16] = b"klmnopqrstuvwxyz";

/// The 32 letters of an id.
pub(crate) fn letters(bits: u128) -> String {
    (0..32).rev().map(|i| char::from(LETTERS[usize::from((bits >> (i * 4)) as u8 & 0xf)])).collect()
}

/// The bits of an id written in letters.
pub(crate) fn bits(letters: &str) -> Option<u128> {
    if letters.len() != 32 {
        return None;
    }
    let mut halves = [0u64; 2];
    for (half, bytes) in halves.iter_mut().zip(letters.as_bytes().chunks_exact(16)) {
        for &byte in bytes {
            let value = byte.wrapping_sub(b'k');
            if value > 15 {
                return None;
            }
            *half = *half << 4 | u64::from(value);
        }
    }
    Some(u128::from(halves[0]) << 64 | u128::from(halves[1]))
}

#[cfg(test)]
mod tests {
    use planwright_domain::TaskId;

    use super::*;

    #[test]
    fn letters_are_the_domains_and_read_back() {
        for n in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0f1e_2d3c_4b5a_6978] {
            assert_eq!(letters(n), TaskId::from_bits(n).letters());
            assert_eq!(bits(&letters(n)), Some(n));
        }
        for odd in ["", "klmn", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkka", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"] {
            assert_eq!(bits(odd), None, "{odd}");
        }
    }
}
