//! Milestones: a line that says it is one ("Milestone: beta", "Beta (milestone)", "◆ Beta"), or names an event ("Go-live").
//! Must never take work about a milestone ("Milestone planning workshop") for one.

use crate::lexicon::table;
use crate::token::Tokens;

/// A milestone, as a line says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// How it says so.
    pub said: Said,
    /// Where its title stands in the text, in bytes, without the word or sign that marks it.
    pub title: (usize, usize),
}

/// How a line says that it is a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// By the word or a sign for it.
    Marked,
    /// By naming nothing but an event: "Go-live", "Abnahme". It may still be work to someone.
    Event,
}

impl Milestone {
    /// Its title.
    #[must_use]
    pub fn title<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.title.0..self.title.1).unwrap_or_default()
    }
}

table!(MARK, "milestone", "mark");
table!(SIGN, "milestone", "sign");
table!(EVENT, "milestone", "event");

/// The milestone that the whole line is, if it is one.
#[must_use]
pub fn of(text: &str) -> Option<Milestone> {
    if text.len() > 400 {
        return None;
    }
    let tokens = Tokens::of(text);
    let title = |from: usize, to: usize, said: Said| {
        (from < to).then(|| Milestone { said, title: (tokens.start(from), tokens.end_before(to)) })
    };
    let end = tokens.len();
    // "◆ Beta"
    if let Some(((), at)) = SIGN.at(&tokens, 0) {
        return title(at, end, Said::Marked);
    }
    // "Milestone: beta", "Milestone 2 – beta"
    if let Some(((), at)) = MARK.at(&tokens, 0) {
        let number = usize::from(tokens.raw(at).bytes().all(|b| b.is_ascii_digit()) && at < end);
        let joint = |i: usize| {
            matches!(tokens.raw(i), ":" | "：" | "–" | "—" | "-")
                && (i > at || !tokens.is(i, "-") || !tokens.attached(i))
        };
        return joint(at + number).then(|| title(at + number + 1, end, Said::Marked)).flatten();
    }
    // "Beta (milestone)", "Beta [Meilenstein]"
    if end > 3
        && matches!(tokens.raw(end - 1), ")" | "]" | "）" | "】")
        && let Some(((), from)) = MARK.ending(&tokens, end - 1)
        && from > 1
        && matches!(tokens.raw(from - 1), "(" | "[" | "（" | "【")
    {
        return title(0, from - 1, Said::Marked);
    }
    let (_, next) = EVENT.at(&tokens, 0)?;
    (next == end).then(|| title(0, end, Said::Event)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_or_sign_is_surer_than_an_event() {
        let said = |text: &str| of(text).map(|m| (m.said, m.title(text).to_owned()));
        assert_eq!(said("Milestone: beta out"), Some((Said::Marked, "beta out".into())));
        assert_eq!(said("Milestone 2: beta out"), Some((Said::Marked, "beta out".into())));
        assert_eq!(said("Beta out (milestone)"), Some((Said::Marked, "Beta out".into())));
        assert_eq!(said("Go-live"), Some((Said::Event, "Go-live".into())));
        for text in [
            "",
            "Milestone",
            "Milestone planning",
            "(milestone)",
            "Go-live checklist",
            "Milestone-based review",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
