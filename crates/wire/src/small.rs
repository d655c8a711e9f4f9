//! Small objects: parts of a task, and what is said beside a patch.

use planwright_domain::{
    Code, Confidence, Estimate, LinkId, Origin, OriginKind, Question, TaskId, Violation, Warning,
};

use crate::object::object;

object!(Estimate, "estimate", "", {
    needed low: u32 = "low", "If all goes well, in person-minutes.";
    needed likely: u32 = "likely", "What to plan with, in person-minutes.";
    needed high: u32 = "high", "If much goes wrong, in person-minutes.";
    sparse confidence: Option<Confidence> = "confidence", "How sure its author was, from 0 to 1.";
});

object!(Origin, "origin", "", {
    needed kind: OriginKind = "kind", "How it got into the plan.";
    sparse source: Option<String> = "source", "The document, file or template.";
    sparse line: Option<u32> = "line", "The line of the source, counted from 1.";
    sparse quote: Option<String> = "quote", "The words it came from, or the reason it was added.";
});

object!(Question, "question", "", {
    needed code: String = "code", "A stable kebab-case word.";
    needed text: String = "text", "As a person would say it.";
    sparse about: Option<String> = "about", "The words it is about.";
    sparse choices: Vec<String> = "choices", "Possible answers, when there are few.";
});

object!(Warning, "warning", "", {
    needed code: String = "code", "A stable kebab-case word.";
    needed text: String = "text", "As a person would say it.";
    sparse line: Option<u32> = "line", "The line of the source, counted from 1.";
});

object!(Violation, "violation", "", {
    needed code: Code = "code", "A stable kebab-case word.";
    sparse task: Option<TaskId> = "task_id", "The task it is about.";
    sparse link: Option<LinkId> = "link_id", "The link it is about.";
    needed message: String = "message", "What is wrong.";
    always hint: String = "hint", "The next step.";
});
