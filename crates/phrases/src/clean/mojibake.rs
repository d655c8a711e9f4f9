//! UTF-8 that was once read as Windows-1252 or Latin-1: "â€”" for "—", "Ã©" for "é", "âœ…" for "✅".
//! Must never touch text that could have been meant: "CAFÉ”" and "voilà…”" stay.

use std::borrow::Cow;

/// The text with wrongly decoded characters restored, if at least one of them proves the mistake.
///
/// A run is proof when it decodes as UTF-8 and contains a character nobody writes after an accented letter
/// (anything but quotation marks, dashes, an ellipsis …). Runs that could be meant, and runs that lost a
/// byte Windows-1252 has no character for, are restored only in a text with proof. Texts decoded wrongly
/// twice or three times are restored as often.
#[must_use]
pub fn demojibake(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..3 {
        let Some(repaired) = repair(&text) else { break };
        text = Cow::Owned(repaired);
    }
    text
}

/// One decoded run of wrong characters.
struct Run {
    meant: char,
    /// Its length in the wrong text, in bytes.
    len: usize,
    proof: bool,
}

fn repair(text: &str) -> Option<String> {
    // All lead characters (U+00C2..U+00F4) begin with this byte in UTF-8, so most texts end here.
    if !text.as_bytes().contains(&0xc3) {
        return None;
    }
    let mut proven = false;
    let mut runs = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at >= end
            && ('\u{c2}'..='\u{f4}').contains(&c)
            && let Some(run) = decode(&text[at..])
        {
            proven |= run.proof;
            end = at + run.len;
            runs.push((at, run));
        }
    }
    if !proven {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for (at, run) in runs {
        out.push_str(&text[kept..at]);
        out.push(run.meant);
        kept = at + run.len;
    }
    out.push_str(&text[kept..]);
    Some(out)
}

fn decode(text: &str) -> Option<Run> {
    let mut bytes = [0u8; 4];
    let (mut have, mut len, mut proof) = (0, 0, false);
    let mut want = 1;
    for c in text.chars() {
        if have == want {
            break;
        }
        let Some(byte) = windows_1252(c) else { break };
        if have == 0 {
            want = match byte {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        } else if !(0x80..=0xbf).contains(&byte) {
            break;
        } else {
            proof |= !could_follow_a_letter(c);
        }
        bytes[have] = byte;
        have += 1;
        len += c.len_utf8();
    }
    if have == want {
        let meant = std::str::from_utf8(&bytes[..have]).ok()?.chars().next()?;
        // Two-byte runs prove only in the scripts that occur: Latin, Greek, Cyrillic.
        let proof =
            proof && (want > 2 || matches!(bytes[0], 0xc2..=0xc5 | 0xce..=0xd1)) && !meant.is_control();
        return Some(Run { meant, len, proof });
    }
    let meant = match &bytes[..have] {
        [0xe2, 0x80] => '”',
        [0xe2, 0x86] => '←',
        [0xef, 0xb8] => '\u{fe0f}',
        [0xf0, 0x9f, _] | [0xe2, 0x80..=0xbf] => '\u{fffd}',
        _ => return None,
    };
    Some(Run { meant, len, proof: false })
}

/// The byte that Windows-1252 (or Latin-1, for its gaps) shows as this character.
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    if let Ok(byte @ 0x80..) = u8::try_from(c) {
        return Some(byte);
    }
    (0x80u8..).zip(HIGH).find(|&(_, high)| high == c).map(|(byte, _)| byte)
}

/// Marks that stand after a word in ordinary text, and the spaces.
fn could_follow_a_letter(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '‚'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '–'
            | '—'
            | '•'
            | '·'
            | '™'
            | '®'
            | '°'
            | 'º'
            | 'ª'
            | '\u{a0}'
            | '\u{ad}'
            | '²'
            | '³'
            | '¹'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(demojibake(text), expect);
    }

    #[test]
    fn certain_mistakes_are_repaired() {
        check("Phase 1 â€” Build", "Phase 1 — Build");
        check("CafÃ© rÃ©novÃ©", "Café rénové");
        check("âœ… done", "✅ done");
        check("A â†’ B", "A → B");
        check("ðŸš€ Launch", "🚀 Launch");
        check("â”œâ”€â”€ src", "├── src");
        check("GrÃ¶ÃŸe", "Größe");
        check("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет");
        check("Ã¢â‚¬â€\u{9d} cafÃƒÂ©", "— café");
    }

    #[test]
    fn a_lost_byte_is_restored_only_where_it_is_known() {
        check("âœ… X â† Y", "✅ X ← Y");
        check("âœ… ðŸ“ Notes", "✅ \u{fffd} Notes");
        check("X â† Y", "X â† Y");
    }

    #[test]
    fn what_could_be_meant_stays() {
        for text in [
            "CAFÉ”",
            "voilà…”",
            "Straß”e",
            "AMANHÃ – já",
            "IRMÃ”",
            "naïve — Übergröße",
            "日本語",
            "plain",
            "Â° C",
        ] {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn repair_undoes_reading_utf8_as_windows_1252(text in "[a-z ]{0,5}(é|ü|→|✅|🚀|中)[a-zé→ ]{0,9}") {
            let wrong: String = text.bytes().map(|b| {
                (0u32..=0x2122).filter_map(char::from_u32).find(|&c| if b < 0x80 { c as u32 == u32::from(b) } else { windows_1252(c) == Some(b) })
                    .unwrap_or('?')
            }).collect();
            prop_assert_eq!(demojibake(&wrong), text);
        }

        #[test]
        fn no_text_panics(text in "[Ã©â€™ðŸš€Â°ïa ”…\u{81}\u{90}]{0,30}") {
            let _ = demojibake(&text);
        }
    }
}
