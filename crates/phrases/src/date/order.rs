//! Which of day and month stands first in figures: what a text proves, and what is to be asked where nothing decides.
//! Must never settle it by what is usual somewhere; that is for the caller, who knows the place.

use super::{DateOrder, When};
use jiff::civil::Date;
use planwright_domain::Question;

impl When {
    /// Both days that the words can mean, the one they were read as first: `03/04/2026`.
    #[must_use]
    pub fn readings(&self) -> Option<(Date, Date)> {
        self.first().zip(self.other)
    }

    /// What is to be asked where the words can mean two days; `words` are those of the date.
    #[must_use]
    pub fn question(&self, words: &str) -> Option<Question> {
        let (read, other) = self.readings()?;
        let mut question = Question::new(
            "ambiguous-date",
            format!("does \"{words}\" mean {read} or {other}? It was read as {read}"),
        );
        question.about = Some(words.to_owned());
        question.choices = vec![read.to_string(), other.to_string()];
        Some(question)
    }
}

/// The order that the dates of a text prove: 20/04/2026 has no month 20. None where they prove nothing, or both.
#[must_use]
pub fn proven_order(text: &str) -> Option<DateOrder> {
    let bytes = text.as_bytes();
    let (mut day_first, mut month_first) = (false, false);
    let number = |at: usize| {
        let digits = bytes[at.min(bytes.len())..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        (digits, text.get(at..at + digits).and_then(|d| d.parse::<u32>().ok()).unwrap_or(0))
    };
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (one, first) = number(at);
        let mark = bytes.get(at + one).copied();
        if one <= 2 && mark == Some(b'/') {
            let (two, second) = number(at + one + 1);
            let year = at + one + 1 + two;
            if (1..=2).contains(&two) && bytes.get(year) == Some(&b'/') && matches!(number(year + 1).0, 2 | 4)
            {
                day_first |= (13..=31).contains(&first) && (1..=12).contains(&second);
                month_first |= (13..=31).contains(&second) && (1..=12).contains(&first);
                at = year + 1;
            }
        }
        at += one.max(1);
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Ground, parse};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_clear_date_settles_the_order_of_all() {
        assert_eq!(proven_order("a 03/04/2026, b 20/04/2026."), Some(DateOrder::Dmy));
        assert_eq!(proven_order("4/20/26"), Some(DateOrder::Mdy));
        for text in ["03/04/2026", "20/04/2026 and 4/20/2026", "1/2/3", "99/99/9999", ""] {
            assert_eq!(proven_order(text), None, "{text}");
        }
    }

    #[test]
    fn two_readings_are_a_question_with_two_choices() {
        let ground = Ground { today: date(2026, 3, 2), order: DateOrder::Dmy };
        let when = |text: &str| parse(text, &ground).expect(text);
        let question = when("03/04/2026").question("03/04/2026").expect("it can mean two days");
        assert_eq!(question.code, "ambiguous-date");
        assert_eq!(question.choices, ["2026-04-03", "2026-03-04"]);
        for clear in ["13/04/2026", "04/04/2026", "2026-04-03", "3 April 2026", "3.4.2026"] {
            assert_eq!(when(clear).readings(), None, "{clear}");
        }
    }
}
