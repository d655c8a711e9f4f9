//! Arbitrary plans and changes, out of a small pool of ids and words with the odd ones among them, so that clashes and
//! corners are frequent.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use planwright_domain::*;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn bits() -> impl Strategy<Value = u128> {
    prop_oneof![1u128..7, any::<u128>().prop_map(|n| n.max(1)), Just(u128::MAX)]
}

pub(crate) fn task_id() -> impl Strategy<Value = TaskId> {
    bits().prop_map(TaskId::from_bits)
}

fn text() -> BoxedStrategy<String> {
    prop_oneof![
        Just(String::new()),
        "[a-z ]{1,8}",
        "\\PC{0,6}",
        any::<String>(),
        select(vec!["\u{1f}", "\u{0}\u{1b}[31m", "\"\\/", "null", "schema", "é\u{301}𝄞", "\u{2028}"])
            .prop_map(str::to_owned),
    ]
    .boxed()
}

pub(crate) fn date() -> impl Strategy<Value = Date> {
    (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (any::<i64>(), -300i32..280).prop_map(|(n, e)| Decimal::parse(&format!("{n}e{e}")).unwrap()),
        "-?[1-9][0-9]{0,20}\\.[0-9]{1,15}".prop_map(|text| Decimal::parse(&text).unwrap()),
        "[1-9][0-9]{20,35}".prop_map(|text| Decimal::parse(&text).unwrap()),
        Just(Decimal::parse("0").unwrap()),
        Just(Decimal::parse("7").unwrap()),
    ]
}

pub(crate) fn value() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Integer),
        decimal().prop_map(Value::Decimal),
        text().prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::List),
            btree_map(text(), inner, 0..3).prop_map(Value::Map),
        ]
    })
    .boxed()
}

fn metadata() -> BoxedStrategy<BTreeMap<String, Value>> {
    prop_oneof![2 => Just(BTreeMap::new()), 1 => btree_map(text(), value(), 0..3)].boxed()
}

fn texts() -> impl Strategy<Value = BTreeSet<String>> {
    btree_set(text(), 0..3)
}

fn external() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map(text(), text(), 0..2)
}

fn origin() -> BoxedStrategy<Option<Origin>> {
    let kind = select(vec![OriginKind::Stated, OriginKind::Added, OriginKind::Implied, OriginKind::Imported]);
    of((kind, of(text()), of(any::<u32>()), of(text())).prop_map(|(kind, source, line, quote)| Origin {
        kind,
        source,
        line,
        quote,
    }))
    .boxed()
}

fn estimate() -> BoxedStrategy<Option<Estimate>> {
    let confidence = of((0u16..=1000).prop_map(Confidence::per_mille));
    of((any::<u32>(), any::<u32>(), any::<u32>(), confidence)
        .prop_map(|(low, likely, high, confidence)| Estimate { low, likely, high, confidence }))
    .boxed()
}

fn status() -> impl Strategy<Value = Status> {
    select(Status::ALL)
}

fn priority() -> impl Strategy<Value = Option<Priority>> {
    of(select(Priority::ALL))
}

pub(crate) fn task() -> BoxedStrategy<Task> {
    let tree = (task_id(), of(task_id()), any::<i64>(), text(), of(text()), select(Kind::ALL));
    let state = (status(), any::<bool>(), priority(), of(any::<u32>()), of(any::<u32>()), estimate());
    let rest = (of(date()), of(date()), texts(), texts(), vec(text(), 0..3), of(text()));
    let schedule = (of(any::<u32>()), of(any::<u32>()), of(constraint()), of(bits()), any::<bool>());
    let planned = (of(civil()), of(civil()));
    (tree, state, rest, (external(), metadata(), origin()), (schedule, planned))
        .prop_map(|(a, b, c, d, e)| Task {
            id: a.0,
            parent: a.1,
            position: a.2,
            title: a.3,
            description: a.4,
            kind: a.5,
            status: b.0,
            archived: b.1,
            priority: b.2,
            effort: b.3,
            actual: b.4,
            estimate: b.5,
            duration: e.0.0,
            remaining: e.0.1,
            constraint: e.0.2,
            calendar: e.0.3.map(CalendarId::from_bits),
            interruptible: e.0.4,
            planned_start: e.1.0,
            planned_finish: e.1.1,
            start: c.0,
            due: c.1,
            assignees: c.2,
            labels: c.3,
            acceptance_criteria: c.4,
            source_key: c.5,
            external_ids: d.0,
            metadata: d.1,
            origin: d.2,
        })
        .boxed()
}

pub(crate) fn link() -> BoxedStrategy<Link> {
    let kinds = (select(LinkType::ALL), select(Dependency::ALL), any::<i32>(), select(LagKind::ALL));
    (bits(), task_id(), task_id(), kinds, metadata(), origin())
        .prop_map(|(id, from, to, kinds, metadata, origin)| Link {
            id: LinkId::from_bits(id),
            from,
            to,
            link_type: kinds.0,
            dependency: kinds.1,
            lag: kinds.2,
            lag_kind: kinds.3,
            metadata,
            origin,
        })
        .boxed()
}

fn working_days() -> impl Strategy<Value = WorkingDays> {
    vec(1i8..=7, 0..8).prop_map(|days| {
        WorkingDays::of(days.into_iter().map(|d| Weekday::from_monday_one_offset(d).unwrap()))
    })
}

pub(crate) fn meta() -> BoxedStrategy<Meta> {
    let order = select(vec![DateOrder::MonthDay, DateOrder::DayMonth]);
    let head = (text(), of(text()), status(), any::<bool>(), priority());
    let dates = (of(date()), of(date()), texts(), external(), of(text()), of(text()));
    let rules = (any::<u32>(), any::<u32>(), working_days(), text(), order, metadata());
    let people = (of(any::<u32>()), of(bits()), select(ProjectKind::ALL), of(bits()));
    (head, dates, rules, people)
        .prop_map(|(a, b, c, d)| Meta {
            title: a.0,
            summary: a.1,
            status: a.2,
            archived: a.3,
            priority: a.4,
            start: b.0,
            deadline: b.1,
            labels: b.2,
            external_ids: b.3,
            repository: b.4,
            imported_from: b.5,
            depth_limit: c.0,
            minutes_per_day: c.1,
            working_days: c.2,
            minutes_per_week: d.0,
            calendar: d.1.map(CalendarId::from_bits),
            kind: d.2,
            pool: d.3.map(ProjectId::from_bits),
            time_zone: c.3,
            date_order: c.4,
            metadata: c.5,
        })
        .boxed()
}

pub(crate) fn civil() -> impl Strategy<Value = DateTime> {
    (date(), clock()).prop_map(|(date, time)| date.to_datetime(time))
}

fn clock() -> impl Strategy<Value = Time> {
    (0i8..24, 0i8..60, prop_oneof![3 => Just(0i8), 1 => 0i8..60])
        .prop_map(|(h, m, s)| Time::new(h, m, s, 0).unwrap())
}

fn constraint() -> impl Strategy<Value = Constraint> {
    (select(ConstraintKind::ALL), of(date()), of(clock()), any::<bool>(), of(any::<u32>()))
        .prop_map(|(kind, date, time, hard, cost)| Constraint { kind, date, time, hard, cost })
}

fn hours() -> impl Strategy<Value = Hours> {
    vec((0u16..1440, 0u16..1500), 0..3)
        .prop_map(|shifts| Hours::of(shifts.into_iter().map(|(from, to)| Shift { from, to })))
}

fn exception() -> impl Strategy<Value = Exception> {
    (of(text()), date(), date(), hours(), any::<bool>())
        .prop_map(|(name, first, last, hours, yearly)| Exception { name, first, last, hours, yearly })
}

pub(crate) fn calendar() -> BoxedStrategy<Calendar> {
    let week = of(vec(hours(), 7))
        .prop_map(|week| week.map(|days| Week::of(|day| days[day.to_monday_zero_offset() as usize].clone())));
    (bits(), text(), of(bits()), week, vec(exception(), 0..3), of(text()), of(text()), metadata())
        .prop_map(|(id, name, base, week, exceptions, time_zone, source_key, metadata)| Calendar {
            id: CalendarId::from_bits(id),
            name,
            base: base.map(CalendarId::from_bits),
            week,
            exceptions,
            time_zone,
            source_key,
            metadata,
        })
        .boxed()
}

pub(crate) fn resource() -> BoxedStrategy<Resource> {
    let span = (of(date()), of(date()), any::<u32>()).prop_map(|(first, last, percent)| Availability {
        first,
        last,
        percent,
    });
    let absence =
        (date(), date(), of(text())).prop_map(|(first, last, reason)| Absence { first, last, reason });
    let head = (bits(), text(), select(ResourceKind::ALL), any::<u32>(), any::<u32>(), of(bits()));
    let times = (vec(span, 0..2), vec(absence, 0..2), of(any::<u32>()), of(any::<u32>()));
    (head, times, texts(), of(text()), external(), of(text()), metadata())
        .prop_map(|(a, b, skills, email, external_ids, source_key, metadata)| Resource {
            id: ResourceId::from_bits(a.0),
            name: a.1,
            kind: a.2,
            capacity: a.3,
            efficiency: a.4,
            calendar: a.5.map(CalendarId::from_bits),
            availability: b.0,
            absences: b.1,
            minutes_per_day: b.2,
            minutes_per_week: b.3,
            skills,
            email,
            external_ids,
            source_key,
            metadata,
        })
        .boxed()
}

pub(crate) fn assignment() -> BoxedStrategy<Assignment> {
    let who = (of(bits()), vec(bits(), 0..3), of(text()));
    (bits(), task_id(), who, any::<u32>(), of(any::<u32>()), metadata())
        .prop_map(|(id, task, who, units, effort, metadata)| Assignment {
            id: AssignmentId::from_bits(id),
            task,
            resource: who.0.map(ResourceId::from_bits),
            alternatives: who.1.into_iter().map(ResourceId::from_bits).collect(),
            skill: who.2,
            units,
            effort,
            metadata,
        })
        .boxed()
}

pub(crate) fn baseline() -> BoxedStrategy<Baseline> {
    let planned = (civil(), civil(), of(any::<u32>())).prop_map(|(start, finish, effort)| BaselineTask {
        start,
        finish,
        effort,
    });
    (bits(), text(), of(date()), of(0..u64::MAX), btree_map(task_id(), planned, 0..3), metadata())
        .prop_map(|(id, name, taken_on, version, tasks, metadata)| Baseline {
            id: BaselineId::from_bits(id),
            name,
            taken_on,
            version: version.map(Version),
            tasks,
            metadata,
        })
        .boxed()
}

/// Some operations on records of one kind.
fn ops<R: Entity + 'static>(record: fn() -> BoxedStrategy<R>) -> BoxedStrategy<Vec<(R, Op<R>)>> {
    let op = prop_oneof![
        record().prop_map(|record| Op::Create(Box::new(record))),
        (record(), record(), any::<bool>()).prop_map(|pair| Op::Update(Box::new(some_of(pair)))),
        Just(Op::Delete),
    ];
    vec((record(), op), 0..3).boxed()
}

/// Adds them; what is created has the id of its operation.
fn put<R: Entity>(patch: &mut Patch, ops: Vec<(R, Op<R>)>) {
    for (record, op) in ops {
        let id = record.id();
        let op = if matches!(op, Op::Create(_)) { Op::Create(Box::new(record)) } else { op };
        R::ops_mut(patch).insert(id, op);
    }
}

/// Some of the fields of a record: those in which two arbitrary records differ, and now and then all of them.
fn some_of<C: Change>(pair: (C::Record, C::Record, bool)) -> C {
    let (from, to, whole) = pair;
    if whole { C::whole(&to) } else { C::between(&from, &to) }
}

/// A record like another one in most fields.
fn near_task() -> impl Strategy<Value = (Task, Task, bool)> {
    (task(), task(), 0u32..1 << 20, prop::bool::weighted(0.1)).prop_map(|(from, other, mask, whole)| {
        let to = Task { id: from.id, ..other };
        let mut mixed = from.clone();
        if mask & 1 != 0 {
            mixed.parent = to.parent;
        }
        if mask & 2 != 0 {
            mixed.title.clone_from(&to.title);
        }
        if mask & 4 != 0 {
            mixed.due = None;
        }
        if mask & 8 != 0 {
            mixed.labels.clear();
        }
        if mask & 16 != 0 {
            mixed = to;
        }
        (from, mixed, whole)
    })
}

pub(crate) fn patch() -> BoxedStrategy<Patch> {
    let task_op = prop_oneof![
        task().prop_map(|task| Op::Create(Box::new(task))).boxed(),
        near_task().prop_map(|pair| Op::Update(Box::new(some_of(pair)))),
        Just(Op::Delete),
    ];
    let link_op = prop_oneof![
        link().prop_map(|link| Op::Create(Box::new(link))),
        (link(), link(), any::<bool>()).prop_map(|pair| Op::Update(Box::new(some_of(pair)))),
        Just(Op::Delete),
    ];
    let meta = prop_oneof![Just(MetaChange::default()), (meta(), meta(), any::<bool>()).prop_map(some_of)];
    let head = (bits(), bits(), 0..u64::MAX, text(), text(), of(0..u64::MAX));
    let rest = (ops(calendar), ops(resource), ops(assignment), ops(baseline));
    (head, meta, vec((task_id(), task_op), 0..4), vec((bits(), link_op), 0..4), rest)
        .prop_map(|(head, meta, tasks, links, rest)| {
            let mut patch = Patch::new(
                PatchId::from_bits(head.0),
                ProjectId::from_bits(head.1),
                Version(head.2),
                Author::new(head.3),
                head.4,
            );
            patch.reverts = head.5.map(Version);
            patch.meta = meta;
            for (id, mut op) in tasks {
                if let Op::Create(task) = &mut op {
                    task.id = id;
                }
                patch.tasks.insert(id, op);
            }
            for (id, mut op) in links {
                let id = LinkId::from_bits(id);
                if let Op::Create(link) = &mut op {
                    link.id = id;
                }
                patch.links.insert(id, op);
            }
            put(&mut patch, rest.0);
            put(&mut patch, rest.1);
            put(&mut patch, rest.2);
            put(&mut patch, rest.3);
            patch
        })
        .boxed()
}

pub(crate) fn moment() -> impl Strategy<Value = Timestamp> {
    (-62_000_000_000i64..253_000_000_000, 0i32..1_000_000_000)
        .prop_map(|(second, nano)| Timestamp::new(second, nano).unwrap())
}

pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    (0..u64::MAX, moment(), patch(), patch()).prop_map(|(version, at, patch, inverse)| Entry {
        version: Version(version),
        at,
        patch,
        inverse,
    })
}

pub(crate) fn question() -> impl Strategy<Value = Question> {
    (text(), text(), of(text()), vec(text(), 0..3)).prop_map(|(code, text, about, choices)| Question {
        code,
        text,
        about,
        choices,
    })
}

pub(crate) fn warning() -> impl Strategy<Value = Warning> {
    (text(), text(), of(any::<u32>())).prop_map(|(code, text, line)| Warning { code, text, line })
}

pub(crate) fn proposal() -> impl Strategy<Value = Proposal> {
    let state = prop_oneof![
        Just(ProposalState::Open),
        (0..u64::MAX).prop_map(|n| ProposalState::Approved(Version(n))),
        of(text()).prop_map(ProposalState::Rejected),
        bits().prop_map(|id| ProposalState::Superseded(ProposalId::from_bits(id))),
    ];
    (bits(), patch(), vec(question(), 0..2), vec(warning(), 0..2), moment(), state).prop_map(
        |(id, patch, questions, warnings, at, state)| Proposal {
            id: ProposalId::from_bits(id),
            patch,
            questions,
            warnings,
            at,
            state,
        },
    )
}

/// A project as it may be read from somewhere: it need not keep any rule.
pub(crate) fn project() -> BoxedStrategy<Project> {
    let rest = (vec(calendar(), 0..2), vec(resource(), 0..2), vec(assignment(), 0..2), vec(baseline(), 0..2));
    (bits(), 0..u64::MAX, meta(), vec(task(), 0..5), vec(link(), 0..4), rest)
        .prop_map(|(id, version, meta, tasks, links, rest)| {
            Project::assemble(ProjectId::from_bits(id), Version(version), meta, tasks, links, Extent::Whole)
                .with_calendars(rest.0)
                .with_resources(rest.1)
                .with_assignments(rest.2)
                .with_baselines(rest.3)
        })
        .boxed()
}

/// Any JSON.
pub(crate) fn json() -> BoxedStrategy<serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        text().prop_map(Into::into),
        bits().prop_map(|bits| TaskId::from_bits(bits).uuid().into()),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Into::into),
            btree_map(text(), inner, 0..4)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
    .boxed()
}
