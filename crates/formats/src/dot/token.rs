//! The tokens of the DOT language. Must never fail: what is no token is left out.

/// A token and the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) line: u32,
    pub(super) form: Form,
    /// The text of the line that the token begins in, for a quote.
    pub(super) quote: &'t str,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// A name, number or quoted text.
    Word {
        text: String,
        /// Keywords are words that are not quoted.
        quoted: bool,
    },
    /// Words in HTML, without the outer angle brackets.
    Html(String),
    /// One of `{ } [ ] ; , = : +`.
    Mark(char),
    /// `->` or `--`.
    Arrow { directed: bool },
}

/// Cuts a text into tokens, one by one.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_start: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, line_start: 0 }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Goes on by some bytes, counting lines.
    fn skip(&mut self, bytes: usize) {
        let passed = &self.text[self.at..self.at + bytes];
        if let Some(last) = passed.rfind('\n') {
            self.line += passed.bytes().filter(|b| *b == b'\n').count() as u32;
            self.line_start = self.at + last + 1;
        }
        self.at += bytes;
    }

    /// Blanks, comments, and lines for the preprocessor.
    fn skip_nothing(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            let preprocessor = self.at == self.line_start && rest.starts_with('#');
            if blank > 0 {
                self.skip(blank);
            } else if rest.starts_with("//") || preprocessor {
                self.skip(rest.find('\n').unwrap_or(rest.len()));
            } else if rest.starts_with("/*") {
                self.skip(rest.find("*/").map_or(rest.len(), |end| end + 2));
            } else {
                return;
            }
        }
    }

    /// A text in quotes: only `\"` is an escape of the language, a line may be broken with `\`.
    fn quoted(&mut self) -> String {
        let mut out = String::new();
        let rest = &self.rest()[1..];
        let mut chars = rest.char_indices();
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    end = at;
                    break;
                }
                '\\' => match chars.next() {
                    Some((_, '"')) => out.push('"'),
                    Some((_, '\n')) => {}
                    Some((_, next)) => {
                        out.push('\\');
                        out.push(next);
                    }
                    None => out.push('\\'),
                },
                c => out.push(c),
            }
        }
        self.skip((end + 2).min(rest.len() + 1));
        out
    }

    fn html(&mut self) -> String {
        let rest = self.rest();
        let mut depth = 0u32;
        for (at, b) in rest.bytes().enumerate() {
            match b {
                b'<' => depth += 1,
                b'>' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                self.skip(at + 1);
                return rest[1..at].to_owned();
            }
        }
        self.skip(rest.len());
        rest[1..].to_owned()
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            self.skip_nothing();
            let line = self.line;
            let start = &self.text[self.line_start..];
            let quote = crate::draft::opening(start);
            let rest = self.rest();
            let c = rest.chars().next()?;
            let form = match c {
                '"' => {
                    let mut text = self.quoted();
                    // "a" + "b" is one text.
                    loop {
                        let before = (self.at, self.line, self.line_start);
                        self.skip_nothing();
                        if self.rest().starts_with('+') {
                            self.skip(1);
                            self.skip_nothing();
                            if self.rest().starts_with('"') {
                                text.push_str(&self.quoted());
                                continue;
                            }
                        }
                        (self.at, self.line, self.line_start) = before;
                        break;
                    }
                    Form::Word { text, quoted: true }
                }
                '<' => Form::Html(self.html()),
                '{' | '}' | '[' | ']' | ';' | ',' | '=' | ':' => {
                    self.skip(1);
                    Form::Mark(c)
                }
                '-' if rest.starts_with("->") || rest.starts_with("--") => {
                    self.skip(2);
                    Form::Arrow { directed: rest.starts_with("->") }
                }
                _ => {
                    let mut length = 0;
                    for (at, c) in rest.char_indices() {
                        let number = c == '-' && at == 0;
                        if !(c.is_alphanumeric() || c == '_' || c == '.' || number || !c.is_ascii()) {
                            break;
                        }
                        length = at + c.len_utf8();
                    }
                    if length == 0 {
                        self.skip(c.len_utf8());
                        continue;
                    }
                    self.skip(length);
                    Form::Word { text: rest[..length].to_owned(), quoted: false }
                }
            };
            let quote = quote.lines().next().unwrap_or("");
            return Some(Token { line, form, quote });
        }
    }
}
