//! Looking after a store: is the file sound, is the schema ours, and does every projection say what its log says.

use async_trait::async_trait;
use planwright_domain::{
    Assignment, Baseline, Calendar, Entry, Link, Project, ProjectId, Resource, Task, Version, replay,
};
use planwright_ports::{Fault, Scope, StoreError, Upkeep};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, query};

use super::append::{Count, Place, insert_project, moment};
use super::{Sqlite, schema, write};
use crate::row::{Row, bits, letters, meta_cell};

#[async_trait]
impl Upkeep for Sqlite {
    async fn inspect(&self) -> Result<Vec<Fault>, StoreError> {
        let mut line = self.line().await?;
        let mut tx = line.begin_reading().await.map_err(|e| self.told(e))?;
        let outcome = self.inspect_in(&mut tx).await;
        let ended = self.finish(tx, outcome).await;
        line.end(ended)
    }

    async fn rebuild(&self, project: ProjectId) -> Result<(), StoreError> {
        let mut line = self.line().await?;
        let mut tx = line.begin().await.map_err(|e| self.told(e))?;
        let outcome = self.rebuild_in(&mut tx, project).await;
        let ended = self.finish(tx, outcome).await;
        line.end(ended)
    }
}

impl Sqlite {
    async fn inspect_in(&self, line: &mut SqliteConnection) -> Result<Vec<Fault>, StoreError> {
        let mut faults = self.inspect_file(line).await?;
        let rows = query("SELECT project_id FROM projects UNION SELECT project_id FROM entries ORDER BY 1")
            .fetch_all(&mut *line)
            .await
            .map_err(|e| self.told(e))?;
        for row in rows {
            let text: String = row.try_get(0).map_err(|e| self.told(e))?;
            match bits(&text).map(ProjectId::from_bits) {
                Some(id) => faults.extend(self.inspect_project(line, id).await?),
                None => faults.push(fault("odd-id", None, format!("{text:?} is no project id"), false)),
            }
        }
        Ok(faults)
    }

    async fn inspect_file(&self, line: &mut SqliteConnection) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        let said = |e| self.told(e);
        for row in query("PRAGMA integrity_check").fetch_all(&mut *line).await.map_err(said)? {
            let text: String = row.try_get(0).map_err(said)?;
            if text != "ok" {
                faults.push(fault("file-damaged", None, text, false));
            }
        }
        for text in schema::differences(line).await.map_err(said)? {
            faults.push(fault("schema-differs", None, text, false));
        }
        Ok(faults)
    }

    /// Compares a project's log with its projection.
    async fn inspect_project(
        &self,
        line: &mut SqliteConnection,
        id: ProjectId,
    ) -> Result<Vec<Fault>, StoreError> {
        let whole = match self.replayed(line, id).await {
            Ok((whole, _)) => whole,
            Err(StoreError::Damaged { what, why }) => {
                return Ok(vec![fault("log-damaged", Some(id), format!("{what}: {why}"), false)]);
            }
            Err(error) => return Err(error),
        };
        let differs = |message: String| vec![fault("projection-differs", Some(id), message, true)];
        let stored = match self.load_newest(line, id, Scope::Whole).await {
            Ok(stored) => stored,
            Err(StoreError::Damaged { what, why }) => return Ok(differs(format!("{what}: {why}"))),
            Err(StoreError::NoProject(_)) => return Ok(differs("the log has no project".to_owned())),
            Err(error) => return Err(error),
        };
        if let Some(message) = difference(&whole, &stored) {
            return Ok(differs(message));
        }
        let row = query("SELECT task_count, closed_count FROM projects WHERE project_id = ?")
            .bind(letters(id.bits()))
            .fetch_one(line)
            .await
            .map_err(|e| self.told(e))?;
        let column = |at| row.try_get(at).map_err(|e| self.told(e));
        let (noted, counted) = (Count { tasks: column(0)?, closed: column(1)? }, Count::all(&whole));
        Ok(if noted == counted { Vec::new() } else { differs("its tasks are miscounted".to_owned()) })
    }

    /// What the log adds up to, and its newest entry.
    async fn replayed(
        &self,
        line: &mut SqliteConnection,
        id: ProjectId,
    ) -> Result<(Project, Entry), StoreError> {
        let log = self.entries_in(line, id, Version(0), None).await?;
        let damaged = |why: String| StoreError::Damaged { what: format!("log of project {id}"), why };
        if let Some((n, entry)) = (1..).zip(&log).find(|(n, entry)| entry.version != Version(*n)) {
            return Err(damaged(format!("after entry {} comes entry {}", n - 1, entry.version)));
        }
        let whole = replay(id, &log);
        log.into_iter().next_back().map(|last| (whole, last)).ok_or_else(|| damaged("it is empty".to_owned()))
    }

    async fn rebuild_in(&self, line: &mut SqliteConnection, id: ProjectId) -> Result<(), StoreError> {
        match Place::look(line, id, "").await.map_err(|e| self.told(e))?.head(id) {
            // The row of a project may be what is missing.
            Err(StoreError::NoProject(_))
                if !self.entries_in(line, id, Version(0), Some(Version(1))).await?.is_empty() => {}
            Err(error) => return Err(error),
            Ok(_) => {}
        }
        let (whole, last) = self.replayed(line, id).await?;
        self.project_anew(line, &whole, &last).await.map_err(|e| self.told(e))
    }

    async fn project_anew(
        &self,
        line: &mut SqliteConnection,
        whole: &Project,
        last: &Entry,
    ) -> Result<(), sqlx::Error> {
        let project = letters(whole.id().bits());
        let beside = [Assignment::TABLE, Baseline::TABLE, Resource::TABLE, Calendar::TABLE];
        for table in beside.into_iter().chain([Link::TABLE, Task::TABLE]) {
            let sql = format!("DELETE FROM {table} WHERE project_id = ?");
            query(AssertSqlSafe(sql)).bind(project.clone()).execute(&mut *line).await?;
        }
        let count = Count::all(whole);
        let set = planwright_domain::MetaField::ALL.iter().map(|field| format!(", {} = ?", field.name()));
        let sql = format!(
            "UPDATE projects SET version = ?, changed_at = ?, task_count = ?, closed_count = ?{} WHERE project_id = ?",
            set.collect::<String>()
        );
        let mut update = query(AssertSqlSafe(sql))
            .bind(whole.version().0 as i64)
            .bind(moment(last.at))
            .bind(count.tasks)
            .bind(count.closed);
        for field in planwright_domain::MetaField::ALL {
            update = write::bind(update, meta_cell(whole.meta(), *field));
        }
        // Not deleted and inserted: the entries hang on this row.
        if update.bind(project.clone()).execute(&mut *line).await?.rows_affected() == 0 {
            insert_project(line, &project, whole.version(), whole.meta(), count, last.at).await?;
        }
        let mut tasks: Vec<&Task> = whole.tasks().collect();
        tasks.sort_unstable_by_key(|task| task.id);
        write::insert(line, &project, &tasks).await?;
        let mut links: Vec<&Link> = whole.links().collect();
        links.sort_unstable_by_key(|link| link.id);
        write::insert(line, &project, &links).await?;
        write::insert(line, &project, &whole.calendars().collect::<Vec<_>>()).await?;
        write::insert(line, &project, &whole.resources().collect::<Vec<_>>()).await?;
        write::insert(line, &project, &whole.assignments().collect::<Vec<_>>()).await?;
        write::insert(line, &project, &whole.baselines().collect::<Vec<_>>()).await
    }
}

fn fault(code: &'static str, project: Option<ProjectId>, message: String, mendable: bool) -> Fault {
    Fault { code, project, message, mendable }
}

/// What differs between a log and its projection, told by the first thing found.
fn difference(log: &Project, stored: &Project) -> Option<String> {
    if log.version() != stored.version() {
        return Some(format!(
            "its log is at version {}, its projection at {}",
            log.version(),
            stored.version()
        ));
    }
    if log.meta() != stored.meta() {
        return Some("its own fields are not what the log says".to_owned());
    }
    let mut tasks: Vec<&Task> = log.tasks().filter(|task| stored.task(task.id) != Some(task)).collect();
    tasks.sort_unstable_by_key(|task| task.id);
    if let Some(task) = tasks.first() {
        return Some(format!(
            "{:?} ({}) is not what the log says; {} such tasks",
            task.title,
            task.id,
            tasks.len()
        ));
    }
    if log.tasks().len() != stored.tasks().len() {
        let more = stored.tasks().len() - log.tasks().len();
        return Some(format!("it has tasks that the log does not know: {more}"));
    }
    let of_people = !(log.calendars().eq(stored.calendars())
        && log.resources().eq(stored.resources())
        && log.assignments().eq(stored.assignments())
        && log.baselines().eq(stored.baselines()));
    if of_people {
        return Some("its calendars, people or baselines are not what the log says".to_owned());
    }
    (log != stored).then(|| "its links are not what the log says".to_owned())
}
