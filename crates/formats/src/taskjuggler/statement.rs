//! A walk over the pieces of a TaskJuggler text: what may stand behind a keyword, taken where it is there. Must never go
//! back, and never past the end of a block it did not open.

use jiff::civil::Date;

use super::token::{Kind, Token};

/// The pieces and where the walk is.
pub(super) struct Walk<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    /// Where the lines of the file begin, and the line that was asked for last.
    lines: Vec<(usize, u32)>,
    near: usize,
    pub(super) text: &'a str,
}

/// How amounts of working time are counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// Working minutes of a day.
    pub(super) day: f64,
    /// Working days of a year.
    pub(super) year: f64,
}

impl Default for Clock {
    /// What TaskJuggler itself assumes.
    fn default() -> Self {
        Self { day: 480.0, year: 260.714 }
    }
}

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) number: f64,
    pub(super) unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Amount {
    /// Minutes of work.
    pub(super) fn work(self, clock: Clock) -> u32 {
        let unit = match self.unit {
            Unit::Minute => 1.0,
            Unit::Hour => 60.0,
            Unit::Day => clock.day,
            Unit::Week => clock.day * clock.year / 52.1428,
            Unit::Month => clock.day * clock.year / 12.0,
            Unit::Year => clock.day * clock.year,
        };
        (self.number * unit).round() as u32
    }

    /// Minutes that pass.
    pub(super) fn elapsed(self) -> u32 {
        let days = match self.unit {
            Unit::Minute => return self.number.round() as u32,
            Unit::Hour => return (self.number * 60.0).round() as u32,
            Unit::Day => 1.0,
            Unit::Week => 7.0,
            Unit::Month => 30.4167,
            Unit::Year => 365.0,
        };
        (self.number * days * 1440.0).round() as u32
    }
}

/// Where the innermost block begins that does not end.
pub(super) fn unclosed(tokens: &[Token<'_>]) -> Option<usize> {
    let mut open = Vec::new();
    for token in tokens {
        if token.is('{') {
            open.push(token.at);
        } else if token.is('}') {
            open.pop();
        }
    }
    open.pop()
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str, tokens: Vec<Token<'a>>, lines: Vec<(usize, u32)>) -> Self {
        Self { tokens, at: 0, lines, near: 0, text }
    }

    pub(super) fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.at)
    }

    pub(super) fn after(&self, n: usize) -> Option<&Token<'a>> {
        self.tokens.get(self.at + n)
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// The line of the file that a place of the text comes from. Places are asked for in ascending order.
    pub(super) fn line(&mut self, at: usize) -> u32 {
        while self.lines.get(self.near + 1).is_some_and(|(start, _)| *start <= at) {
            self.near += 1;
        }
        self.lines.get(self.near).map_or(1, |l| l.1)
    }

    /// The line of any place.
    pub(super) fn line_of(&self, at: usize) -> u32 {
        let behind = self.lines.partition_point(|(start, _)| *start <= at);
        behind.checked_sub(1).and_then(|i| self.lines.get(i)).map_or(1, |l| l.1)
    }

    /// The text from a place up to where the walk is.
    pub(super) fn since(&self, at: usize) -> &'a str {
        let end = self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(at, |t| t.end);
        self.text.get(at..end).unwrap_or_default()
    }

    pub(super) fn take(&mut self, sign: char) -> bool {
        let found = self.peek().is_some_and(|t| t.is(sign));
        self.at += usize::from(found);
        found
    }

    pub(super) fn text(&mut self) -> Option<String> {
        let Some(Kind::Text(text)) = self.peek().map(|t| &t.kind) else { return None };
        let text = text.clone();
        self.at += 1;
        Some(text)
    }

    pub(super) fn word(&mut self) -> Option<&'a str> {
        let word = self.peek()?.word()?;
        self.at += 1;
        Some(word)
    }

    pub(super) fn day(&mut self) -> Option<Date> {
        let Some(Kind::Day(day)) = self.peek().map(|t| &t.kind) else { return None };
        let day = *day;
        self.at += 1;
        Some(day)
    }

    pub(super) fn number(&mut self) -> Option<f64> {
        let Some(Kind::Number(number)) = self.peek().map(|t| &t.kind) else { return None };
        let number = number.parse().ok()?;
        self.at += 1;
        Some(number)
    }

    pub(super) fn amount(&mut self) -> Option<Amount> {
        let Some(Kind::Number(number)) = self.peek().map(|t| &t.kind) else { return None };
        let number = number.parse().ok()?;
        let unit = match self.after(1).and_then(Token::word)? {
            "min" => Unit::Minute,
            "h" => Unit::Hour,
            "d" => Unit::Day,
            "w" => Unit::Week,
            "m" => Unit::Month,
            "y" => Unit::Year,
            _ => return None,
        };
        self.at += 2;
        Some(Amount { number, unit })
    }

    /// `a, b { … }, c`: what `each` takes, as long as commas follow.
    pub(super) fn list(&mut self, mut each: impl FnMut(&mut Self) -> bool) {
        while each(self) {
            if !self.take(',') {
                break;
            }
        }
    }

    /// Goes behind the block that begins here, if one does.
    pub(super) fn skip_block(&mut self) -> bool {
        if !self.take('{') {
            return false;
        }
        let mut open = 1usize;
        while open > 0 {
            match self.next() {
                Some(token) if token.is('{') => open += 1,
                Some(token) if token.is('}') => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        true
    }

    /// Goes behind what belongs to a keyword that is not known: to the end of its line, or of the block behind it.
    pub(super) fn skip_rest(&mut self, is_keyword: impl Fn(&str) -> bool) {
        let mut more = false;
        while let Some(token) = self.peek() {
            if token.is('}') || (token.first && !more && !token.is('{')) {
                return;
            }
            if !more && token.word().is_some_and(&is_keyword) {
                return;
            }
            if token.is('{') {
                self.skip_block();
                more = self.take(',');
                if !more {
                    return;
                }
                continue;
            }
            more =
                matches!(token.kind, Kind::Sign(',' | '-' | '+' | '!' | '(' | '&' | '|' | '~' | '.' | ':'));
            self.at += 1;
        }
    }
}

impl Walk<'_> {
    /// `- 2026-04-01`, the day alone as TaskJuggler 2 wrote it, or `+2w`: the last day of what begins on `start`.
    pub(super) fn interval_end(&mut self, start: Date) -> Option<Date> {
        if self.take('+') {
            let days = self.amount()?.elapsed().div_ceil(1440).max(1) - 1;
            return start.checked_add(jiff::Span::new().try_days(days).ok()?).ok();
        }
        self.take('-');
        self.day()
    }
}
