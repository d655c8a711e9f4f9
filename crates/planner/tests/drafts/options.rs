//! What a person may choose, and what is never added: every choice does what it says, and none moves what is stated.

use planwright_domain::{OriginKind, Project};
use planwright_planner::options::{Added, Depth, Limits, Reaction, Style};
use planwright_planner::{DraftError, Options, templates};

use crate::show::{Drafted, drafted_with};

const GOALS: [&str; 12] = [
    "Publish our Android app for bird watchers by September 30",
    "Launch a web shop for spare bicycle parts by the end of August",
    "Organise a conference for 120 guests on October 9",
    "Renovate the kitchen by the end of May",
    "Write a novel by December",
    "Open a small restaurant in October",
    "Build a robot that waters plants, with firmware and a printed housing, by July 1",
    "Make a board game about bees by November",
    "Migrate our database to the cloud by June 30",
    "Shoot a short film by September",
    "Create an online course on bookkeeping by August 1",
    "Get SOC 2 certified by the end of the year",
];

fn sum(plan: &Drafted) -> u64 {
    plan.work().filter_map(|t| t.effort).map(u64::from).sum()
}

fn depth(project: &Project) -> usize {
    let above = |task| std::iter::successors(Some(task), |t| project.task(*t)?.parent).count();
    project.tasks().map(|t| above(t.id)).max().unwrap_or(0)
}

fn of(style: Style) -> Options {
    Options { style, ..Options::default() }
}

#[test]
fn a_task_of_a_draft_takes_half_an_hour_to_four_hours() {
    for goal in GOALS {
        let plan = Drafted::of(goal);
        for task in plan.work() {
            let effort = task.effort.unwrap_or(0);
            assert!((30..=240).contains(&effort), "{goal}: {} takes {effort}", task.title);
        }
        assert!((10..=60).contains(&plan.creates()), "{goal}: {}", plan.creates());
    }
}

#[test]
fn every_added_task_has_a_reason() {
    for goal in GOALS {
        let plan = Drafted::with(goal, of(Style::Conservative));
        for task in plan.project.tasks() {
            let origin = task.origin.as_ref().expect("every task has an origin");
            assert!(origin.quote.as_ref().is_some_and(|q| q.len() > 5), "{goal}: {}", task.title);
        }
    }
}

#[test]
fn a_stated_effort_is_never_broken_down_or_paced() {
    let text = "Move the archive: sort the shelves (8 days), scan the letters (20 minutes).";
    for style in [Style::Aggressive, Style::Balanced, Style::Conservative] {
        for depth in [Depth::Auto, Depth::Flat, Depth::Deep, Depth::Levels(2)] {
            let plan = Drafted::with(text, Options { style, depth, ..Options::default() });
            assert_eq!(plan.the("shelves").effort, Some(8 * 480), "{style:?} {depth:?}");
            assert_eq!(plan.the("letters").effort, Some(20), "{style:?} {depth:?}");
        }
    }
}

#[test]
fn a_bolder_style_adds_less_and_a_careful_one_more() {
    for goal in GOALS {
        let [bold, usual, careful] =
            [Style::Aggressive, Style::Balanced, Style::Conservative].map(|s| Drafted::with(goal, of(s)));
        assert!(bold.creates() <= usual.creates(), "{goal}");
        assert!(sum(&bold) < sum(&usual) && sum(&usual) < sum(&careful), "{goal}");
        assert!(careful.titled("Reserve for").len() > usual.titled("Reserve for").len(), "{goal}");
    }
}

#[test]
fn depth_decides_the_levels() {
    for goal in GOALS {
        let levels = |d| depth(&Drafted::with(goal, Options { depth: d, ..Options::default() }).project);
        assert_eq!(levels(Depth::Flat), 1, "{goal}");
        assert_eq!(levels(Depth::Auto), 2, "{goal}");
        assert_eq!(levels(Depth::Deep), 3, "{goal}");
        assert_eq!(levels(Depth::Levels(2)), 2, "{goal}");
    }
}

#[test]
fn detail_decides_how_much_is_added() {
    for goal in GOALS {
        let added = |added| Drafted::with(goal, Options { added, ..Options::default() }).creates();
        assert!(added(Added::Core) < added(Added::All), "{goal}");
    }
    let text = "Repaint the boat: sand, prime, paint and launch.";
    let options = Options { added: Added::None, ..Options::default() };
    let plan = Drafted::with(text, options);
    let tops = plan.project.children(None);
    for task in tops {
        assert_eq!(task.origin.as_ref().map(|o| o.kind), Some(OriginKind::Stated), "{}", task.title);
    }
}

#[test]
fn the_number_of_tasks_is_bounded_unless_all_is_asked_for() {
    let text = "Build a web shop: catalogue, cart, checkout, accounts, search, invoices, returns, vouchers, reviews, mails, \
                statistics, exports.";
    let most = |most_tasks| Options { most_tasks, ..Options::default() };
    assert!(Drafted::with(text, most(30)).creates() <= 30);
    assert!(Drafted::with(text, most(20)).creates() <= 22);
    let deep = Drafted::with(text, Options { depth: Depth::Deep, ..Options::default() });
    assert!(deep.work().all(|t| t.effort.is_some_and(|e| e <= 240)));
}

#[test]
fn what_is_ruled_out_or_done_is_not_added() {
    for (text, absent) in [
        ("Ship our iOS app by May 30, no app store.", vec!["App Store"]),
        (
            "Build a website for the choir by June 1 without content and without monitoring.",
            vec!["texts", "monitoring"],
        ),
        (
            "Launch the shop website by July 1. We already have a design.",
            vec!["Sketch the most important pages"],
        ),
        ("Publish our Android app by September 30. We don't need a beta.", vec!["beta"]),
        (
            "Build a web shop by August 1. The architecture is already done.",
            vec!["data model and the arch", "Decide on the pieces"],
        ),
    ] {
        let plan = Drafted::of(text);
        for words in absent {
            let found: Vec<_> = plan
                .titled(words)
                .into_iter()
                .filter(|t| t.origin.as_ref().is_some_and(|o| o.kind == OriginKind::Added))
                .map(|t| t.title.clone())
                .collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}

#[test]
fn a_person_alone_needs_no_approval_of_others() {
    let goal = "Sort my stamp collection by country and by year until December 1";
    let with = |text: &str| Drafted::with(text, Options { added: Added::All, ..Options::default() });
    assert!(!with(goal).titled("approved").is_empty());
    assert!(with(&format!("{goal}, just me.")).titled("approved").is_empty());
}

#[test]
fn little_stated_time_is_not_filled_with_much() {
    let plan = Drafted::of("Build a small website for the choir. Budget 6 hours in total.");
    assert_eq!(sum(&plan), 360);
    assert!(plan.work().all(|t| t.effort.is_some_and(|e| e >= 15)), "{:?}", plan.titles());
}

#[test]
fn limits_refuse_with_their_code() {
    let limited = |limits| Options { limits, ..Options::default() };
    let text = "Paint the fence, mow the lawn, trim the hedge, rake the leaves and sweep the path.";
    let code = |limits| drafted_with(text, limited(limits)).map(|_| ()).map_err(|e: DraftError| e.code());
    assert_eq!(code(Limits::default()), Ok(()));
    assert_eq!(code(Limits { bytes: 40, ..Limits::default() }), Err("text-too-long"));
    assert_eq!(code(Limits { steps: 3, ..Limits::default() }), Err("text-too-long"));
    let dutch = "Organiseer het zomerfeest voor alle medewerkers: zaal boeken, eten regelen, uitnodigingen versturen en een plan voor slecht weer maken.";
    let plan = Drafted::of(dutch);
    assert!(plan.warned("other-language"));
    let refuse = Limits { language: Reaction::Refuse, ..Limits::default() };
    let refused = drafted_with(dutch, limited(refuse)).map(|_| ()).map_err(|e| e.code());
    assert_eq!(refused, Err("text-other-language"));
}

#[test]
fn a_documents_gaps_are_estimated_only_when_asked_for() {
    let text = "- [ ] Build the export (2h)\n- [ ] Write the handbook\n- [x] Buy a desk\n";
    let plan = Drafted::of(text);
    assert_eq!(plan.the("handbook").effort, None);
    let plan = Drafted::with(text, Options { estimate: true, ..Options::default() });
    let guessed = plan.the("handbook");
    assert!(guessed.effort.is_some() && guessed.estimate.is_some_and(|e| e.confidence.is_some()));
    assert!(guessed.metadata.contains_key("effort_estimated"));
    assert_eq!(plan.the("export").effort, Some(120));
    assert!(!plan.the("export").metadata.contains_key("effort_estimated"));
    assert_eq!(plan.the("desk").effort, None);
}

#[test]
fn every_template_drafts_a_plan_that_can_be_reviewed() {
    for template in templates::list() {
        let text = "Do the thing by December 1";
        let request =
            planwright_planner::Request { template: Some(template.name), ..crate::show::request(text) };
        let reading = crate::show::drafted_by(&request).expect("a plan");
        let tasks = reading.patch.created_tasks().count();
        assert!((3..=60).contains(&tasks), "{}: {tasks}", template.name);
    }
}

#[test]
fn a_list_of_steps_stays_the_list_it_is() {
    for (text, most) in [
        ("Repaint the boat: scrape the hull, sand the wood, prime everything, paint it twice.", 1),
        ("Redo the price list: collect the costs, talk to sales, write the list.", 1),
        (
            "Set up the archive: sort the boxes, label the shelves, scan the letters. Scan the letters after the boxes are sorted.",
            0,
        ),
        ("Bake for the fair: buy flour (1 hour), bake twelve loaves (5 hours).", 0),
    ] {
        let plan = Drafted::of(text);
        let added =
            |t: &&planwright_domain::Task| t.origin.as_ref().is_some_and(|o| o.kind == OriginKind::Added);
        let count = plan.project.tasks().filter(added).count();
        assert!(count <= most, "{text}: {count}");
        assert_eq!(depth(&plan.project), 1, "{text}");
        let all = Drafted::with(text, Options { added: Added::All, ..Options::default() });
        assert!(all.creates() > plan.creates(), "{text}");
    }
}

#[test]
fn a_stated_step_is_one_task_unless_somebody_asks_for_more() {
    let text = "Renew the intranet: rewrite the search engine from scratch, migrate all documents of ten departments, \
                train every editor.";
    let stated = |plan: &Drafted| {
        let own =
            |t: &&planwright_domain::Task| t.origin.as_ref().is_some_and(|o| o.kind == OriginKind::Stated);
        plan.work().filter(own).filter_map(|t| Some((t.effort?, t.estimate?))).collect::<Vec<_>>()
    };
    let plan = stated(&Drafted::of(text));
    assert_eq!(plan.len(), 3);
    assert!(plan.iter().all(|(effort, range)| *effort <= 240 && range.high >= 2 * effort), "{plan:?}");
    let deep = Drafted::with(text, Options { depth: Depth::Deep, ..Options::default() });
    assert!(deep.creates() > 6, "{}", deep.creates());
}
