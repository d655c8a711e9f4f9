//! A language is data and nothing else: one that nobody speaks, in `tests/languages/made-up.words`, is understood by all
//! readers without a line of code. Must never be part of the product.

use crate::date::{self, DateOrder, Ground};
use crate::dependency::{self, Kind, Reference};
use crate::duration::{self, DayLength};
use crate::status::{Priority, Status};
use crate::{milestone, people, status};
use jiff::civil::date as day;

#[test]
fn a_language_is_understood_by_its_words_alone() {
    let length = DayLength::default();
    let minutes = |text: &str| duration::parse(text, length).map(|e| (e.low, e.high));
    assert_eq!(minutes("truzk dazki"), Some((1440, 1440)));
    assert_eq!(minutes("cirkzk duzk dazki ep polzk"), Some((1200, 1200)));
    assert_eq!(minutes("entzk duzk ep truzk wezki"), Some((4800, 7200)));
    assert_eq!(minutes("2 tuzk 3 dazki"), Some((960, 1440)));

    let ground = Ground { today: day(2026, 3, 2), order: DateOrder::Dmy };
    let last = |text: &str| date::find(text, &ground).first().and_then(|f| f.value.last());
    assert_eq!(last("bezk di 3 mazk"), Some(day(2026, 5, 3)));
    assert_eq!(last("bezk nexzk frizk"), Some(day(2026, 3, 13)));
    assert_eq!(last("nexnexzk wezk"), Some(day(2026, 3, 20)));
    assert_eq!(last("bezk finzk mazk"), Some(day(2026, 5, 31)));
    assert_eq!(last("inzk truzk wezki"), Some(day(2026, 3, 23)));
    assert_eq!(last("inzk dezk trabdazk"), Some(day(2026, 3, 16)));
    assert_eq!(last("entzk 1 ep 5 juzk"), Some(day(2026, 6, 5)));
    assert_eq!(last("duzk wezki anzk krizk"), Some(day(2026, 12, 11)));

    let refers = |text: &str| dependency::references(text);
    assert_eq!(refers("tazki 3 tuzk 5"), [Reference::Range("tazk 3".into(), "tazk 5".into())]);
    assert_eq!(refers("tazk 1 finizk"), [Reference::Key("tazk 1".into())]);
    assert_eq!(refers("bozk"), [Reference::Both]);
    assert_eq!(refers("primzk duzk tazki"), [Reference::First(2)]);
    assert_eq!(refers("lazzk truzk"), [Reference::Last(3)]);
    assert_eq!(refers("tutzk abzk"), [Reference::AllAbove]);
    assert_eq!(refers("nulzk"), []);

    let says = |text: &str| {
        let found = dependency::find(text);
        found.first().map(|p| (p.kind, p.subject_in(text).to_owned(), p.object_in(text).to_owned()))
    };
    let said = |kind, subject: &str, object: &str| Some((kind, subject.to_owned(), object.to_owned()));
    assert_eq!(says("vlim nazk grum"), said(Kind::After, "vlim", "grum"));
    assert_eq!(says("vlim parzk grum"), said(Kind::Parallel, "vlim", "grum"));
    assert_eq!(says("vlim, denzk grum"), said(Kind::Then, "vlim", "grum"));
    assert_eq!(says("onzk grum, vlim"), said(Kind::Once, "vlim", "grum"));
    assert_eq!(says("vlim depzk grum abzk"), said(Kind::DependsOn, "vlim", "grum"));

    assert_eq!(status::status("lauzk"), Some(Status::InProgress));
    assert_eq!(status::status("dunzk 3.1.2026"), Some(Status::Done));
    assert_eq!(status::priority("hozk"), Some(Priority::High));
    assert_eq!(people::team("timzk 4").map(|f| f.value), Some(4));
    assert_eq!(people::team("duzk arbzk").map(|f| f.value), Some(2));
    assert_eq!(people::paces("dezk horzk pezk wezk", length).len(), 1);
    assert_eq!(people::money("500 zorbs").first().map(|f| f.value.to_string()).as_deref(), Some("500 XTS"));
    assert!(milestone::of("milzk: vlim").is_some());
}
