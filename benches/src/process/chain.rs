//! The plan that every program is measured on: a flat list in which each task waits for the one before it, except every
//! tenth, in the notation each program imports.

use std::fmt::Write as _;

/// The UUID of the nth task, counted from 0; scattered, as real ones are.
pub(crate) fn uuid(n: usize) -> String {
    let high = (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let low = (n as u64 + 1).wrapping_mul(0xd134_2543_de82_ef95);
    let hex = format!("{high:016x}{low:016x}");
    format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

fn title(n: usize) -> String {
    format!("Task number {} of the chain", n + 1)
}

fn waits(n: usize) -> bool {
    !n.is_multiple_of(10)
}

/// As planwright's own JSON.
pub(crate) fn json(tasks: usize) -> String {
    let mut text = format!(
        r#"{{"schema":"planwright/project/v1","project":{{"project_id":"{}","version":1,"title":"Chain"}},"tasks":["#,
        uuid(usize::MAX / 2)
    );
    for n in 0..tasks {
        let comma = if n > 0 { "," } else { "" };
        let _ = write!(
            text,
            r#"{comma}{{"task_id":"{}","position":{},"title":"{}","kind":"task","status":"todo","estimated_minutes":60}}"#,
            uuid(n),
            (n + 1) * 1024,
            title(n)
        );
    }
    text.push_str(r#"],"links":["#);
    for (nth, n) in (0..tasks).filter(|&n| waits(n)).enumerate() {
        let comma = if nth > 0 { "," } else { "" };
        let _ = write!(
            text,
            r#"{comma}{{"link_id":"{}","from_task_id":"{}","to_task_id":"{}","link_type":"blocks","dependency":"FS"}}"#,
            uuid(n + (1 << 32)),
            uuid(n - 1),
            uuid(n)
        );
    }
    text.push_str("]}\n");
    text
}

/// As a Markdown checklist, with the dependencies as people write them.
pub(crate) fn markdown(tasks: usize) -> String {
    let mut text = "# Chain\n\n".to_owned();
    for n in 0..tasks {
        let _ = write!(text, "- [ ] T-{}: {} (60 min)", n + 1, title(n));
        if waits(n) {
            let _ = write!(text, ", after T-{n}");
        }
        text.push('\n');
    }
    text
}

/// As Taskwarrior imports it.
pub(crate) fn taskwarrior(tasks: usize) -> String {
    let rows = (0..tasks).map(|n| {
        let depends = if waits(n) { format!(r#","depends":["{}"]"#, uuid(n - 1)) } else { String::new() };
        format!(
            r#"{{"uuid":"{}","description":"{}","status":"pending","entry":"20261101T090000Z"{depends}}}"#,
            uuid(n),
            title(n)
        )
    });
    format!("[{}]\n", rows.collect::<Vec<_>>().join(",\n"))
}
