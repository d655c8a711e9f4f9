//! JSON: our own project documents (wire v1) read and written, and the plans of other tools and people read generously.
//! Must never define a shape of ours: they belong to the room of the wire.

mod gather;
pub(crate) mod key;
mod shape;
#[cfg(test)]
mod tests;
mod tree;
mod value;

use planwright_domain::{Change, Meta, MetaChange, Origin, OriginKind, Project};
use planwright_phrases::duration::{DayLength, Effort};
use planwright_wire::{ProjectDoc, project_from_json};

use crate::{ReadError, Reading, Source, draft};

/// Writes `project` on one line.
pub fn write(project: &Project) -> String {
    ProjectDoc::new(project).to_json()
}

/// The minutes that a text says under a key which counts them.
pub(crate) fn minutes(key: key::Key, text: &str, day: DayLength) -> Option<Effort> {
    value::minutes(key, &tree::Node::Text(text.to_owned(), 0), day)
}

/// Reads a project document. Tasks and links keep their ids, so that reading it again changes nothing.
pub(crate) fn read(
    text: &str,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    match tree::read(text) {
        Ok(node) if node.get("schema").is_none() => return others(&node, source, mint),
        // What is no JSON is told as the room of the wire tells it.
        _ => {}
    }
    let file = project_from_json(text)?;
    let mut patch = source.patch(mint);
    let plain = Meta { depth_limit: source.depth_limit, ..Meta::new("") };
    patch.meta = MetaChange::between(&plain, &file.meta);
    patch.meta.depth_limit = patch.meta.depth_limit.filter(|limit| *limit > source.depth_limit);
    for mut task in file.tasks {
        task.origin = task.origin.or_else(|| {
            Some(Origin { source: source.name.map(ToOwned::to_owned), ..Origin::new(OriginKind::Imported) })
        });
        patch.create_task(task);
    }
    for link in file.links {
        patch.create_link(link);
    }
    file.calendars.into_iter().for_each(|calendar| patch.create(calendar));
    file.resources.into_iter().for_each(|resource| patch.create(resource));
    file.assignments.into_iter().for_each(|assignment| patch.create(assignment));
    file.baselines.into_iter().for_each(|baseline| patch.create(baseline));
    Ok(Reading { patch, questions: file.questions, warnings: file.warnings, loose: Vec::new() })
}

/// Reads a plan that is not in our own shape.
fn others(
    node: &tree::Node,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut draft = gather::gather(node, source);
    if draft.tasks.is_empty() {
        let message =
            "this JSON has nothing like a task: expected a list of texts, or of objects with a title"
                .to_owned();
        return Err(ReadError::Syntax { line: 1, message });
    }
    draft.title = draft.title.or_else(|| Some(source.title()));
    Ok(draft::finish(draft, source, mint))
}

#[cfg(test)]
mod own {
    use super::*;
    use crate::Notation;
    use crate::fixture::{self, project_of, source};

    #[test]
    fn what_is_written_reads_back() {
        let project = project_of("# House\n1 Walls\n  1.1 Frame  3d  @ann\n  1.2 Paint  after 1.1 SS+1d\n");
        let again = fixture::project(&fixture::reading(write(&project), Notation::Json).unwrap());
        assert!(again.says_the_same(&project));
    }

    #[test]
    fn other_json_is_an_error_with_a_hint() {
        for text in ["{", "{\"schema\":\"other/v1\"}", "{\"schema\":\"planwright/project/v1\",\"tasks\":3}"] {
            let error = read(text, &source(), &mut || 9).unwrap_err();
            assert!(matches!(error, ReadError::Json(_)) && !error.hint().is_empty(), "{text}");
        }
    }
}
