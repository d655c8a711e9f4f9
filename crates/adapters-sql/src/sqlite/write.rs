//! Writing many rows with few statements. Every value is bound; only table and column names, which are fixed, are put
//! into SQL. Statements have plain `?` marks: SQLite looks numbered ones up in a list, which takes forever when there
//! are thousands.

use std::collections::BTreeMap;

use planwright_domain::{Change, Op, Record};
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Sqlite as Db, SqliteConnection, query};

use crate::row::{Cell, Field, Row, quoted};

/// At most so many rows in one statement: more gain nothing.
const ROWS: usize = 200;

type Statement<'q> = Query<'q, Db, SqliteArguments>;

/// New values for one record.
type Update<'a, R> = (<R as Record>::Id, &'a <R as Record>::Change);

/// What a patch does to the records of one table.
pub(super) struct Ops<'a, R: Record> {
    created: Vec<&'a R>,
    /// Updates of the same fields belong together.
    updated: BTreeMap<Vec<Field<R>>, Vec<Update<'a, R>>>,
    deleted: Vec<R::Id>,
}

impl<'a, R: Row> Ops<'a, R> {
    /// Sorts what a patch does.
    pub(super) fn of(ops: &'a BTreeMap<R::Id, Op<R>>) -> Self {
        let mut sorted = Self { created: Vec::new(), updated: BTreeMap::new(), deleted: Vec::new() };
        for (id, op) in ops {
            match op {
                Op::Create(record) => sorted.created.push(record),
                Op::Update(change) if change.is_empty() => {}
                Op::Update(change) => sorted.updated.entry(change.fields()).or_default().push((*id, change)),
                Op::Delete => sorted.deleted.push(*id),
            }
        }
        sorted
    }

    /// Writes what is created and changed.
    pub(super) async fn write(&self, line: &mut SqliteConnection, project: &str) -> Result<(), sqlx::Error> {
        insert(line, project, &self.created).await?;
        for (fields, changes) in &self.updated {
            update::<R>(line, project, fields, changes).await?;
        }
        Ok(())
    }

    /// Takes away what is deleted.
    pub(super) async fn delete(&self, line: &mut SqliteConnection, project: &str) -> Result<(), sqlx::Error> {
        if self.deleted.is_empty() {
            return Ok(());
        }
        let ids: Vec<String> = self.deleted.iter().map(|id| R::letters(*id)).collect();
        let sql = format!(
            "DELETE FROM {} WHERE project_id = ? AND {} IN (SELECT value FROM json_each(?))",
            R::TABLE,
            R::KEY
        );
        query(AssertSqlSafe(sql)).bind(project.to_owned()).bind(list(&ids)).execute(line).await.map(drop)
    }
}

/// Ids as the JSON list that `json_each` takes apart. Letters need no escapes.
pub(super) fn list(ids: &[String]) -> String {
    format!("[\"{}\"]", ids.join("\",\"")).replace("[\"\"]", "[]")
}

/// Inserts records. Columns that are empty in all rows of a statement are left out of it.
pub(super) async fn insert<R: Row>(
    line: &mut SqliteConnection,
    project: &str,
    records: &[&R],
) -> Result<(), sqlx::Error> {
    for records in records.chunks(ROWS) {
        let filled = |field: &Field<R>| records.iter().any(|record| record.cell(*field) != Cell::Null);
        let fields: Vec<Field<R>> = R::FIELDS.iter().copied().filter(filled).collect();
        let mut sql = format!("INSERT INTO {} (project_id,{}", R::TABLE, R::KEY);
        for field in &fields {
            sql.push(',');
            sql.push_str(&quoted((*field).into()));
        }
        sql.push_str(") VALUES ");
        marks(&mut sql, fields.len() + 2, records.len());
        let mut insert = query(AssertSqlSafe(sql));
        for record in records {
            insert = insert.bind(project.to_owned()).bind(R::letters(record.id()));
            for field in &fields {
                insert = bind(insert, record.cell(*field));
            }
        }
        insert.execute(&mut *line).await?;
    }
    Ok(())
}

/// Gives the same fields of several records new values.
async fn update<R: Row>(
    line: &mut SqliteConnection,
    project: &str,
    fields: &[Field<R>],
    changes: &[Update<'_, R>],
) -> Result<(), sqlx::Error> {
    for changes in changes.chunks(ROWS) {
        let mut sql = format!("UPDATE {} SET ", R::TABLE);
        for (n, field) in (2..).zip(fields) {
            let comma = if n > 2 { ", " } else { "" };
            let name = quoted((*field).into());
            sql.push_str(&format!("{comma}{name} = new.column{n}"));
        }
        sql.push_str(" FROM (VALUES ");
        marks(&mut sql, fields.len() + 1, changes.len());
        sql.push_str(&format!(") AS new WHERE project_id = ? AND {} = new.column1", R::KEY));
        let mut update = query(AssertSqlSafe(sql));
        for (id, change) in changes {
            let mut record = R::blank(*id);
            change.apply_to(&mut record);
            update = update.bind(R::letters(*id));
            for field in fields {
                update = bind(update, record.cell(*field));
            }
        }
        update.bind(project.to_owned()).execute(&mut *line).await?;
    }
    Ok(())
}

/// Writes `(?,?),(?,?)`: so many columns, so many rows.
fn marks(sql: &mut String, columns: usize, rows: usize) {
    let row = format!("(?{})", ",?".repeat(columns - 1));
    sql.push_str(&row);
    for _ in 1..rows {
        sql.push(',');
        sql.push_str(&row);
    }
}

/// Binds what stands in a cell.
pub(super) fn bind<'q>(statement: Statement<'q>, cell: Cell<'_>) -> Statement<'q> {
    match cell {
        Cell::Null => statement.bind(None::<String>),
        Cell::Integer(number) => statement.bind(number),
        Cell::Text(text) => statement.bind(text.into_owned()),
    }
}
