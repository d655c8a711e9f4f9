//! Which tasks of a project came from the document that is read into it. A document is known by the place it was first
//! read from, by its name, and by what stands in it when it was renamed or moved. Must never take the tasks of another
//! document for its own: they would go, or be worded anew, though nobody changed them.

use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{IdSet, Op, Origin, Patch, Project, Task, TaskId, Warning};

use super::likeness::folded;
use super::same::is_imported;

/// What a project holds of other documents than the one that is read.
#[derive(Default)]
pub(super) struct Own {
    foreign: IdSet<TaskId>,
    /// Whether the project holds anything of this document.
    known: bool,
    /// Names the document had before, each with how many of its tasks stand in it still, of how many.
    renamed: Vec<(String, usize, usize)>,
    /// Names of the document that another document here has already.
    taken_names: BTreeSet<String>,
}

/// The titles that came from each source.
type Titles<'a> = BTreeMap<&'a str, BTreeSet<String>>;

impl Own {
    /// `place` is where the document is now, `made` what documents of its name made: of a folder also what stood in texts
    /// that are no longer in it.
    pub(super) fn of(
        existing: &Project,
        document: &Project,
        place: Option<&str>,
        made: &IdSet<TaskId>,
    ) -> Self {
        let here = titles(existing.tasks().filter(|t| is_imported(t)));
        let said = titles(document.tasks());
        let first = place.is_some() && existing.meta().imported_from.as_deref() == place;
        let path = place.map(|place| place.replace('\\', "/"));
        let placed = |source: &str| {
            let end = |path: &str| path.strip_suffix(source).is_some_and(|before| before.ends_with('/'));
            said.len() == 1 && source.contains('/') && path.as_deref().is_some_and(end)
        };
        let named = |source: &str, titles: &BTreeSet<String>| {
            said.get(source).is_some_and(|now| {
                first || now.intersection(titles).count() * 2 >= now.len().min(titles.len())
            })
        };
        let (mut own, others): (Titles<'_>, Titles<'_>) =
            here.into_iter().partition(|(source, titles)| placed(source) || named(source, titles));
        let mut open: BTreeSet<&String> = said.values().flatten().collect();
        for title in own.values().flatten() {
            open.remove(title);
        }
        let mut renamed = Vec::new();
        let mut taken_names = BTreeSet::new();
        for (source, titles) in others {
            let still = titles.iter().filter(|title| open.contains(title)).count();
            if still * 2 > titles.len() {
                renamed.push((source.to_owned(), still, titles.len()));
                own.insert(source, titles);
            } else if said.contains_key(source) {
                taken_names.insert(source.to_owned());
            }
        }
        let imported = existing.tasks().filter(|t| is_imported(t));
        let (own, foreign): (Vec<&Task>, Vec<&Task>) = imported.partition(|t| {
            first && made.contains(&t.id) || source(t).is_none_or(|source| own.contains_key(source))
        });
        let foreign = foreign.into_iter().map(|t| t.id).collect();
        Self { foreign, known: !own.is_empty(), renamed, taken_names }
    }

    /// Whether the project holds anything of this document.
    pub(super) fn is_known(&self) -> bool {
        self.known
    }

    /// The tasks that came from other documents.
    pub(super) fn foreign(&self) -> &IdSet<TaskId> {
        &self.foreign
    }

    /// Calls what the document says after its folder too, where another document of its name is here already.
    pub(super) fn tell_apart(&self, reading: &mut Patch, place: Option<&str>) {
        let Some((folder, _)) = place.and_then(|place| place.rsplit_once(['/', '\\'])) else { return };
        let folder = folder.rsplit(['/', '\\']).next().unwrap_or_default();
        for op in reading.tasks.values_mut() {
            if let Op::Create(task) = op
                && let Some(Origin { source: Some(source), .. }) = &mut task.origin
                && self.taken_names.contains(source)
            {
                *source = format!("{folder}/{source}");
            }
        }
    }

    /// What somebody who reviews the import should know of this.
    pub(super) fn warnings(&self, name: &str) -> Vec<Warning> {
        let mut warnings: Vec<Warning> = self
            .renamed
            .iter()
            .map(|(before, still, of)| {
                let text = format!(
                    "{name} is read as {before} by another name: {still} of its {of} titles stand in it"
                );
                Warning::new("document-renamed", text)
            })
            .collect();
        if !self.known && !self.foreign.is_empty() {
            let (count, stay) = match self.foreign.len() {
                1 => ("1 task".to_owned(), "stays as it is"),
                many => (format!("{many} tasks"), "stay as they are"),
            };
            let text = format!("{name} is another document than those read before: their {count} {stay}");
            warnings.push(Warning::new("another-document", text));
        }
        warnings
    }
}

/// Whether a project has tasks of a text of this name.
pub(crate) fn names(project: &Project, name: &str) -> bool {
    project.tasks().any(|task| is_imported(task) && source(task) == Some(name))
}

/// Whether a project has at least half of what a document of this name says, or the document half of that.
pub(crate) fn holds(project: &Project, document: &Project, name: &str) -> bool {
    let (here, said) = (titles(project.tasks().filter(|t| is_imported(t))), titles(document.tasks()));
    let (Some(here), Some(said)) = (here.get(name), said.get(name)) else { return false };
    let shared = here.intersection(said).count();
    shared > 0 && shared * 2 >= here.len().min(said.len())
}

fn source(task: &Task) -> Option<&str> {
    task.origin.as_ref()?.source.as_deref()
}

fn titles<'a>(tasks: impl Iterator<Item = &'a Task>) -> Titles<'a> {
    let mut titles = Titles::new();
    for task in tasks {
        if let Some(source) = source(task) {
            titles.entry(source).or_default().insert(folded(task));
        }
    }
    titles
}
