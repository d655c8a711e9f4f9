//! The words around tasks given to them: fields, criteria, dependencies in lists, descriptions. Must never give words to a
//! task they do not stand under.

use std::collections::HashMap;

use planwright_phrases::clean;

use super::super::section::Role;
use super::super::tree::Kind;
use super::Gather;

/// Longest description, in bytes; a plan is no archive.
const LONGEST_DESCRIPTION: usize = 20_000;

/// "#1 Form shown" without its number.
fn uncounted(words: &str) -> &str {
    let counted = words.strip_prefix('#').and_then(|rest| rest.split_once(' '));
    counted.filter(|(n, _)| n.bytes().all(|b| b.is_ascii_digit())).map_or(words, |(_, words)| words)
}

impl Gather<'_, '_> {
    /// Gives the words around tasks to them: fields, criteria, dependencies in lists, descriptions.
    pub(super) fn words(&mut self) {
        let mut lines: HashMap<u32, Vec<(u32, usize, String)>> = HashMap::new();
        for i in 1..self.tree.nodes.len() {
            let node = &self.tree.nodes[i];
            let own = self.task[i].is_some() || self.verdicts.repeats[i];
            let Some(task) = self.task[i].or_else(|| self.above(i)) else {
                if self.verdicts.depends[i] {
                    let own = (node.kind == Kind::Item).then(|| (node.raw.to_string(), node.line));
                    self.sentences.extend(own);
                    self.sentences
                        .extend(node.body.iter().map(|(line, _, text)| ((*text).to_owned(), *line)));
                }
                continue;
            };
            if !own {
                let near = self.near(i);
                if near && !node.fields.is_empty() && !matches!(node.kind, Kind::Bar | Kind::Row) {
                    self.fields(task, &node.fields);
                }
                if self.verdicts.criteria[i] && node.kind == Kind::Item {
                    self.draft.tasks[task as usize].criteria.push(clean::title(uncounted(&node.raw)));
                    if node.head.check.is_some_and(|mark| mark != ' ') {
                        self.ticks.get_or_insert((node.line, 0)).1 += 1;
                    }
                    continue;
                }
                if self.verdicts.depends[i] && node.kind == Kind::Item {
                    self.needs.push((task, format!("{}\u{1}", node.raw), node.line));
                    continue;
                }
                let heading = matches!(node.kind, Kind::Heading(_));
                let mark = match node.kind {
                    Kind::Item if node.ordered => {
                        format!("{}. ", node.head.key.as_ref().map_or("-", |k| k.text.as_str()))
                    }
                    Kind::Item => "- ".to_owned(),
                    Kind::Heading(_) => "## ".to_owned(),
                    _ => String::new(),
                };
                // "Acceptance criteria:" announces what is kept as such, and says nothing itself.
                let next = self.tree.nodes.get(i + 1).filter(|n| n.parent as usize == i);
                let announces = node.role == Role::Criteria
                    && next.is_some_and(|n| n.kind == Kind::Item && self.verdicts.criteria[i + 1]);
                let silent = announces
                    || matches!(node.kind, Kind::Bar | Kind::Row)
                    || (self.verdicts.criteria[i] && !matches!(node.kind, Kind::Item));
                if !silent {
                    lines.entry(task).or_default().push((
                        node.line,
                        if heading { 0 } else { node.indent },
                        format!("{mark}{}", node.raw),
                    ));
                }
            }
            if !node.body.is_empty() {
                let list = lines.entry(task).or_default();
                list.extend(
                    node.body.iter().map(|(line, indent, text)| (*line, *indent, (*text).to_owned())),
                );
            }
        }
        for (task, mut list) in lines {
            list.sort_by_key(|(line, _, _)| *line);
            let least = list.iter().map(|(_, indent, _)| *indent).min().unwrap_or(0);
            let mut text = String::new();
            for (_, indent, line) in list {
                if text.len() > LONGEST_DESCRIPTION {
                    text.push_str("\n…");
                    break;
                }
                if !text.is_empty() {
                    text.push('\n');
                }
                text.extend(std::iter::repeat_n(' ', (indent - least.min(indent)).min(40)));
                text.push_str(&line);
            }
            let task = &mut self.draft.tasks[task as usize];
            if let Some(said) = &task.description {
                text = format!("{said}\n{text}");
            }
            task.description = Some(text).filter(|t| !t.trim().is_empty());
        }
    }

    /// Do the fields of a node that is no task speak of the task above it?
    fn near(&self, i: usize) -> bool {
        let mut at = i;
        while at != 0 && self.task[at].is_none() {
            if self.verdicts.criteria[at] || matches!(self.node(at).role, Role::Closed) {
                return false;
            }
            at = self.node(at).parent as usize;
        }
        true
    }
}
