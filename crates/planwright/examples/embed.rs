//! Planwright inside another program: a sentence becomes a plan, the plan is approved, and the program asks what can be
//! begun. Run it with `cargo run -p planwright --example embed`.

use planwright::domain::Author;
use planwright::planner::Options;
use planwright::usecases::plan::{Asked, draft_new, put_forward};
use planwright::usecases::{approve, read};
use planwright::{Planwright, Settings, block_on};

#[expect(clippy::print_stdout, reason = "an example shows what it does")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    block_on(async {
        let planwright = Planwright::in_memory().await?;
        let author = Author::new("embed");
        let ports = planwright.ports(&author);

        // Words become a patch that nobody has approved yet.
        let asked = Asked {
            text: "Paint the kitchen: first clear the room (2h), then tape the edges (1h), then paint the walls (1 day).",
            source: None,
            today: ports.clock.today(),
            template: None,
            options: Options::default(),
            meta: Settings::default().meta("Kitchen"),
        };
        let drafted = draft_new(&ports, &asked)?;
        println!("{} tasks are proposed", drafted.after.tasks().count());
        for question in &drafted.questions {
            println!("open question: {}", question.text);
        }

        // A person says yes, and the patch becomes an entry of the log.
        let proposal = put_forward(&ports, drafted).await?;
        let approved = approve::approve(&ports, &proposal, None).await?;
        println!("approved as version {}", approved.committed.version());

        // The plan can be asked.
        let project = read::whole(&ports, proposal.patch.project).await?;
        for task in read::next(&project, ports.clock.today()) {
            println!("next: {}", project.name(task.id));
        }
        Ok(())
    })?
}
