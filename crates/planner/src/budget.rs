//! Whether the sums a text names fit into the budget it names. Must never compare sums of two currencies.

use planwright_domain::Warning;
use planwright_phrases::people::{Money, money, spending_limit};

/// Tells of costs that are larger than the budget: of all together, or of one of them.
pub(crate) fn exceeded(text: &str) -> Option<Warning> {
    let found = spending_limit(text)?;
    let limit = found.value;
    let costs: Vec<Money> = money(text)
        .into_iter()
        .filter(|sum| sum.end <= found.start || sum.start >= found.end)
        .map(|sum| sum.value)
        .filter(|sum| sum.currency == limit.currency)
        .collect();
    let total = costs.iter().fold(0u64, |total, cost| total.saturating_add(cost.hundredths));
    (total > limit.hundredths && !costs.is_empty()).then(|| {
        let sum = Money { hundredths: total, ..limit };
        let what = if costs.len() == 1 { "a cost of" } else { "costs that come to" };
        Warning::new(
            "budget-exceeded",
            format!("the text names {what} {sum}, more than the budget of {limit}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_beyond_the_budget_are_told() {
        let told = |text: &str| exceeded(text).map(|w| w.text);
        for text in [
            "The budget is 3,000 euros; the stage costs 2,500 euros, the band 4,000 euros.",
            "预算5000元，场地费8000元，餐费6000元。",
            "Budget: 2.000 €. Zelt 1.500 €, Essen 900 €.",
            "Presupuesto de 500 euros. El local cuesta 800 euros.",
        ] {
            assert!(told(text).is_some(), "{text}");
        }
        for text in [
            "The budget is 9,000 euros; the stage costs 2,500 euros, the band 4,000 euros.",
            "The stage costs 2,500 euros, the band 4,000 euros.",
            "Budget 300 euros; the book sells for $900.",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
