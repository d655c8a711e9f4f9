//! The laws of the room: no text panics, ranges lie on character boundaries and in order, time is linear.

use jiff::civil::date;
use planwright_phrases::date::{DateOrder, Ground};
use planwright_phrases::duration::{self, DayLength};
use planwright_phrases::{
    Found, availability, clean, date as dates, dependency, language, milestone, people, status, words,
};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn ground() -> Ground {
    Ground { today: date(2026, 3, 2), order: DateOrder::Mdy }
}

fn ordered<T>(text: &str, found: &[Found<T>]) -> bool {
    let apart = found.windows(2).all(|w| w[0].end <= w[1].start);
    apart && found.iter().all(|f| f.start < f.end && text.get(f.start..f.end).is_some())
}

/// Everything the room can be asked about a text; true if all ranges are sound.
fn ask_everything(text: &str) -> bool {
    let day = DayLength::default();
    let cleaned = clean::title(text);
    let _ = (clean::demojibake(text), clean::printable(text), clean::is_blank(text), cleaned);
    let _ = (duration::read(text, day), duration::field(text, day), duration::tshirt(text));
    let _ = (status::status(text), status::priority(text), words::stems(text), words::number(text));
    let _ = (dependency::references(text), dates::parse(text, &ground()), people::shares(text));
    let head = duration::trailing_bracket(text, day).is_none_or(|(head, _)| text.starts_with(head));
    let _ = (
        language::of(text),
        dates::proven_order(text),
        dates::parse(text, &ground()).and_then(|w| w.question(text)),
    );
    let milestone = milestone::of(text).is_none_or(|m| text.get(m.title.0..m.title.1).is_some());
    let whens = dates::find(text, &ground());
    let phrases = whens.iter().all(|w| text.get(w.value.phrase.0..w.value.phrase.1).is_some());
    let links = dependency::find(text)
        .iter()
        .all(|p| [p.cue, p.subject, p.object].into_iter().all(|(from, to)| text.get(from..to).is_some()));
    head && phrases
        && links
        && milestone
        && ordered(text, &availability::find(text, &ground()))
        && ordered(text, &people::budgets(text, day))
        && ordered(text, &duration::find(text, day))
        && ordered(text, &whens)
        && ordered(text, &people::money(text))
        && ordered(text, &people::paces(text, day))
        && ordered(text, &words::tokens(text))
        && people::team(text).is_none_or(|t| !t.words(text).is_empty())
}

/// Pieces that mean something to one of the readers, in arbitrary order.
fn phrase_soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "by",
        "before",
        "after",
        "in",
        "the",
        "end of",
        "next",
        "last",
        "Friday",
        "May",
        "11",
        "-",
        "13",
        "2026",
        ",",
        ".",
        " ",
        " ",
        " ",
        "1",
        "30",
        "h",
        "m",
        "days",
        "a",
        "half",
        "week",
        "of",
        "Q2",
        "/",
        "03",
        "04",
        "(",
        ")",
        "[",
        "TASK-001",
        "and",
        "1.2.3",
        "–",
        "年",
        "7",
        "月",
        "31",
        "日",
        "前",
        "三",
        "周",
        "后",
        "½",
        "€",
        "k",
        "team of",
        "per",
        "P",
        "T",
        "M",
        "18.",
        "bis zum",
        "de",
        "+",
        "99999999999",
        "\u{301}",
        "ß",
        "\n",
        "first",
        "between",
        "after next",
        "KW",
        "23",
        "W",
        "Mo.",
        "%",
        "setzt",
        "voraus",
        "在",
        "之后",
        "前",
        "까지",
        "월",
        "일",
        "주",
        "on holiday",
        "milestone",
        ":",
        "◆",
        "all of the",
        "previous",
        "two",
        "a",
        "or",
        "'",
        "budget",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic_and_with_sound_ranges(text in "\\PC{0,80}") {
        prop_assert!(ask_everything(&text));
    }

    #[test]
    fn any_mixture_of_phrases_is_read_without_panic_and_with_sound_ranges(text in phrase_soup()) {
        prop_assert!(ask_everything(&text));
    }

    #[test]
    fn effort_is_ordered(text in "[0-9.,½a-z -]{0,12}(min|h|days|weeks| - 3 days)") {
        if let Some(e) = duration::parse(&text, DayLength::default()) {
            prop_assert!(e.low <= e.likely && e.likely <= e.high);
        }
    }

    #[test]
    fn a_range_is_its_midpoint_in_every_unit(a in 1u32..50, b in 1u32..50, unit in prop::sample::select(vec![("min", 1), ("h", 60), ("d", 480), ("weeks", 2400), ("Tage", 480), ("天", 480)])) {
        let e = duration::parse(&format!("{a}-{b} {}", unit.0), DayLength::default()).expect("a range");
        prop_assert_eq!((e.low, e.high), (a.min(b) * unit.1, a.max(b) * unit.1));
        prop_assert_eq!(e.likely, e.low + (e.high - e.low) / 2);
    }

    #[test]
    fn every_day_written_in_full_is_that_day(days in 0i32..60_000) {
        let day = date(1950, 1, 1).checked_add(jiff::Span::new().days(days)).expect("in the calendar");
        let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        let month = months[usize::try_from(day.month() - 1).expect("from one")];
        let (y, m, d) = (day.year(), day.month(), day.day());
        for text in [format!("{day}"), format!("{month} {d}, {y}"), format!("{d} {month} {y}"), format!("{y}年{m}月{d}日"), format!("{d}.{m}.{y}")] {
            prop_assert_eq!(dates::parse(&text, &ground()).and_then(|w| w.first()), Some(day), "{}", text);
        }
    }

    #[test]
    fn a_title_made_plain_stays(line in "[a-zA-Z#*_`\\[\\]() ]{0,40}") {
        let once = clean::title(&line);
        prop_assert!(once.len() <= line.len());
        prop_assert!(!once.contains("  "));
    }
}

/// The time `work` takes for the least of three runs.
fn least(mut work: impl FnMut()) -> Duration {
    (0..3)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .min()
        .expect("three runs")
}

#[test]
fn time_grows_no_faster_than_the_text() {
    for piece in [
        "1 ",
        "in 3 weeks and ",
        "after ",
        "after a, ",
        "one ",
        "一",
        "May 3 - ",
        "(",
        "1-",
        "a.",
        "the ",
        "Ã©",
        "[",
        "by ",
        "TASK-1, ",
        "1h",
        "and ",
        "between ",
        "between 1 and ",
        "hängt von ",
        "setzt a ",
        "在",
        "在a之后",
        "KW 23-",
        "T1 to ",
        "the first ",
        "next week on ",
        "two weeks before ",
        "3일까지",
        "on holiday ",
        "budget ",
        "50 % ",
        "1 1/2 ",
        "Q3 ",
    ] {
        let short = piece.repeat(1_000 / piece.len());
        let long = piece.repeat(8_000 / piece.len());
        let (a, b) = (least(|| assert!(ask_everything(&short))), least(|| assert!(ask_everything(&long))));
        // Eight times the text; a square law would need sixty-four times the time.
        assert!(b < a * 40 + Duration::from_millis(50), "{piece}: {a:?} then {b:?}");
    }
}
