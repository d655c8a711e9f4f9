//! What a notation can say of a plan. Each notation says which features it carries; from them follow what is told
//! of what a writer leaves out, and the law that reading what was written gives the rest back. Must never leave
//! anything out in silence.

mod links;
pub(crate) mod records;
mod tasks;

use planwright_domain::{Extent, Meta, Project, ProjectKind, Status, Task, Version};

use self::links::{drops, link_without, on_link};
use self::tasks::{on_task, task_without};

/// Something that can be said of a plan, and that a notation may have no way to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// The project's title.
    Title,
    /// The project's summary.
    Summary,
    /// The first day of work.
    ProjectStart,
    /// The project's deadline.
    Deadline,
    /// What else a project says of itself: its state, labels, ids, rules.
    ProjectRest,
    /// Summary tasks with tasks below them.
    Hierarchy,
    /// Ids that are the same on every reading.
    Ids,
    /// Keys of the document a task came from.
    Keys,
    /// Descriptions.
    Descriptions,
    /// Acceptance criteria.
    Criteria,
    /// Milestones.
    Milestones,
    /// The state done.
    Done,
    /// The state in progress.
    InProgress,
    /// The state blocked.
    Blocked,
    /// The state cancelled.
    Cancelled,
    /// Archived tasks.
    Archived,
    /// Priorities.
    Priorities,
    /// Efforts of work packages.
    Efforts,
    /// Efforts that summary tasks state themselves.
    SummaryEfforts,
    /// Efforts as ranges.
    Ranges,
    /// Efforts spent.
    Actuals,
    /// Working time from start to finish.
    Durations,
    /// Effort still to be spent.
    Remaining,
    /// Days before which work may not begin.
    Starts,
    /// Due dates.
    DueDates,
    /// What is asked of when a task takes place.
    Constraints,
    /// That work may stop and be taken up again.
    Splitting,
    /// When a kept schedule has a task take place.
    PlannedDates,
    /// Which days are worked, and how long they are, where no calendar says so.
    WorkingTime,
    /// Calendars, and which of them holds for what.
    Calendars,
    /// Days off of calendars. Whoever carries calendars carries these.
    Holidays,
    /// That a calendar is based on another, and says only what differs.
    CalendarBases,
    /// Exceptions of calendars on which work is done, at hours of their own.
    SpecialHours,
    /// Time zones of calendars.
    CalendarZones,
    /// Keys of calendars.
    CalendarKeys,
    /// People and what is known of them; the pool they come from.
    People,
    /// When people are absent. Whoever carries people carries this.
    Absences,
    /// How much of whom a task has.
    Assignments,
    /// Schedules that were approved and kept.
    Baselines,
    /// What baselines are called, and of when they are; a plan has no more than eleven without.
    BaselineNames,
    /// Assignees.
    Assignees,
    /// Labels.
    Labels,
    /// Ids in other systems.
    ExternalIds,
    /// Metadata of tasks and links.
    Metadata,
    /// Where tasks and links came from.
    Origins,
    /// Finish-to-start links.
    Links,
    /// Links start-to-start.
    StartToStart,
    /// Links finish-to-finish.
    FinishToFinish,
    /// Links start-to-finish.
    StartToFinish,
    /// Lags in working time.
    Lags,
    /// Lags in elapsed time.
    ElapsedLags,
    /// Leads: lags below zero, of either kind that is carried.
    Leads,
    /// Links that order nothing: related, duplicate.
    Remarks,
}

use Feature as F;

impl Feature {
    /// Every feature.
    pub const ALL: &'static [Self] = &[
        F::Title,
        F::Summary,
        F::ProjectStart,
        F::Deadline,
        F::ProjectRest,
        F::Hierarchy,
        F::Ids,
        F::Keys,
        F::Descriptions,
        F::Criteria,
        F::Milestones,
        F::Done,
        F::InProgress,
        F::Blocked,
        F::Cancelled,
        F::Archived,
        F::Priorities,
        F::Efforts,
        F::SummaryEfforts,
        F::Ranges,
        F::Actuals,
        F::Durations,
        F::Remaining,
        F::Starts,
        F::DueDates,
        F::Constraints,
        F::Splitting,
        F::PlannedDates,
        F::WorkingTime,
        F::Calendars,
        F::Holidays,
        F::CalendarBases,
        F::SpecialHours,
        F::CalendarZones,
        F::CalendarKeys,
        F::People,
        F::Absences,
        F::Assignments,
        F::Baselines,
        F::BaselineNames,
        F::Assignees,
        F::Labels,
        F::ExternalIds,
        F::Metadata,
        F::Origins,
        F::Links,
        F::StartToStart,
        F::FinishToFinish,
        F::StartToFinish,
        F::Lags,
        F::ElapsedLags,
        F::Leads,
        F::Remarks,
    ];

    /// Its name in the plural, as a person would say it.
    pub const fn name(self) -> &'static str {
        match self {
            F::Title => "the project's title",
            F::Summary => "the project's summary",
            F::ProjectStart => "the project's start",
            F::Deadline => "the project's deadline",
            F::ProjectRest => "the project's state, labels, ids and rules",
            F::Hierarchy => "summary tasks",
            F::Ids => "ids",
            F::Keys => "keys",
            F::Descriptions => "descriptions",
            F::Criteria => "acceptance criteria",
            F::Milestones => "milestones",
            F::Done => "the state done",
            F::InProgress => "the state in progress",
            F::Blocked => "the state blocked",
            F::Cancelled => "the state cancelled",
            F::Archived => "what is archived",
            F::Priorities => "priorities",
            F::Efforts => "efforts",
            F::SummaryEfforts => "efforts of summary tasks",
            F::Ranges => "ranges of efforts",
            F::Actuals => "efforts spent",
            F::Durations => "durations",
            F::Remaining => "remaining efforts",
            F::Starts => "start dates",
            F::DueDates => "due dates",
            F::Constraints => "constraints",
            F::Splitting => "leave to interrupt",
            F::PlannedDates => "planned dates",
            F::WorkingTime => "working days and the length of a day",
            F::Calendars => "calendars",
            F::Holidays => "days off",
            F::CalendarBases => "bases of calendars",
            F::SpecialHours => "days of calendars with hours of their own",
            F::CalendarZones => "time zones of calendars",
            F::CalendarKeys => "keys of calendars",
            F::People => "people",
            F::Absences => "absences",
            F::Assignments => "assignments",
            F::Baselines => "baselines",
            F::BaselineNames => "names and days of baselines",
            F::Assignees => "assignees",
            F::Labels => "labels",
            F::ExternalIds => "ids in other systems",
            F::Metadata => "metadata",
            F::Origins => "origins",
            F::Links => "dependencies",
            F::StartToStart => "dependencies start-to-start",
            F::FinishToFinish => "dependencies finish-to-finish",
            F::StartToFinish => "dependencies start-to-finish",
            F::Lags => "lags",
            F::ElapsedLags => "lags in elapsed time",
            F::Leads => "leads",
            F::Remarks => "related and duplicate tasks",
        }
    }

    const fn bit(self) -> u64 {
        1 << self as u64
    }

    /// Nobody misses these where they are left out: they can be made anew, or tell only of the past.
    const fn is_quiet(self) -> bool {
        matches!(self, F::Ids | F::Origins)
    }
}

/// What a schedule goes by, and what one left.
const SCHEDULES: &[Feature] = &[
    F::Durations,
    F::Remaining,
    F::Constraints,
    F::Splitting,
    F::PlannedDates,
    F::WorkingTime,
    F::Calendars,
    F::Holidays,
    F::CalendarBases,
    F::SpecialHours,
    F::CalendarZones,
    F::CalendarKeys,
    F::People,
    F::Absences,
    F::Assignments,
    F::Baselines,
    F::BaselineNames,
];

/// The features that a notation carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carries(u64);

impl Carries {
    /// All there is.
    pub const ALL: Self = Self::of(Feature::ALL);
    /// Nothing at all.
    pub const NONE: Self = Self(0);

    /// These and no others.
    pub const fn of(features: &[Feature]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < features.len() {
            bits |= features[i].bit();
            i += 1;
        }
        Self(bits)
    }

    /// All there is without these.
    pub const fn all_but(features: &[Feature]) -> Self {
        Self(Self::ALL.0 & !Self::of(features).0)
    }

    /// These without what makes a schedule of a plan: calendars, people, durations, constraints.
    pub(crate) const fn without_schedules(self) -> Self {
        Self(self.0 & !Self::of(SCHEDULES).0)
    }

    /// Whether `feature` is among them.
    pub const fn has(self, feature: Feature) -> bool {
        self.0 & feature.bit() != 0
    }

    /// What is not among them.
    fn left_out(self) -> impl Iterator<Item = Feature> {
        Feature::ALL.iter().copied().filter(move |feature| !self.has(*feature))
    }
}

/// What of `project` a notation with these features leaves out, in words: "lags of 2 links".
pub fn lost(project: &Project, carries: Carries) -> Vec<String> {
    let left_out = carries.left_out().filter(|f| !f.is_quiet());
    left_out
        .filter_map(|feature| {
            let tasks = project.tasks().filter(|t| on_task(feature, t, project)).count();
            let links = project.links().filter(|l| on_link(feature, l, carries)).count();
            let counted = |n: usize, noun: &str| {
                (n > 0).then(|| format!(" of {n} {noun}{}", if n == 1 { "" } else { "s" }))
            };
            let of = counted(tasks, "task").or_else(|| counted(links, "link"));
            let of = of.or_else(|| records::have(feature, project, carries).then(String::new));
            let told = feature == F::Calendars && carries.has(F::Holidays);
            let of = of.or_else(|| (!told && on_meta(feature, project.meta())).then(String::new))?;
            Some(format!("{}{of}", feature.name()))
        })
        .collect()
}

/// `project` without what a notation with these features leaves out.
pub fn only(project: &Project, carries: Carries) -> Project {
    let left_out: Vec<Feature> = carries.left_out().collect();
    let mut meta = left_out.iter().fold(project.meta().clone(), |meta, f| meta_without(*f, meta));
    meta.calendar = meta.calendar.or_else(|| records::holidays_of_project(project, carries));
    let flat = !carries.has(F::Hierarchy);
    let tasks = project.walk().enumerate().map(|(i, met)| {
        let bare = left_out.iter().filter(|f| on_task(**f, met.task, project));
        let task = bare.fold(met.task.clone(), |task, f| task_without(*f, task));
        if flat { Task { parent: None, position: i as i64, ..task } } else { task }
    });
    let kept = project.links().filter(|l| !left_out.iter().any(|f| drops(*f, l)));
    let links = kept.map(|link| left_out.iter().fold(link.clone(), |link, f| link_without(*f, link)));
    let bare = Project::assemble(
        project.id(),
        Version::CREATION,
        meta,
        tasks.collect::<Vec<_>>(),
        links.collect::<Vec<_>>(),
        Extent::Whole,
    );
    records::only(bare, project, carries)
}

fn on_meta(feature: Feature, meta: &Meta) -> bool {
    meta_without(feature, meta.clone()) != *meta
}

fn meta_without(feature: Feature, meta: Meta) -> Meta {
    match feature {
        F::Title => Meta { title: String::new(), ..meta },
        F::Summary => Meta { summary: None, ..meta },
        F::ProjectStart => Meta { start: None, ..meta },
        F::Deadline => Meta { deadline: None, ..meta },
        // Rules are supplied at creation wherever a plan arrives, and where it came from is of the past.
        F::ProjectRest => Meta {
            status: Status::Todo,
            archived: false,
            priority: None,
            labels: Default::default(),
            external_ids: Default::default(),
            repository: None,
            metadata: Default::default(),
            kind: ProjectKind::Plan,
            minutes_per_week: None,
            ..meta
        },
        F::WorkingTime => {
            let Meta { minutes_per_day, working_days, .. } = Meta::new("");
            Meta { minutes_per_day, working_days, ..meta }
        }
        F::Calendars => Meta { calendar: None, ..meta },
        F::People => Meta { pool: None, ..meta },
        _ => meta,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::project_of;

    #[test]
    fn every_feature_is_listed_once() {
        for (i, feature) in Feature::ALL.iter().enumerate() {
            assert_eq!(*feature as usize, i, "{feature:?}");
            assert!(Carries::ALL.has(*feature) && !Carries::NONE.has(*feature));
            assert!(!Carries::all_but(&[*feature]).has(*feature) && Carries::of(&[*feature]).has(*feature));
        }
        assert_eq!(Feature::ALL.last(), Some(&F::Remarks), "the last one of the enumeration");
    }

    #[test]
    fn what_is_left_out_is_told_once_with_how_often() {
        let project = project_of(
            "# House\ndeadline: 2026-08-15\n\n1 Walls\n  1.1 Frame  3d  @ann\n  1.2 [!] Paint  1d  after 1.1 SS+1d\n",
        );
        assert_eq!(
            lost(&project, Carries::of(&[F::Title, F::Hierarchy, F::Efforts])),
            [
                "the project's deadline",
                "the state blocked of 1 task",
                "assignees of 1 task",
                "dependencies start-to-start of 1 link",
            ]
        );
        assert_eq!(lost(&project, Carries::ALL), [""; 0]);
    }

    #[test]
    fn what_is_told_of_is_what_is_left_out() {
        let project = project_of(
            "# House\ndeadline: 2026-08-15\n\n1 Walls  2d\n  1.1 [x] Frame  3d  @ann  #wood\n    | oak\n    * plumb\n  1.2 [!] Paint  1d  after 1.1 SS+1d  !high\n2 Key  milestone  after 1.1 +2de, 1.2 SF, 1 -1h  related 1.2\n3 Way  after 2 FF\n",
        );
        for &feature in Feature::ALL {
            let carries = Carries::all_but(&[feature]);
            let told = !lost(&project, carries).is_empty();
            let rest = only(&project, carries);
            assert_eq!(told, !rest.says_the_same(&project) && !feature.is_quiet(), "{feature:?}");
            assert!(lost(&rest, carries).is_empty(), "{feature:?}");
        }
        assert!(only(&project, Carries::ALL).says_the_same(&project));
    }
}
