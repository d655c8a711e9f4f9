//! Laws of measuring, over plans of every size and over what is no plan at all.

use planwright_contract::synthetic::Shape;
use planwright_domain::{
    Dependency, Extent, Link, LinkId, LinkType, Meta, Project, ProjectId, Task, TaskId, Version,
};
use planwright_planner::eval::{Figure, Figures, Report, measure};
use proptest::prelude::*;

fn shapes() -> impl Strategy<Value = Shape> {
    (0usize..60, 1usize..6, 0.0f64..2.0, any::<u64>()).prop_map(|(tasks, levels, density, seed)| Shape {
        tasks,
        levels,
        density,
        seed,
        ..Shape::default()
    })
}

/// Tasks and links that may break every rule: circles of parents and links, ends that are missing, twins.
fn anything() -> impl Strategy<Value = Project> {
    let title =
        prop::sample::select(vec!["Paint", "Paint the fence", "Paint 2", "", "?", "1. 2)", "测试", "(3h)"]);
    let task = (1u128..8, 0u128..9, title, prop::option::of(0u32..900));
    let link = (1u128..9, 0u128..9, 0..Dependency::ALL.len(), 0..LinkType::ALL.len());
    (prop::collection::vec(task, 0..8), prop::collection::vec(link, 0..10)).prop_map(|(tasks, links)| {
        let tasks = tasks.into_iter().map(|(id, parent, title, effort)| {
            let parent = Some(TaskId::from_bits(parent)).filter(|_| parent > 0);
            Task { parent, effort, ..Task::new(TaskId::from_bits(id), title) }
        });
        let links = links.into_iter().enumerate().map(|(n, (from, to, dependency, link_type))| Link {
            dependency: Dependency::ALL[dependency],
            link_type: LinkType::ALL[link_type],
            ..Link::blocks(LinkId::from_bits(n as u128 + 1), TaskId::from_bits(from), TaskId::from_bits(to))
        });
        let (tasks, links): (Vec<_>, Vec<_>) = (tasks.collect(), links.collect());
        Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new("P"), tasks, links, Extent::Whole)
    })
}

fn is_sound(report: &Report) -> Result<(), TestCaseError> {
    for (figure, value) in Figures::of(Some(report), &[]).measured() {
        prop_assert!((0.0..=1.0).contains(&value), "{} is {value}", figure.word());
    }
    for overlap in
        [report.titles, report.links, report.order, report.rouge.one, report.rouge.two, report.rouge.longest]
    {
        prop_assert!(overlap.both <= overlap.gold.min(overlap.plan), "{overlap:?}");
    }
    prop_assert!(report.rouge.longest.both <= report.rouge.one.both);
    prop_assert_eq!(report.titles.both as usize + report.missing.len(), report.gold_tasks);
    prop_assert_eq!(report.titles.both as usize + report.extra.len(), report.plan_tasks);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_is_perfect_beside_itself(shape in shapes()) {
        let plan = shape.project();
        let report = measure(&plan, &plan);
        for (figure, value) in Figures::of(Some(&report), &[]).measured() {
            prop_assert_eq!(value, 1.0, "{}", figure.word());
        }
        prop_assert_eq!(report.tree.map(|tree| tree.distance), Some(0.0));
        is_sound(&report)?;
    }

    #[test]
    fn the_distance_of_trees_has_no_direction(one in shapes(), other in shapes()) {
        let (one, other) = (one.project(), other.project());
        let (there, back) = (measure(&one, &other), measure(&other, &one));
        prop_assert_eq!(there.tree, back.tree);
        prop_assert_eq!(there.shape, back.shape);
        prop_assert_eq!(there.rouge.longest.f1(), back.rouge.longest.f1());
        is_sound(&there)?;
    }

    #[test]
    fn titles_only_add_to_the_distance(one in shapes(), other in shapes()) {
        let report = measure(&one.project(), &other.project());
        let (tree, shape) = (report.tree.map(|tree| tree.distance), report.shape.map(|shape| shape.distance));
        prop_assert!(shape <= tree, "titles only add to the distance");
    }

    #[test]
    fn what_is_no_plan_is_measured_all_the_same(gold in anything(), plan in anything()) {
        is_sound(&measure(&gold, &plan))?;
    }
}

#[test]
fn the_same_two_plans_give_the_same_figures() {
    let (gold, plan) = (Shape::default().project(), Shape { seed: 2, ..Shape::default() }.project());
    assert_eq!(measure(&gold, &plan), measure(&gold, &plan));
    assert!(
        Figures::of(Some(&measure(&gold, &plan)), &[]).get(Figure::Score).is_some_and(|score| score < 0.9)
    );
}
