//! A line: when something is worked on, as sorted stretches of time with the work done before each, so that every
//! conversion between moments and work takes next to constant time. It knows no calendars, only minutes.
//!
//! Moments are minutes of all time from an origin; work is weighted minutes since the origin, negative before it. Beyond
//! what was compiled, and before the origin, a week without exceptions repeats for ever.

/// Later than any moment that matters: what never happens.
pub(super) const NEVER: i64 = 1 << 40;

const DAY: i64 = 24 * 60;
const WEEK: i64 = 7 * DAY;

/// A stretch in which each minute does so much work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Stretch {
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) weight: u32,
}

impl Stretch {
    fn work(self) -> i64 {
        i64::from(self.to - self.from) * i64::from(self.weight)
    }
}

/// When something is worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What was compiled, from the origin on.
    span: Span,
    /// The week that repeats, from the weekday of the origin on.
    week: Span,
}

/// Some weeks from their first minute.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    length: i64,
    total: i64,
    stretches: Vec<Stretch>,
    /// By stretch, the work before it.
    before: Vec<i64>,
    /// By day, the first stretch that ends after its first minute.
    by_day: Vec<u32>,
    /// By `step` of work, the first stretch that ends after it.
    by_work: Vec<u32>,
    step: i64,
}

impl Line {
    /// Worked on during `stretches` of the first `weeks`, and then as in `week`. Stretches are sorted, do not overlap and
    /// lie within the weeks; those that do no work are dropped and those that touch joined.
    pub(super) fn new(weeks: u32, stretches: Vec<Stretch>, week: Vec<Stretch>) -> Self {
        Self { span: Span::new(i64::from(weeks) * WEEK, stretches), week: Span::new(WEEK, week) }
    }

    /// Several lines added up, each minute of one weighing so many times more.
    pub(super) fn sum(weeks: u32, parts: &[(&Self, u32)]) -> Self {
        let added = |of: fn(&Self) -> &Span| {
            let mut turns: Vec<(i32, i64)> = Vec::new();
            for (line, times) in parts {
                for stretch in &of(line).stretches {
                    let weight = i64::from(stretch.weight) * i64::from(*times);
                    turns.extend([(stretch.from, weight), (stretch.to, -weight)]);
                }
            }
            turns.sort_unstable();
            let mut weight = 0;
            let pairs = turns.windows(2).map(|pair| {
                weight += pair[0].1;
                let most = u32::try_from(weight).unwrap_or(u32::MAX);
                Stretch { from: pair[0].0, to: pair[1].0, weight: most }
            });
            pairs.collect()
        };
        Self::new(weeks, added(|line| &line.span), added(|line| &line.week))
    }

    /// The work done by a moment.
    pub(super) fn work(&self, at: i64) -> i64 {
        if 0 <= at && at < self.span.length {
            return self.span.work(at);
        }
        let (base, at) = if at < 0 { (0, at) } else { (self.span.total, at - self.span.length) };
        base + at.div_euclid(WEEK) * self.week.total + self.week.work(at.rem_euclid(WEEK))
    }

    /// The work done by a moment, and the first moment not before it in which more is.
    pub(super) fn begin_at(&self, at: i64) -> (i64, i64) {
        if 0 <= at && at < self.span.length {
            let n = self.span.stretch_at(at);
            if let Some(stretch) = self.span.stretches.get(n) {
                let worked = (at - i64::from(stretch.from)).max(0);
                let done = self.span.before[n] + worked * i64::from(stretch.weight);
                return (done, at.max(stretch.from.into()));
            }
        }
        let done = self.work(at);
        (done, self.last(done).max(at))
    }

    /// The first moment by which so much work is done.
    pub(super) fn first(&self, work: i64) -> i64 {
        if 0 < work && work <= self.span.total {
            return self.span.first(work);
        }
        let (base, work) = if work <= 0 { (0, work) } else { (self.span.length, work - self.span.total) };
        if self.week.total == 0 {
            return if base == 0 { -NEVER } else { NEVER };
        }
        // Within a week the work is from 1 to the whole of it.
        let weeks = (work - 1).div_euclid(self.week.total);
        base + weeks.saturating_mul(WEEK).min(NEVER) + self.week.first(work - weeks * self.week.total)
    }

    /// The last moment by which no more than so much work is done.
    pub(super) fn last(&self, work: i64) -> i64 {
        if 0 <= work && work < self.span.total {
            return self.span.last(work);
        }
        let (base, work) = if work < 0 { (0, work) } else { (self.span.length, work - self.span.total) };
        if self.week.total == 0 {
            return if base == 0 { -NEVER } else { NEVER };
        }
        let weeks = work.div_euclid(self.week.total);
        base + weeks.saturating_mul(WEEK).min(NEVER) + self.week.last(work - weeks * self.week.total)
    }

    /// The first moment not before `at` in which work is done.
    pub(super) fn open(&self, at: i64) -> i64 {
        self.begin_at(at).1
    }

    /// The last moment not after `at` in which work is done.
    pub(super) fn open_by(&self, at: i64) -> i64 {
        let done = self.work(at);
        let open = self.last(done);
        if open <= at { open } else { self.last(done - 1) }
    }

    /// When work that begins at `at` is done.
    pub(super) fn finish(&self, at: i64, work: i64) -> i64 {
        self.first(self.work(at) + work)
    }

    /// When work has to begin at the latest to be done by `at`.
    pub(super) fn begin(&self, at: i64, work: i64) -> i64 {
        self.last(self.work(at) - work)
    }

    /// What is open at a moment, or else first after it, from there on: until when, and what a minute weighs.
    pub(super) fn next_open(&self, at: i64) -> Option<(i64, i64, i64)> {
        let (done, from) = self.begin_at(at);
        if from.abs() >= NEVER / 2 {
            return None;
        }
        let weight = self.work(from + 1) - done;
        if 0 <= from && from < self.span.length {
            let stretch = self.span.stretches.get(self.span.stretch_at(from))?;
            return Some((from, stretch.to.into(), weight));
        }
        // Beyond what was compiled a week repeats.
        let offset = if from < 0 { 0 } else { self.span.length };
        let past = (from - offset).rem_euclid(WEEK);
        let stretch = self.week.stretches.get(self.week.stretch_at(past))?;
        Some((from, from - past + i64::from(stretch.to), weight))
    }

    /// The stretches of the compiled part.
    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.span.stretches
    }
}

impl Span {
    fn new(length: i64, given: Vec<Stretch>) -> Self {
        let mut stretches: Vec<Stretch> = Vec::with_capacity(given.len());
        for next in given.into_iter().filter(|s| s.from < s.to && s.weight > 0) {
            match stretches.last_mut() {
                Some(last) if last.to == next.from && last.weight == next.weight => last.to = next.to,
                _ => stretches.push(next),
            }
        }
        let mut before = Vec::with_capacity(stretches.len());
        let mut total = 0;
        for stretch in &stretches {
            before.push(total);
            total += stretch.work();
        }
        let step = (total / stretches.len().max(1) as i64).max(1);
        let mut span =
            Self { length, total, stretches, before, by_day: Vec::new(), by_work: Vec::new(), step };
        span.by_day = index(
            length / DAY,
            |day, at| i64::from(span.stretches[at].to) <= day * DAY,
            span.stretches.len(),
        );
        span.by_work = index(
            total / step + 2,
            |nth, at| span.before[at] + span.stretches[at].work() <= nth * step,
            span.stretches.len(),
        );
        span
    }

    fn work(&self, at: i64) -> i64 {
        let n = self.stretch_at(at);
        self.stretches.get(n).map_or(self.total, |stretch| {
            let worked = (at - i64::from(stretch.from)).max(0);
            self.before[n] + worked * i64::from(stretch.weight)
        })
    }

    /// The first stretch that ends after a moment.
    fn stretch_at(&self, at: i64) -> usize {
        let mut n = self.by_day[(at / DAY) as usize] as usize;
        while self.stretches.get(n).is_some_and(|stretch| i64::from(stretch.to) <= at) {
            n += 1;
        }
        n
    }

    /// Of `0 < work <= total`.
    fn first(&self, work: i64) -> i64 {
        let n = self.stretch_of(work - 1);
        let stretch = self.stretches[n];
        let weight = i64::from(stretch.weight);
        i64::from(stretch.from) + (work - self.before[n] + weight - 1) / weight
    }

    /// Of `0 <= work < total`.
    fn last(&self, work: i64) -> i64 {
        let n = self.stretch_of(work);
        let stretch = self.stretches[n];
        i64::from(stretch.from) + (work - self.before[n]) / i64::from(stretch.weight)
    }

    /// The stretch in which, after so much work, the next is done.
    fn stretch_of(&self, work: i64) -> usize {
        let nth = (work / self.step) as usize;
        let (low, high) = (self.by_work[nth] as usize, self.by_work[nth + 1] as usize + 1);
        let high = high.min(self.before.len());
        low + self.before[low..high].partition_point(|&before| before <= work) - 1
    }
}

/// By number, the first place that is not `passed`. Costs the numbers and the places once.
fn index(numbers: i64, passed: impl Fn(i64, usize) -> bool, places: usize) -> Vec<u32> {
    let mut at = 0;
    (0..numbers)
        .map(|number| {
            while at < places && passed(number, at) {
                at += 1;
            }
            at as u32
        })
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stretches(given: &[(i32, i32, u32)]) -> Vec<Stretch> {
        given.iter().map(|&(from, to, weight)| Stretch { from, to, weight }).collect()
    }

    #[test]
    fn a_gap_has_two_names_for_one_amount_of_work() {
        let line = Line::new(1, stretches(&[(540, 1020, 1), (1980, 2460, 1)]), stretches(&[(540, 1020, 1)]));
        assert_eq!((line.first(480), line.last(480)), (1020, 1980));
        assert_eq!(
            (line.open(1100), line.open(600), line.open_by(1100), line.open_by(1020)),
            (1980, 600, 1019, 1019)
        );
        assert_eq!((line.finish(540, 480), line.begin(2460, 480)), (1020, 1980));
        assert_eq!(line.first(961), 10_080 + 541);
        assert_eq!(line.last(-1), -10_080 + 1019);
    }

    #[test]
    fn what_is_never_worked_on_is_never_done() {
        let line = Line::new(1, stretches(&[(0, 10, 1)]), Vec::new());
        assert_eq!((line.first(10), line.first(11), line.last(10)), (10, NEVER, NEVER));
        assert_eq!((line.work(NEVER), line.work(-NEVER)), (10, 0));
    }

    pub(in super::super) fn week() -> impl Strategy<Value = Vec<Stretch>> {
        some(7, 0)
    }

    fn some(days: i32, least: usize) -> impl Strategy<Value = Vec<Stretch>> {
        prop::collection::vec((1i32..900, 1i32..700, 0u32..4), least..(days as usize * 2)).prop_map(
            move |given| {
                let mut at = 0;
                let mut made = Vec::new();
                for (gap, length, weight) in given {
                    let from = at + gap - 1;
                    let to = from + length;
                    if to > days * DAY as i32 {
                        break;
                    }
                    made.push(Stretch { from, to, weight });
                    at = to;
                }
                made
            },
        )
    }

    proptest! {
        /// Law: compiled arithmetic equals counting minute by minute.
        #[test]
        fn arithmetic_equals_counting(span in some(14, 0), week in week(), work in -3000i64..9000) {
            let line = Line::new(2, span.clone(), week.clone());
            let weight = |at: i64| -> i64 {
                let (set, at) = if (0..2 * WEEK).contains(&at) { (&span, at) } else { (&week, at.rem_euclid(WEEK)) };
                set.iter().find(|s| i64::from(s.from) <= at && at < i64::from(s.to)).map_or(0, |s| s.weight.into())
            };
            let (low, high) = (-2 * WEEK, 6 * WEEK);
            let mut done: i64 = -(low..0).map(weight).sum::<i64>();
            let (mut first, mut last) = (None, None);
            for at in low..high {
                prop_assert_eq!(line.work(at), done, "at {}", at);
                if done >= work && first.is_none() {
                    first = Some(at);
                }
                if done <= work {
                    last = Some(at);
                }
                done += weight(at);
            }
            if first.is_some_and(|at| at > low) {
                prop_assert_eq!(Some(line.first(work)), first);
            }
            if last.is_some_and(|at| at < high - 1) && done > work {
                prop_assert_eq!(Some(line.last(work)), last);
            }
            if week.iter().any(|s| s.weight > 0) {
                let at = work * 3;
                let open = line.open(at);
                prop_assert!(open >= at && weight(open) > 0 && (at..open).all(|m| weight(m) == 0));
                let open = line.open_by(at);
                prop_assert!(open <= at && weight(open) > 0 && (open + 1..=at).all(|m| weight(m) == 0));
            }
        }
    }
}
