//! Small objects: parts of a task, and what is said beside a patch.

use planwright_domain::{
    Code, Confidence, Estimate, LinkId, Origin, OriginKind, Question, TaskId, Violation, Warning,
};

use crate::object::object;

object!(Estimate, "estimate", "", {
    needed low: u32 = "low",
    needed likely: u32 = "likely",
    needed high: u32 = "high",
    sparse confidence: Option<Confidence> = "confidence",
});

object!(Origin, "origin", "", {
    needed kind: OriginKind = "kind",
    sparse source: Option<String> = "source",
    sparse line: Option<u32> = "line",
    sparse quote: Option<String> = "quote",
});

object!(Question, "question", "", {
    needed code: String = "code",
    needed text: String = "text",
    sparse about: Option<String> = "about",
    sparse choices: Vec<String> = "choices",
});

object!(Warning, "warning", "", {
    needed code: String = "code",
    needed text: String = "text",
    sparse line: Option<u32> = "line",
});

object!(Violation, "violation", "", {
    needed code: Code = "code",
    sparse task: Option<TaskId> = "task_id",
    sparse link: Option<LinkId> = "link_id",
    needed message: String = "message",
    always hint: String = "hint",
});
