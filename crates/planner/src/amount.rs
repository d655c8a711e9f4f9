//! How much is added to what was said, and how generously it is estimated: by the words, and by what the person chose.
//! Must never touch what is stated.

use crate::Request;
use crate::breakdown::LEAF;
use crate::estimate;
use crate::lexicon::Language;
use crate::merge::Amount;
use crate::options::{Added, Options, Style};
use crate::plan::Plan;
use crate::stated::{Said, Side, Step};
use crate::templates::Template;
use crate::vague::Detail;

/// So many steps of work are a list of steps.
const LIST: usize = 3;

/// How much of a template is added. `room` is the time there is, in minutes, where anybody said so.
pub(crate) fn amount(
    request: &Request<'_>,
    said: &Said,
    detail: Detail,
    template: &Template,
    room: Option<u64>,
) -> Amount {
    if said.goal.is_empty() && said.steps.is_empty() {
        return Amount::Nothing;
    }
    // A plan of nothing is none.
    let least = if said.steps.is_empty() { Amount::Core } else { Amount::Nothing };
    let asked = match request.options.added {
        Added::Auto => None,
        Added::None => Some(Amount::Nothing),
        Added::Core => Some(Amount::Core),
        Added::All => Some(Amount::All),
    };
    if let Some(asked) = asked {
        return asked.max(least);
    }
    let usual = if !template.words.is_empty() || request.template.is_some() {
        by_words(said, detail, request.template.is_some())
    } else if !said.steps.is_empty() && detail != Detail::Vague {
        // Where no kind of project is known, nothing is known to be lacking beside what the text names.
        Amount::Nothing
    } else {
        by_words(said, detail, false)
    };
    let mut amount = match request.options.style {
        Style::Aggressive => usual.less(),
        Style::Balanced => usual,
        Style::Conservative => usual.more(),
    };
    // What takes twice the time there is was not meant.
    while let Some(room) = room
        && amount > least
        && work(template, amount) > room.saturating_mul(2)
    {
        amount = amount.less();
    }
    amount.max(least)
}

/// The minutes of what would be added.
fn work(template: &Template, amount: Amount) -> u64 {
    let added = template.slots.iter().filter(|s| amount == Amount::All || amount > Amount::Nothing && s.core);
    added.filter(|s| s.when.is_empty()).map(|s| u64::from(s.effort.1)).sum()
}

fn by_words(said: &Said, detail: Detail, asked: bool) -> Amount {
    let n = said.steps.iter().filter(|s| !s.milestone).count();
    let foreign = said.language != Language::En;
    if asked && n < 4 {
        return Amount::All;
    }
    if said.goal.is_empty() && n >= 1 || n >= LIST && (foreign || is_a_plan(said)) {
        return Amount::Nothing;
    }
    match detail {
        // Whoever names several steps has named the work.
        _ if n >= 2 => Amount::Lacking,
        Detail::Vague | Detail::Thin => Amount::Core,
        Detail::Enough => Amount::All,
    }
}

/// Whether the steps are a plan somebody made, not only the parts of a thing: most of them have an effort, a day or a
/// person, or the text says which waits for which.
fn is_a_plan(said: &Said) -> bool {
    let work: Vec<_> = said.steps.iter().filter(|s| !s.milestone).collect();
    let settled = |s: &&&Step| {
        s.effort.is_some() || s.due.is_some() || s.start.is_some() || s.who.is_some() || s.number.is_some()
    };
    let ordered = said.orders.iter().any(|o| {
        let steps = |side: &Side| matches!(side, Side::Steps(_) | Side::Words(_));
        o.stated && steps(&o.before) && steps(&o.after)
    });
    ordered || work.iter().filter(settled).count() * 2 >= work.len()
}

/// Estimates by the style; stated efforts stay.
pub(crate) fn pace(plan: &mut Plan, style: Style) {
    let factor = style.factor();
    if style == Style::Balanced {
        return;
    }
    for node in plan.nodes.iter_mut().filter(|n| !n.fixed) {
        if let Some(e) = node.estimate {
            node.estimate = Some(estimate::scaled(e, factor));
        }
    }
}

/// The options for a plan whose whole effort is stated: no more tasks than it has time for.
pub(crate) fn fitting(options: &Options, said: &Said) -> Options {
    let most = said.total.as_ref().map_or(usize::MAX, |t| (t.value.likely / (LEAF.0 * 2)) as usize);
    Options { most_tasks: options.most_tasks.min(most), ..options.clone() }
}
