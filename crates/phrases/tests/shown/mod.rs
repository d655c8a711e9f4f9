//! What the readers make of a phrase, as one short line. Must never judge it.

use jiff::civil::date;
use planwright_phrases::availability::{self, Availability};
use planwright_phrases::date::{self as dates, DateOrder, Ground, Moment, Offset, Role, When};
use planwright_phrases::dependency::{self, Kind, Reference};
use planwright_phrases::duration::{self, DayLength, Effort, Reading};
use planwright_phrases::people::{self, Share};
use planwright_phrases::{milestone, status};

/// The meanings that the reader of `kind` finds, joined with "; "; "-" for none.
pub(crate) fn shown(kind: &str, text: &str, order: DateOrder) -> String {
    let day = DayLength::default();
    let list: Vec<String> = match kind {
        "date" => {
            let ground = Ground { today: date(2026, 3, 2), order };
            dates::find(text, &ground).iter().map(|f| when(&f.value)).collect()
        }
        "duration" => match duration::field(text, day) {
            Reading::Duration(e) => vec![effort(&e)],
            Reading::Refused { why } => vec![format!("{why:?}")],
            Reading::NotOne => vec![],
        },
        "effort" => duration::find(text, day).iter().map(|f| effort(&f.value)).collect(),
        "reference" => dependency::references(text).into_iter().map(reference).collect(),
        "link" => dependency::find(text).iter().map(|p| link(p, text)).collect(),
        "status" => status::status(text).iter().map(|s| s.word().to_owned()).collect(),
        "priority" => status::priority(text).iter().map(|s| s.word().to_owned()).collect(),
        "team" => people::team(text).iter().map(|f| f.value.to_string()).collect(),
        "pace" => {
            let week = |p: people::Pace| format!("{}/week", p.minutes_per_week(day));
            people::paces(text, day).iter().map(|f| week(f.value)).collect()
        }
        "share" => people::shares(text).iter().map(|f| share(f.value)).collect(),
        "milestone" => milestone::of(text).iter().map(|m| m.title(text).to_owned()).collect(),
        "availability" => {
            let ground = Ground { today: date(2026, 3, 2), order };
            availability::find(text, &ground).iter().map(|f| there(f.value)).collect()
        }
        "money" => people::money(text).iter().map(|f| f.value.to_string()).collect(),
        other => vec![format!("no such kind: {other}")],
    };
    if list.is_empty() { "-".to_owned() } else { list.join("; ") }
}

fn when(when: &When) -> String {
    let role = match when.role {
        Role::Due => "due ",
        Role::Start => "start ",
        Role::On => "on ",
        Role::Relative => "in ",
        Role::Unsaid => "",
    };
    let moment = match when.moment {
        Moment::Fixed { first, last } if first == last => first.to_string(),
        Moment::Fixed { first, last } => format!("{first}..{last}"),
        Moment::Offset(Offset { months, days, working, .. }) => {
            format!("{months:+}m {days:+}{}", if working { "wd" } else { "d" })
        }
    };
    let other = when.other.map(|d| format!(" or {d}")).unwrap_or_default();
    format!("{role}{moment}{other}")
}

fn effort(e: &Effort) -> String {
    if e.low == e.high { e.likely.to_string() } else { format!("{}..{}", e.low, e.high) }
}

fn reference(reference: Reference) -> String {
    match reference {
        Reference::Key(key) => key,
        Reference::Range(a, b) => format!("{a} .. {b}"),
        Reference::Name(name) => format!("'{name}'"),
        Reference::AllOf(name) => format!("all of {name}"),
        Reference::Previous => "previous".into(),
        Reference::AllAbove => "all above".into(),
        Reference::Both => "both".into(),
        Reference::First(n) => format!("first {n}"),
        Reference::Last(n) => format!("previous {n}"),
    }
}

fn link(phrase: &dependency::Phrase, text: &str) -> String {
    let kind = match phrase.kind {
        Kind::After => "after",
        Kind::BlockedBy => "blocked-by",
        Kind::DependsOn => "depends-on",
        Kind::Before => "before",
        Kind::Parallel => "parallel",
        Kind::ComesFirst => "first",
        Kind::Once => "once",
        Kind::Needs => "needs",
        Kind::Then => "then",
        Kind::Independent => "independent",
        Kind::AnyOrder => "any-order",
    };
    format!("{kind}({} | {})", phrase.subject_in(text), phrase.object_in(text))
}

fn share(share: Share) -> String {
    match share {
        Share::Percent(p) => format!("{p} %"),
        Share::PartTime => "part-time".into(),
        Share::Weekends => "weekends".into(),
        Share::Evenings => "evenings".into(),
        Share::Weekdays => "weekdays".into(),
    }
}

fn there(availability: Availability) -> String {
    let (word, first, last) = match availability {
        Availability::Away { first, last } => ("away", first, last),
        Availability::There { first, last } => ("there", first, last),
    };
    last.map_or(format!("{word} {first}.."), |last| format!("{word} {first}..{last}"))
}
