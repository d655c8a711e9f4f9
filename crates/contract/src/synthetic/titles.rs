//! Titles that read like those of people: what is done, to what, and where. Must never be taken for anything measured.

use crate::dice::Dice;

const PROJECTS: [&str; 8] = [
    "Customer portal",
    "New shop",
    "Office move",
    "Reading app",
    "Warehouse renewal",
    "Spring festival",
    "Data platform",
    "House at the lake",
];

const STAGES: [&str; 12] = [
    "Preparation",
    "Discovery",
    "Design",
    "Groundwork",
    "Build",
    "Integration",
    "Migration",
    "Testing",
    "Training",
    "Launch",
    "Handover",
    "Care after launch",
];

const VERBS: [&str; 28] = [
    "Write",
    "Review",
    "Design",
    "Test",
    "Measure",
    "Order",
    "Set up",
    "Replace",
    "Clean up",
    "Describe",
    "Agree on",
    "Plan",
    "Draw",
    "Collect",
    "Compare",
    "Publish",
    "Translate",
    "Repair",
    "Migrate",
    "Automate",
    "Monitor",
    "Document",
    "Sketch",
    "Estimate",
    "Rehearse",
    "Check",
    "Simplify",
    "Archive",
];

const THINGS: [&str; 40] = [
    "login page",
    "price list",
    "search index",
    "delivery notes",
    "invoice template",
    "floor plan",
    "cable ducts",
    "backup routine",
    "newsletter",
    "contact form",
    "customer survey",
    "booking calendar",
    "test data",
    "style guide",
    "product photos",
    "opening speech",
    "seating plan",
    "shelf labels",
    "payment flow",
    "access rights",
    "error messages",
    "weekly report",
    "packing list",
    "fire exits",
    "audio guide",
    "ticket counter",
    "garden path",
    "roof battens",
    "kitchen counter",
    "help texts",
    "import of addresses",
    "export of orders",
    "rate limits",
    "event log",
    "welcome letter",
    "job advert",
    "sample chapters",
    "lighting",
    "sign at the door",
    "network cabinet",
];

const PLACES: [&str; 20] = [
    "for the pilot",
    "for the north branch",
    "for new members",
    "for the web shop",
    "in the test system",
    "in the main hall",
    "for the second floor",
    "with the supplier",
    "with the works council",
    "for partners",
    "for the mobile app",
    "for the press",
    "in the archive",
    "for the summer season",
    "with accounting",
    "for returning customers",
    "in the south wing",
    "for the first release",
    "for volunteers",
    "with legal",
];

const MILESTONES: [&str; 8] = [
    "approved",
    "ready for use",
    "handed over",
    "signed off",
    "open to the public",
    "frozen",
    "delivered",
    "live",
];

const PEOPLE: [&str; 8] = ["Ann", "Ben", "Chen", "Dora", "Emil", "Fatima", "Grace", "Hugo"];

/// The titles of one project.
pub(super) struct Titles {
    project: &'static str,
}

impl Titles {
    pub(super) fn new(dice: &mut Dice) -> Self {
        Self { project: one(&PROJECTS, dice) }
    }

    pub(super) fn project(&self) -> &'static str {
        self.project
    }

    pub(super) fn summary(&self, level: usize, dice: &mut Dice) -> String {
        match level {
            0 => format!("{} of the {}", one(&STAGES, dice), one(&THINGS, dice)),
            _ => format!("{} {}", capital(one(&THINGS, dice)), one(&PLACES, dice)),
        }
    }

    pub(super) fn task(&self, dice: &mut Dice) -> String {
        let (verb, thing) = (one(&VERBS, dice), one(&THINGS, dice));
        match dice.below(4) {
            0 => format!("{verb} the {thing}"),
            _ => format!("{verb} the {thing} {}", one(&PLACES, dice)),
        }
    }

    pub(super) fn milestone(&self, dice: &mut Dice) -> String {
        format!("{} {} {}", capital(one(&THINGS, dice)), one(&PLACES, dice), one(&MILESTONES, dice))
    }

    pub(super) fn person(&self, dice: &mut Dice) -> &'static str {
        one(&PEOPLE, dice)
    }
}

fn one(of: &[&'static str], dice: &mut Dice) -> &'static str {
    let picked: &&str = dice.pick(of);
    picked
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
