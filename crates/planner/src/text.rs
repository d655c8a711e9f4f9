//! Text cut into words and marks. Must never copy the text except for one lower-case spelling of each word, and takes
//! linear time.

/// A word or a mark, as a range of the text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Lower case, apostrophes straightened.
    pub(crate) lower: String,
    /// Punctuation, not a word.
    pub(crate) mark: bool,
    /// A line break stands before it, and after the break a bullet or an empty line.
    pub(crate) paragraph: bool,
    /// How many brackets are open around it.
    pub(crate) depth: u8,
}

/// Every word and mark of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(text.len() / 5 + 1);
    let mut depth = 0u8;
    let mut run: Option<usize> = None;
    let mut breaks = 0usize;
    let mut push = |start: usize, end: usize, breaks: &mut usize| {
        let piece = &text[start..end];
        let mark = !piece.chars().any(char::is_alphanumeric) && !matches!(piece, "&" | "€" | "$" | "£" | "%");
        match piece {
            "(" | "（" | "[" => depth = depth.saturating_add(1),
            _ => {}
        }
        let bullet = *breaks >= 1 && matches!(piece, "-" | "*" | "•" | "–" | "+" | "·");
        let paragraph = *breaks >= 2 || bullet;
        out.push(Word {
            start, end, lower: piece.to_lowercase().replace('’', "'"), mark, paragraph, depth
        });
        if matches!(piece, ")" | "）" | "]") {
            depth = depth.saturating_sub(1);
        }
        *breaks = 0;
    };
    for (at, c) in text.char_indices() {
        let alone = is_unspaced(c)
            || matches!(
                c,
                '—' | '，'
                    | '。'
                    | '；'
                    | '：'
                    | '、'
                    | '（'
                    | '）'
                    | '！'
                    | '？'
                    | '“'
                    | '”'
                    | '"'
                    | '«'
                    | '»'
                    | '„'
                    | '¡'
                    | '¿'
            );
        if c.is_whitespace() || is_invisible(c) || alone {
            if let Some(start) = run.take() {
                piece(text, start, at, &mut breaks, &mut push);
            }
            if c == '\n' {
                breaks += 1;
            }
            if alone {
                push(at, at + c.len_utf8(), &mut breaks);
            }
        } else if run.is_none() {
            run = Some(at);
        } else if let Some(start) = run
            && (digit_before(text, at) && matches!(c, '(')
                || text[start..at].ends_with(['(', ')', '[', ']'])
                || matches!(c, '(' | ')' | '[' | ']'))
        {
            piece(text, start, at, &mut breaks, &mut push);
            run = Some(at);
        }
    }
    if let Some(start) = run {
        piece(text, start, text.len(), &mut breaks, &mut push);
    }
    out
}

/// A run without blanks: marks at its edges are marks of their own, marks inside belong to the word.
fn piece(
    text: &str,
    start: usize,
    end: usize,
    breaks: &mut usize,
    push: &mut impl FnMut(usize, usize, &mut usize),
) {
    let run = &text[start..end];
    let lead: usize = run
        .chars()
        .take_while(|c| is_edge(*c) && !matches!(c, '/' | '#' | '$' | '€' | '£' | '~' | '.'))
        .map(char::len_utf8)
        .sum();
    let rest = &run[lead..];
    let mut trail: usize = rest
        .chars()
        .rev()
        .take_while(|c| is_edge(*c) && !matches!(c, '+' | '#' | '%' | '$' | '€' | '£' | '/'))
        .map(char::len_utf8)
        .sum();
    // "e.g.", "z.B.": a point belongs to a word that has another one.
    if trail == 1
        && rest.ends_with('.')
        && rest[..rest.len() - 1].contains('.')
        && rest.chars().any(char::is_alphabetic)
        && rest.len() <= 6
    {
        trail = 0;
    }
    for (at, c) in run[..lead].char_indices() {
        push(start + at, start + at + c.len_utf8(), breaks);
    }
    let middle = start + lead;
    let tail = end - trail;
    if tail > middle {
        push(middle, tail, breaks);
    }
    let tail = tail.max(middle);
    for (at, c) in text[tail..end].char_indices() {
        push(tail + at, tail + at + c.len_utf8(), breaks);
    }
}

fn digit_before(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_ascii_digit())
}

fn is_edge(c: char) -> bool {
    !c.is_alphanumeric() && c != '&' && c != '%'
}

/// Is it written without spaces between words?
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// The text of a range of words, from the first one's start to the last one's end.
pub(crate) fn spelled<'t>(text: &'t str, words: &[Word]) -> &'t str {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or_default(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let got: Vec<String> = words(text).into_iter().map(|w| w.lower).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn marks_at_the_edge_are_cut_off_and_marks_inside_stay() {
        check(
            "Book it (2 days), then e.g. paint.",
            &["book", "it", "(", "2", "days", ")", ",", "then", "e.g.", "paint", "."],
        );
        check("POST /api/login: 16:9 master’s", &["post", "/api/login", ":", "16:9", "master's"]);
        check("设计(5天)，测试", &["设", "计", "(", "5", "天", ")", "，", "测", "试"]);
        check("“quoted” - dash", &["“", "quoted", "”", "-", "dash"]);
    }
}
