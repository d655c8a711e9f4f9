//! Text cut into words, numbers and marks, each with a folded spelling to look up.
//! Must never change or copy the text itself: tokens are ranges, one buffer holds all folded spellings.

use crate::lexicon::words_of;
use std::sync::LazyLock;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A run of letters, or one Chinese or Japanese character (those write no spaces).
    Word,
    /// Digits with inner points and commas, and vulgar fractions: `1`, `1,5`, `1.2.3`, `1½`.
    Number,
    /// Any other single visible character.
    Mark,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// White space (or the start of the text) stands before it.
    pub(crate) spaced: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
    folded: (usize, usize),
}

/// A text and its tokens.
pub(crate) struct Tokens<'t> {
    pub(crate) text: &'t str,
    list: Vec<Token>,
    folded: String,
}

impl<'t> Tokens<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut tokens = Tokens {
            text,
            list: Vec::with_capacity(text.len() / 5 + 1),
            folded: String::with_capacity(text.len()),
        };
        let mut spaced = true;
        let mut rest = text.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            if c.is_whitespace() {
                spaced = true;
                continue;
            }
            let from = tokens.folded.len();
            let mut end = start + c.len_utf8();
            fold(c, &mut tokens.folded);
            let kind = if is_digit(c) || fraction(c).is_some() {
                while let Some(&(at, next)) = rest.peek() {
                    let inner = matches!(next, '.' | ',')
                        && text.get(at + 1..).and_then(|t| t.chars().next()).is_some_and(is_digit);
                    if !(is_digit(next) || inner || fraction(next).is_some()) {
                        break;
                    }
                    fold(next, &mut tokens.folded);
                    end = at + next.len_utf8();
                    rest.next();
                }
                Kind::Number
            } else if is_unspaced(c) {
                Kind::Word
            } else if is_hangul_char(c) {
                let after_number = !spaced && tokens.list.last().is_some_and(|t| t.kind == Kind::Number);
                let run = text[start..].find(|c: char| !is_hangul_char(c)).unwrap_or(text.len() - start);
                let cut = cut(&text[start..start + run], after_number);
                while let Some((at, next)) = rest.next_if(|&(at, _)| at < start + cut) {
                    fold(next, &mut tokens.folded);
                    end = at + next.len_utf8();
                }
                Kind::Word
            } else if c.is_alphabetic() {
                while let Some(&(at, next)) = rest.peek() {
                    let mark = ('\u{300}'..='\u{36f}').contains(&next);
                    if is_unspaced(next) || is_hangul_char(next) || !(next.is_alphabetic() || mark) {
                        break;
                    }
                    fold(next, &mut tokens.folded);
                    end = at + next.len_utf8();
                    rest.next();
                }
                Kind::Word
            } else {
                Kind::Mark
            };
            let folded = (from, tokens.folded.len());
            tokens.list.push(Token { kind, spaced, start, end, folded });
            spaced = false;
        }
        tokens
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(&self, i: usize) -> Option<&Token> {
        self.list.get(i)
    }

    /// The token that begins at this byte.
    pub(crate) fn at_byte(&self, start: usize) -> Option<usize> {
        self.list.binary_search_by_key(&start, |t| t.start).ok()
    }

    pub(crate) fn before(&self, i: usize) -> Option<&Token> {
        self.list.get(i.checked_sub(1)?)
    }

    /// Lower case, without accents, digits in ASCII; empty past the end.
    pub(crate) fn folded(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |t| &self.folded[t.folded.0..t.folded.1])
    }

    /// As written; empty past the end.
    pub(crate) fn raw(&self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    pub(crate) fn is(&self, i: usize, spelling: &str) -> bool {
        self.folded(i) == spelling
    }

    pub(crate) fn kind(&self, i: usize) -> Option<Kind> {
        self.list.get(i).map(|t| t.kind)
    }

    /// Does it stand directly after the token before it?
    pub(crate) fn attached(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| !t.spaced)
    }

    /// The text position where token `i` begins; the end of the text past the last.
    pub(crate) fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.text.len(), |t| t.start)
    }

    /// The text position where the token before `i` ends.
    pub(crate) fn end_before(&self, i: usize) -> usize {
        self.before(i).map_or(0, |t| t.end)
    }
}

/// Is it written without spaces between words (Chinese characters and Japanese kana)?
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Is it Korean?
pub(crate) fn is_hangul(word: &str) -> bool {
    word.starts_with(is_hangul_char)
}

fn is_hangul_char(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Where a Korean word is cut: behind a counter that follows a number ("3일" of "3일까지"), or before a particle that is glued
/// to a name ("금요일" of "금요일까지"). Both lists are data.
fn cut(word: &str, after_number: bool) -> usize {
    let ends_well = |rest: &str| rest.is_empty() || PARTICLES.contains(&rest) || GLUED.contains(&rest);
    if after_number {
        let counters = COUNTERS.iter().filter(|c| word.strip_prefix(**c).is_some_and(ends_well));
        if let Some(counter) = counters.max_by_key(|c| c.len()) {
            return counter.len();
        }
    }
    let heads =
        GLUED.iter().filter_map(|particle| word.strip_suffix(particle)).filter(|head| !head.is_empty());
    heads.map(str::len).min().unwrap_or(word.len())
}

static COUNTERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of("token", "counter"));
static PARTICLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of("token", "particle"));
static GLUED: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of("token", "glued"));

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The value of a vulgar fraction.
pub(crate) fn fraction(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        _ => return None,
    })
}

/// Lower case without accents: `É` -> `e`, `ß` -> `ss`, full-width forms to ASCII.
pub(crate) fn fold(c: char, into: &mut String) {
    if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        let plain = match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
            'ì'..='ï' | 'ī' => 'i',
            'ñ' | 'ń' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'š' | 'ś' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ß' => {
                into.push_str("ss");
                continue;
            }
            'œ' => {
                into.push_str("oe");
                continue;
            }
            '’' | '‘' => '\'',
            '\u{2010}' | '\u{2011}' | '−' => '-',
            '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{300}'..='\u{36f}' => continue,
            _ => c,
        };
        into.push(plain.to_ascii_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let tokens = Tokens::of(text);
        let got: Vec<&str> = (0..tokens.len()).map(|i| tokens.folded(i)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn words_numbers_and_marks_are_cut_apart() {
        check("Fix login (90 min)", &["fix", "login", "(", "90", "min", ")"]);
        check("1h30m", &["1", "h", "30", "m"]);
        check("0,5 Tage, 1.2.3.", &["0,5", "tage", ",", "1.2.3", "."]);
        check("各需10天", &["各", "需", "10", "天"]);
        check("Überprüfung große ½", &["uberprufung", "grosse", "½"]);
    }
}
