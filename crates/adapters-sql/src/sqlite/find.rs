//! Finding tasks across projects, and listing projects. What SQL compares exactly is asked of SQL; words are compared
//! here, because SQLite folds the case of English letters only.

use planwright_domain::{ProjectId, ProjectKind, Task};
use planwright_ports::{FoundTask, ProjectHead, StoreError, TaskOrder, TaskQuery};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _, Sqlite as Db, query};

use super::Sqlite;
use super::append::version;
use crate::row::{Odd, Row, bits, letters, read_rows};

impl Sqlite {
    /// The tasks that fit, in the order asked for.
    pub(super) async fn find(&self, wanted: &TaskQuery) -> Result<Vec<FoundTask>, StoreError> {
        let words = Words::of(wanted);
        let mut sql = select(wanted, words.is_none());
        let mut line = self.line().await?;
        let row = sql.build().fetch_one(&mut *line).await.map_err(|e| self.told(e))?;
        let text: &str = row.try_get(0).map_err(|e| self.told(e))?;
        let mut found = Vec::new();
        let read = read_rows(text, &mut found, |row| {
            let project = row.one(Task::FIELDS.len() + 1, "project_id", |letters| {
                bits(letters).map(ProjectId::from_bits)
            })?;
            Ok(FoundTask { project, task: Task::from_row(row)? })
        });
        let damaged = |odd: Odd| StoreError::Damaged { what: "table tasks".to_owned(), why: odd.0 };
        read.map_err(damaged)?;
        if let Some(words) = words {
            let limit = wanted.limit.map_or(usize::MAX, |n| n as usize);
            found.retain(|one| words.fit(&one.task));
            found = found.into_iter().skip(wanted.offset as usize).take(limit).collect();
        }
        Ok(found)
    }

    /// Every project, newest change first.
    pub(super) async fn heads(&self) -> Result<Vec<ProjectHead>, StoreError> {
        let mut line = self.line().await?;
        let rows = query(
            "SELECT project_id, version, title, archived, repository, imported_from, task_count, closed_count, \
             changed_at, kind, pool_id FROM projects ORDER BY changed_at DESC, project_id",
        )
        .fetch_all(&mut *line)
        .await
        .map_err(|e| self.told(e))?;
        rows.iter().map(|row| self.head(row)).collect()
    }

    fn head(&self, row: &SqliteRow) -> Result<ProjectHead, StoreError> {
        let fault = |e| self.told(e);
        let odd = |column: &str, value: &str| StoreError::Damaged {
            what: "table projects".to_owned(),
            why: Odd::value(column, value).0,
        };
        let id: &str = row.try_get(0).map_err(fault)?;
        let changed: &str = row.try_get(8).map_err(fault)?;
        let kind: &str = row.try_get(9).map_err(fault)?;
        let pool: Option<&str> = row.try_get(10).map_err(fault)?;
        let id_of = |column, text| bits(text).map(ProjectId::from_bits).ok_or_else(|| odd(column, text));
        let count =
            |at| Ok::<_, StoreError>(row.try_get::<i64, _>(at).map_err(fault)?.try_into().unwrap_or(0));
        Ok(ProjectHead {
            id: id_of("project_id", id)?,
            version: version(row.try_get(1).map_err(fault)?),
            title: row.try_get(2).map_err(fault)?,
            archived: row.try_get(3).map_err(fault)?,
            kind: ProjectKind::from_word(kind).ok_or_else(|| odd("kind", kind))?,
            pool: pool.map(|id| id_of("pool_id", id)).transpose()?,
            repository: row.try_get(4).map_err(fault)?,
            imported_from: row.try_get(5).map_err(fault)?,
            tasks: count(6)?,
            closed: count(7)?,
            changed: changed.parse().map_err(|_| odd("changed_at", changed))?,
        })
    }
}

/// The whole query as one array of rows; `paged` leaves skipping and counting to SQL.
fn select(wanted: &TaskQuery, paged: bool) -> QueryBuilder<Db> {
    let columns = Task::columns();
    let mut sql = QueryBuilder::new("SELECT json_group_array(json_array(");
    sql.push(columns.as_str()).push(
        ", project_id)) FROM (SELECT t.* FROM projects AS p JOIN tasks AS t USING (project_id) WHERE TRUE",
    );
    if wanted.projects.is_empty() {
        sql.push(" AND NOT p.archived");
    } else {
        any(&mut sql, "p.project_id", wanted.projects.iter().map(|id| letters(id.bits())));
    }
    if let Some(repository) = &wanted.repository {
        sql.push(" AND p.repository = ").push_bind(repository.clone());
    }
    if let Some((low, high)) = wanted.ids {
        sql.push(" AND t.task_id BETWEEN ").push_bind(letters(low)).push(" AND ").push_bind(letters(high));
    }
    match wanted.parent {
        None => {}
        Some(None) => {
            sql.push(" AND t.parent_task_id IS NULL");
        }
        Some(Some(parent)) => {
            sql.push(" AND t.parent_task_id = ").push_bind(letters(parent.bits()));
        }
    }
    if !wanted.status.is_empty() {
        any(&mut sql, "t.status", wanted.status.iter().map(|status| status.word().to_owned()));
    }
    if !wanted.priority.is_empty() {
        any(&mut sql, "t.priority", wanted.priority.iter().map(|priority| priority.word().to_owned()));
    }
    if let Some(day) = wanted.due_by {
        sql.push(" AND t.due_date <= ").push_bind(day.to_string());
    }
    if !wanted.archived {
        sql.push(" AND NOT t.archived");
    }
    sql.push(" ORDER BY ").push(match wanted.order {
        TaskOrder::Position => "t.project_id, t.position, t.task_id",
        TaskOrder::PositionDescending => "t.project_id DESC, t.position DESC, t.task_id DESC",
        TaskOrder::Due => "t.due_date IS NULL, t.due_date, t.project_id, t.position, t.task_id",
        TaskOrder::Priority => {
            "CASE t.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END, \
             t.project_id, t.position, t.task_id"
        }
    });
    if paged {
        sql.push(" LIMIT ").push_bind(wanted.limit.map_or(-1, i64::from));
        sql.push(" OFFSET ").push_bind(i64::from(wanted.offset));
    }
    sql.push(")");
    sql
}

fn any(sql: &mut QueryBuilder<Db>, column: &str, values: impl Iterator<Item = String>) {
    sql.push(" AND ").push(column).push(" IN (");
    let mut list = sql.separated(", ");
    for value in values {
        list.push_bind(value);
    }
    sql.push(")");
}

/// The words of a query, in lower case.
struct Words {
    label: Option<String>,
    assignee: Option<String>,
    text: Option<String>,
}

impl Words {
    fn of(wanted: &TaskQuery) -> Option<Self> {
        let lower = |word: &Option<String>| word.as_ref().map(|word| word.to_lowercase());
        let (label, assignee, text) = (lower(&wanted.label), lower(&wanted.assignee), lower(&wanted.text));
        (label.is_some() || assignee.is_some() || text.is_some()).then_some(Self { label, assignee, text })
    }

    fn fit(&self, task: &Task) -> bool {
        let same = |word: &String, other: &String| other.to_lowercase() == *word;
        self.label.as_ref().is_none_or(|word| task.labels.iter().any(|label| same(word, label)))
            && self.assignee.as_ref().is_none_or(|word| task.assignees.iter().any(|name| same(word, name)))
            && self.text.as_ref().is_none_or(|word| {
                let within = |text: &str| text.to_lowercase().contains(word.as_str());
                within(&task.title) || task.description.as_deref().is_some_and(within)
            })
    }
}
