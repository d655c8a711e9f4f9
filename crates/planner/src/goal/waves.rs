//! The waves a goal comes in: "in 5 waves of 50, one wave per week". Must never make more of them than a person reviews.

use planwright_phrases::date::Role;

use super::lower_word;
use crate::clause::capital;
use crate::reader::Reader;
use crate::stated::{Order, Side, Stated, Step};
use crate::step::shorten;

/// Waves a text can ask for, at most.
const MOST_WAVES: usize = 60;

impl Reader<'_> {
    /// "Migrate in 4 batches, one every week starting May 4": a sentence about nothing but waves.
    pub(crate) fn wave_sentence(&mut self, from: usize, to: usize) -> bool {
        let Some(at) = (from + 2..to).find(|&i| self.lexicon.at("wave", &self.words[..to], i).is_some())
        else {
            return false;
        };
        let counted = number(&self.words[at - 1].lower).is_some_and(|n| (2..=MOST_WAVES).contains(&n));
        let led = matches!(self.words[at - 2].lower.as_str(), "in" | "em" | "en");
        if !(counted && led) {
            return false;
        }
        let before = self.said.steps.len();
        let start = self
            .mentions
            .dates_in(from, to)
            .iter()
            .find(|f| f.value.role == Role::Start)
            .and_then(|f| f.value.first());
        let known = self.said.start.clone();
        if let Some(value) = start {
            self.said.start = Some(Stated { value, quote: self.spelled(from, to) });
        }
        let thing = self.said.thing.clone();
        let own = self.title(from, at - 2);
        if !own.is_empty() {
            self.said.thing = own;
        }
        self.waves(from, to);
        self.said.thing = thing;
        self.said.start = known;
        self.said.steps.len() > before
    }

    /// "in 5 waves of 50, one wave per week": a step for each wave.
    pub(super) fn waves(&mut self, from: usize, to: usize) {
        let Some((at, count)) = (from + 1..to).find_map(|i| {
            self.lexicon.at("wave", &self.words[..to], i)?;
            let count: usize = number(&self.words[i - 1].lower)?;
            (2..=MOST_WAVES).contains(&count).then_some((i, count))
        }) else {
            return;
        };
        let noun = singular(&self.words[at].lower);
        let every = (from..to).find_map(|i| {
            let next = self.lexicon.at("per", &self.words[..to], i)?;
            let days = if self.lexicon.at("week", &self.words[..to], next).is_some() {
                7
            } else if self.lexicon.at("day", &self.words[..to], next).is_some() {
                1
            } else {
                return None;
            };
            Some(days)
        });
        let start = self.said.start.as_ref().map(|s| s.value);
        let quote = self.spelled(from, to);
        let mut before: Option<usize> = None;
        let thing = self.said.thing.clone();
        for n in 1..=count {
            let title = shorten(&format!("{} {n}: {}", capital(&noun), lower_word(&thing)));
            let mut step = Step { title, quote: quote.clone(), ..Step::default() };
            if let (Some(start), Some(every)) = (start, every)
                && let Ok(date) = start.checked_add(jiff::Span::new().days(every * (n as i64 - 1)))
            {
                step.start = Some(date);
                step.due = date
                    .checked_add(jiff::Span::new().days(if every == 7 {
                        4 - i64::from(date.weekday().to_monday_zero_offset()).min(4)
                    } else {
                        0
                    }))
                    .ok();
            }
            let step = self.push(step);
            if let Some(before) = before {
                self.said.orders.push(Order {
                    before: Side::Steps(vec![before]),
                    after: Side::Steps(vec![step]),
                    stated: false,
                    quote: quote.clone(),
                });
            }
            before = Some(step);
            self.frontier = vec![step];
        }
        self.said.goal_steps = (0..self.said.steps.len()).collect();
    }
}

fn singular(word: &str) -> String {
    match word {
        "batches" => "batch".to_owned(),
        w => w
            .strip_suffix("es")
            .filter(|_| w.ends_with("ches"))
            .or_else(|| w.strip_suffix('s'))
            .unwrap_or(w)
            .to_owned(),
    }
}

fn number(word: &str) -> Option<usize> {
    const WORDS: [&str; 11] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    word.parse().ok().or_else(|| WORDS.iter().position(|w| *w == word))
}
