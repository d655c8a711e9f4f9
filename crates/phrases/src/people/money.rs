//! Money and budgets: "$5,000", "12.000 Euro", "10万元", "a budget of 20k", "budget about three weeks". Must never take a
//! number that counts something else for a sum.

use super::every;
use crate::duration::{DayLength, Effort, term_at, unit_at};
use crate::lexicon::{Table, table};
use crate::number;
use crate::span::Found;
use crate::token::{Kind, Tokens, is_unspaced};

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// In hundredths of the currency's unit.
    pub hundredths: u64,
    /// The ISO 4217 code, if a currency is said.
    pub currency: Option<&'static str>,
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.hundredths / 100)?;
        if !self.hundredths.is_multiple_of(100) {
            write!(f, ".{:02}", self.hundredths % 100)?;
        }
        self.currency.map_or(Ok(()), |code| write!(f, " {code}"))
    }
}

/// What a budget limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// What may be spent: "a budget of 20k".
    Money(Money),
    /// How much work it may be: "budget about three weeks".
    Effort(Effort),
}

table!(CURRENCY, &'static str, "money", Some);
table!(SCALE, f64, "scale", |key| key.parse().ok());
table!(BUDGET, "budget", "word");
// Words that can only mean what there is for all of it, not what one thing costs.
table!(FOR_ALL, "budget", "all");
table!(FILL, "role", "fill");

/// What a budget is said to be: "budget: €12k", "Budget 20 PT", "预算10万元". Sums that only stand somewhere are none.
#[must_use]
pub fn budgets(text: &str, day: DayLength) -> Vec<Found<Budget>> {
    let tokens = Tokens::of(text);
    let sums =
        money(text).into_iter().map(|f| Found { value: Budget::Money(f.value), start: f.start, end: f.end });
    let efforts = every(&tokens, |i| {
        let (effort, next) = term_at(&tokens, i, day).filter(|_| announced(&tokens, i, &BUDGET))?;
        Some((Budget::Effort(effort), next))
    });
    let first = |start: usize| tokens.at_byte(start);
    let said = |f: &Found<Budget>| first(f.start).is_some_and(|i| announced(&tokens, i, &BUDGET));
    let mut found: Vec<_> = sums.filter(said).chain(efforts).collect();
    found.sort_by_key(|f| f.start);
    found.dedup_by(|b, a| a.overlaps(b));
    found
}

/// The sum there is for all of it: "the budget is 3,000 euros", "with a budget of 20k".
#[must_use]
pub fn spending_limit(text: &str) -> Option<Found<Money>> {
    let tokens = Tokens::of(text);
    let said = |f: &Found<Money>| tokens.at_byte(f.start).is_some_and(|i| announced(&tokens, i, &FOR_ALL));
    money(text).into_iter().find(said)
}

/// Amounts of money: "$5,000", "12.000 Euro", "€12k", "10万元", "budget of 20k".
#[must_use]
pub fn money(text: &str) -> Vec<Found<Money>> {
    let tokens = Tokens::of(text);
    every(&tokens, |i| {
        if let Some((code, at)) = CURRENCY.at(&tokens, i) {
            let (hundredths, next) = sum(&tokens, at)?;
            return Some((Money { hundredths, currency: Some(code) }, next));
        }
        let glued = i > 0
            && tokens.attached(i)
            && tokens.kind(i - 1) != Some(Kind::Mark)
            && !tokens.raw(i - 1).chars().any(is_unspaced);
        if glued || tokens.kind(i)? == Kind::Mark {
            return None;
        }
        let (hundredths, next) = sum(&tokens, i)?;
        if let Some((code, after)) = CURRENCY.at(&tokens, next) {
            return Some((Money { hundredths, currency: Some(code) }, after));
        }
        // Without a currency only where a budget is spoken of, and nothing follows that is counted.
        let counted = tokens.kind(next) == Some(Kind::Word)
            && !tokens.attached(next)
            && unit_at(&tokens, next).is_some();
        let announced = announced(&tokens, i, &BUDGET) && !counted && hundredths >= 10_000;
        announced.then_some((Money { hundredths, currency: None }, next))
    })
}

fn announced(tokens: &Tokens<'_>, i: usize, words: &Table<()>) -> bool {
    let mut at = i;
    for _ in 0..3 {
        if words.ending(tokens, at).is_some() {
            return true;
        }
        match FILL.ending(tokens, at) {
            Some(((), start)) => at = start,
            None => return false,
        }
    }
    false
}

/// A sum of money in hundredths, with its scale: "12k", "1.5 million", "10万", "5 000".
fn sum(tokens: &Tokens<'_>, i: usize) -> Option<(u64, usize)> {
    if tokens.kind(i)? != Kind::Number {
        return None;
    }
    let mut digits = tokens.folded(i).to_owned();
    let mut next = i + 1;
    // Groups of three with spaces: "12 000".
    while tokens.kind(next) == Some(Kind::Number)
        && tokens.folded(next).len() == 3
        && digits.len() % 4 <= 3
        && digits.bytes().all(|b| b.is_ascii_digit())
        && next < i + 4
    {
        digits.push_str(tokens.folded(next));
        next += 1;
    }
    let value = thousands(&digits).or_else(|| number::decimal(&digits))?;
    let (scale, next) = SCALE
        .at(tokens, next)
        .filter(|&(_, n)| {
            // "20 k€"
            let currency = tokens.attached(n) && CURRENCY.has(tokens, n);
            tokens.attached(next) || tokens.raw(next).len() > 1 || n > next + 1 || currency
        })
        .unwrap_or((1.0, next));
    let hundredths = (value * scale * 100.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (hundredths.is_finite() && hundredths < 1e17).then_some((hundredths as u64, next))
}

/// In money one point or comma before exactly three figures groups thousands: "12.000", "5,000".
fn thousands(digits: &str) -> Option<f64> {
    let (whole, part) = digits.split_once(['.', ','])?;
    let grouped =
        part.len() == 3 && (1..=3).contains(&whole.len()) && part.bytes().all(|b| b.is_ascii_digit());
    grouped.then(|| format!("{whole}{part}").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read() {
        let check = |text: &str, expect: &[&str]| {
            let got: Vec<String> = money(text).iter().map(|f| f.value.to_string()).collect();
            assert_eq!(got, expect, "{text}");
        };
        check("Budget 12.000 Euro.", &["12000 EUR"]);
        check("a budget of $5,000", &["5000 USD"]);
        check("€12k for ads", &["12000 EUR"]);
        check("1.5 million dollars", &["1500000 USD"]);
        check("12 000 €", &["12000 EUR"]);
        check("预算10万元", &["100000 CNY"]);
        check("budget: 20k", &["20000"]);
        check("costs 99.50 USD", &["99.50 USD"]);
        check("R$ 5.000", &["5000 BRL"]);
        check("Budget about three weeks", &[]);
        check("Budget 3 weeks", &[]);
        check("250 employees", &[]);
    }

    #[test]
    fn a_budget_is_money_or_work_that_is_said_to_be_one() {
        let check = |text: &str, expect: &[&str]| {
            let shown = |f: &Found<Budget>| match f.value {
                Budget::Money(money) => money.to_string(),
                Budget::Effort(effort) => format!("{} min", effort.likely),
            };
            let got: Vec<String> = budgets(text, DayLength::default()).iter().map(shown).collect();
            assert_eq!(got, expect, "{text}");
        };
        check("Budget: €12k", &["12000 EUR"]);
        check("a budget of about 20k", &["20000"]);
        check("Budget about three weeks", &["7200 min"]);
        check("Gesamtbudget 20 PT, höchstens 5.000 €", &["9600 min", "5000 EUR"]);
        check("预算10万元", &["100000 CNY"]);
        check("presupuesto de 20 mil euros", &["20000 EUR"]);
        check("the laptop for $900 in three weeks", &[]);
    }
}
