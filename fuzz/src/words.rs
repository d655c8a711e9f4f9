//! What the drafter has to withstand, whatever it is given: it never panics, and what it drafts keeps every rule of a plan.

use planwright_domain::{Author, DateOrder, Project, ProjectId, Version, apply};
use planwright_planner::{Request, draft};

/// Makes words a plan.
///
/// # Panics
/// When the drafter breaks its promise; that is what is looked for.
pub fn drafts(text: &str) {
    let request = Request {
        text,
        today: jiff::civil::date(2026, 3, 2),
        author: Author::new("fuzz"),
        project: ProjectId::from_bits(7),
        base: Version(0),
        depth_limit: 5,
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        source: None,
        template: None,
        options: Default::default(),
    };
    let mut ids = 0;
    let Ok(reading) = draft(&request, &mut || {
        ids += 1;
        ids
    }) else {
        return;
    };
    let mut project = Project::void(ProjectId::from_bits(7));
    if let Err(rejection) = apply(&mut project, &reading.patch) {
        panic!("a draft breaks rules: {:?}", rejection.violations);
    }
}
