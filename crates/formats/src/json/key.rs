//! What the keys of other people's JSON and the attributes of their graphs mean. Must never take a key for another that only sounds like it.

/// What a key says of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Id,
    Title,
    /// Tasks below.
    Tasks,
    Depends,
    Blocks,
    /// An amount with its unit in the words.
    Effort,
    /// A number of so many minutes.
    Minutes(u32),
    /// As `Minutes`, but a number of days of the project.
    Days,
    Spent(u32),
    Status,
    /// True, or a number up to 100.
    Done,
    Due,
    Start,
    Priority,
    People,
    Labels,
    Description,
    Criteria,
    Kind,
    Milestone,
    Parent,
    Archived,
}

/// The meaning of a key, however it is written: `dueDate`, `due_date`, `Due date`.
pub(crate) fn of(key: &str) -> Option<Key> {
    let mut plain = String::new();
    for c in key.chars().filter(|c| c.is_alphanumeric()).take(40) {
        plain.extend(c.to_lowercase());
    }
    Some(match plain.as_str() {
        "id" | "key" | "taskid" | "identifier" | "ref" | "code" | "slug" => Key::Id,
        "title" | "name" | "summary" | "task" | "taskname" | "subject" | "headline" | "heading" | "text" => {
            Key::Title
        }
        "tasks" | "subtasks" | "children" | "items" | "steps" | "phases" | "milestones" | "stories"
        | "userstories" | "epics" | "features" | "sprints" | "todos" | "todo" | "checklist"
        | "activities" | "workpackages" | "actions" | "actionitems" | "sections" | "subitems" | "issues"
        | "cards" | "deliverables" | "stages" | "modules" | "plan" | "roadmap" | "backlog" | "iterations" => {
            Key::Tasks
        }
        "dependson" | "dependencies" | "depends" | "blockedby" | "after" | "predecessors" | "predecessor"
        | "requires" | "prerequisites" | "needs" | "deps" | "dependency" | "waitsfor" => Key::Depends,
        "blocks" | "successors" | "before" | "blocking" => Key::Blocks,
        "estimate" | "effort" | "duration" | "estimatedtime" | "timeestimate" | "estimatedduration"
        | "estimatedeffort" | "estimation" | "time" => Key::Effort,
        "minutes" | "estimatedminutes" | "estimateminutes" | "durationminutes" | "mins" | "estimatemin" => {
            Key::Minutes(1)
        }
        "hours"
        | "estimatedhours"
        | "estimatehours"
        | "efforthours"
        | "durationhours"
        | "esthours"
        | "hoursestimate"
        | "originalestimatehours" => Key::Minutes(60),
        "days" | "estimateddays" | "estimatedays" | "effortdays" | "durationdays" | "estdays" => Key::Days,
        "actualminutes" | "spentminutes" => Key::Spent(1),
        "actualhours" | "spenthours" | "hoursspent" | "loggedhours" => Key::Spent(60),
        "status" | "state" | "column" => Key::Status,
        "done" | "completed" | "complete" | "isdone" | "iscompleted" | "checked" | "finished"
        | "progress" | "percentcomplete" | "percentdone" | "completion" | "passes" => Key::Done,
        "due" | "duedate" | "deadline" | "end" | "enddate" | "finish" | "finishdate" | "targetdate"
        | "dueon" | "dueat" | "duedatetime" => Key::Due,
        "start" | "startdate" | "starton" | "startat" | "begin" => Key::Start,
        "priority" | "importance" => Key::Priority,
        "assignee" | "assignees" | "assignedto" | "owner" | "owners" | "responsible" | "who"
        | "resources" | "members" => Key::People,
        "tags" | "labels" | "categories" | "category" | "label" => Key::Labels,
        "description" | "details" | "notes" | "note" | "body" | "comment" | "desc" | "content" | "goal"
        | "objective" => Key::Description,
        "acceptancecriteria" | "criteria" | "definitionofdone" | "dod" | "teststrategy"
        | "successcriteria" => Key::Criteria,
        "type" | "kind" | "issuetype" => Key::Kind,
        "milestone" | "ismilestone" => Key::Milestone,
        "parent" | "parentid" | "parenttask" | "parenttaskid" | "epic" | "epicid" => Key::Parent,
        "archived" => Key::Archived,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_in_every_spelling() {
        for key in ["dueDate", "due_date", "Due date", "DUE-DATE"] {
            assert_eq!(of(key), Some(Key::Due), "{key}");
        }
        for key in ["", "version", "url", "createdAt", "updated_at", "points"] {
            assert_eq!(of(key), None, "{key}");
        }
    }
}
