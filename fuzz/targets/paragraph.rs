//! Words of any kind, made a plan.
#![no_main]

use planwright_domain::{Author, DateOrder, Project, ProjectId, Version, apply};
use planwright_planner::{Request, draft};

libfuzzer_sys::fuzz_target!(|text: &str| {
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
    };
    let mut ids = 0;
    let Ok(reading) = draft(&request, &mut || {
        ids += 1;
        ids
    }) else {
        return;
    };
    let mut project = Project::void(ProjectId::from_bits(7));
    apply(&mut project, &reading.patch).expect("a draft keeps every rule");
});
