//! Bytes made text: UTF-8, UTF-16, Shift-JIS, GBK and EUC-KR where they are plain to see, else Windows-1252; wrongly decoded characters repaired, control characters
//! and terminal sequences removed. Must never fail on text with a few bad bytes, nor take binary junk for text.

use encoding_rs::{EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};
use planwright_domain::Warning;
use planwright_phrases::clean;

use crate::ReadError;

/// A text fit to be read: lines end in `\n`, no control characters but tab, and what had to be done for it.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// What had to be done for it.
    pub warnings: Vec<Warning>,
}

/// Decodes `bytes`: UTF-8, UTF-16, or an older encoding; repaired where it was decoded wrongly before, and without
/// control characters.
///
/// # Errors
/// [`ReadError::Empty`] and [`ReadError::NotText`].
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let mut warnings = Vec::new();
    let text = characters(bytes, &mut warnings)?;
    let repaired = clean::demojibake(&text);
    if repaired != text {
        warnings.push(Warning::new("mojibake-repaired", "wrongly decoded characters were restored"));
    }
    without_controls(&repaired, warnings)
}

/// Decodes what a program wrote: as [`decode`], but what looks wrongly decoded is meant so.
pub(crate) fn as_written(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let mut warnings = Vec::new();
    let text = characters(bytes, &mut warnings)?;
    without_controls(&text, warnings)
}

fn without_controls(text: &str, mut warnings: Vec<Warning>) -> Result<Decoded, ReadError> {
    let (text, removed) = printable(text);
    if let Some(line) = removed {
        warnings.push(Warning::at("control-characters", line, "control characters were removed"));
    }
    if clean::is_blank(&text) {
        return Err(ReadError::Empty);
    }
    Ok(Decoded { text, warnings })
}

/// The text of a notation that carries every character as it is.
pub(crate) fn exactly(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| ReadError::NotText { at: error.valid_up_to() })
}

fn characters(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<String, ReadError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    if let Some(unit) = unmarked_utf16(bytes) {
        return utf16(bytes, unit);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let junk = |b: &u8| *b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0b | 0x0c | 0x1b);
    let controls = bytes.iter().filter(|b| junk(b)).count();
    let first = || bytes.iter().position(junk).unwrap_or(0);
    // A text may carry a stray control character; binary data carries one in every few bytes.
    if (controls > 3 && controls * 50 > bytes.len())
        || (controls > 0 && bytes.iter().take(8).filter(|b| **b == 0).count() > 1)
    {
        return Err(ReadError::NotText { at: first() });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count() as u32;
            let chunks = bytes.utf8_chunks();
            let bad: usize = chunks.clone().map(|c| c.invalid().len()).sum();
            let wide: usize = chunks.clone().map(|c| c.valid().bytes().filter(|b| *b >= 0x80).count()).sum();
            if controls == 0
                && let Some((text, encoding)) = eastern(bytes)
            {
                let told = format!("the text is not UTF-8; it was read as {}", encoding.name());
                warnings.push(Warning::at("not-utf8", line, told));
                return Ok(text);
            }
            if bad * 3 > bytes.len() {
                return Err(ReadError::NotText { at });
            }
            // Bytes above 127 that never form UTF-8 come from an older encoding; a few among UTF-8 are damage.
            if wide == 0 && controls == 0 {
                let told = "the text is not UTF-8; it was read as Windows-1252: if letters are wrong, save it as UTF-8";
                warnings.push(Warning::at("not-utf8", line, told));
                return Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned());
            }
            let told = "the text is not valid UTF-8; what could not be read was replaced";
            warnings.push(Warning::at("not-utf8", line, told));
            Ok(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let bad = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if bad * 10 > text.chars().count() { Err(ReadError::NotText { at: 2 }) } else { Ok(text) }
}

/// The order of the bytes of UTF-16 without a mark: every other byte of letters, digits and line ends is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let sample = &bytes[..bytes.len().min(4096) / 2 * 2];
    let pairs = sample.as_chunks::<2>().0;
    let count = |at: usize| pairs.iter().filter(|p| p[at] == 0).count();
    let (first, second) = (count(0), count(1));
    let most = |zeros: usize, others: usize| pairs.len() > 3 && zeros * 10 >= pairs.len() * 6 && others == 0;
    if most(second, first) {
        Some(u16::from_le_bytes)
    } else if most(first, second) {
        Some(u16::from_be_bytes)
    } else {
        None
    }
}

/// A text in an encoding of East Asia, where its letters leave no doubt. A western text has no pairs of high bytes all
/// over, and no kana.
fn eastern(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    let text = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
        let wide: Vec<char> = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).collect();
        (wide.len() >= 4).then_some((text, wide))
    };
    let share =
        |wide: &[char], of: fn(char) -> bool| wide.iter().filter(|c| of(**c)).count() * 100 / wide.len();
    let kana: fn(char) -> bool = |c| ('\u{3041}'..='\u{30ff}').contains(&c);
    let japanese: fn(char) -> bool =
        |c| ('\u{3041}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c);
    let han: fn(char) -> bool = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let hangul: fn(char) -> bool = |c| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    if let Some((text, wide)) = text(SHIFT_JIS)
        && share(&wide, kana) >= 15
        && share(&wide, japanese) >= 95
    {
        return Some((text, SHIFT_JIS));
    }
    // High bytes in pairs: of a western text hardly any stand together.
    let (mut runs, mut even) = (0usize, 0usize);
    for run in bytes.split(u8::is_ascii).filter(|r| !r.is_empty()) {
        runs += 1;
        even += usize::from(run.len().is_multiple_of(2) && run.iter().all(|b| *b >= 0xa1));
    }
    if even * 20 < runs * 19 {
        return None;
    }
    if let Some((text, wide)) = text(EUC_KR)
        && share(&wide, hangul) >= 95
    {
        return Some((text, EUC_KR));
    }
    let (text, wide) = text(GBK)?;
    (share(&wide, han) >= 90).then_some((text, GBK))
}

/// The text with `\n` line ends and without control characters; the first line that had some.
fn printable(text: &str) -> (String, Option<u32>) {
    let mut out = String::with_capacity(text.len());
    let mut first = None;
    let mut line = 1u32;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                line = line.saturating_add(1);
                out.push('\n');
            }
            '\r' => {
                if rest.peek() != Some(&'\n') {
                    line = line.saturating_add(1);
                    out.push('\n');
                }
            }
            '\t' => out.push('\t'),
            '\u{b}' | '\u{c}' => out.push(' '),
            '\u{1b}' => {
                first.get_or_insert(line);
                // A terminal sequence goes as a whole: ESC [ … letter.
                if rest.peek() == Some(&'[') {
                    rest.next();
                    let mut left = 32;
                    while left > 0 && rest.peek().is_some_and(|c| matches!(c, '0'..='?' | ' '..='/')) {
                        rest.next();
                        left -= 1;
                    }
                    if rest.peek().is_some_and(|c| matches!(c, '@'..='~')) {
                        rest.next();
                    }
                }
            }
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {
                first.get_or_insert(line);
            }
            '\u{feff}' => {}
            c => out.push(c),
        }
    }
    (out, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    #[test]
    fn utf8_utf16_and_windows_1252_are_read() {
        assert_eq!(text("\u{feff}- Créer".as_bytes()), "- Créer");
        assert_eq!(text(b"- Cr\xe9er"), "- Créer");
        let utf16: Vec<u8> = "\u{feff}- Ö".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16), "- Ö");
        assert_eq!(text("- plan âœ… done â†’ now".as_bytes()), "- plan ✅ done → now");
    }

    #[test]
    fn older_encodings_are_read_where_they_are_plain_to_see() {
        let check = |text: &str, encoding: &'static Encoding| {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost);
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, text);
            assert!(decoded.warnings[0].text.contains(encoding.name()), "{:?}", decoded.warnings);
        };
        check("- 要件をまとめる\n- 画面を設計する\n", SHIFT_JIS);
        check("- 整理需求文档\n- 设计数据库\n", GBK);
        check("- 요구 사항을 정리한다\n- 화면 설계\n", EUC_KR);
        for western in
            ["- Créer l'été où ça gêne\n", "- Größe prüfen, Maße übertragen\n", "- Señalización según año\n"]
        {
            let (bytes, _, _) = WINDOWS_1252.encode(western);
            assert_eq!(text(&bytes), western);
        }
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = "- Ölen\n- two\n".encode_utf16().flat_map(unit).collect();
            assert_eq!(text(&bytes), "- Ölen\n- two\n");
        }
    }

    #[test]
    fn nothing_to_read_is_empty() {
        for bytes in [b"".as_slice(), b" \n\t\r\n", "\u{feff}\u{200b}".as_bytes()] {
            assert_eq!(decode(bytes).err(), Some(ReadError::Empty));
        }
    }

    #[test]
    fn binary_junk_is_not_text() {
        let junk: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(&junk), Err(ReadError::NotText { .. })));
        assert!(matches!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"), Err(ReadError::NotText { .. })));
    }

    #[test]
    fn a_few_bad_bytes_are_a_warning() {
        let decoded = decode("- ok ✅\n- b\u{e9}d".as_bytes()).unwrap();
        assert!(decoded.warnings.is_empty());
        let mut bytes = "- ok ✅ and more words\n- bad ".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.warnings[0].code, "not-utf8");
        assert_eq!(decoded.warnings[0].line, Some(2));
    }

    #[test]
    fn control_characters_and_terminal_sequences_are_removed() {
        let decoded = decode(b"- a\r\n- \x1b[31mred\x1b[0m\x07 alert\x08").unwrap();
        assert_eq!(decoded.text, "- a\n- red alert");
        assert_eq!(decoded.warnings[0].line, Some(2));
    }
}
