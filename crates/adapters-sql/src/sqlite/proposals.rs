//! Proposals. What was put never changes; what became of it stands in columns beside.

use async_trait::async_trait;
use planwright_domain::{Proposal, ProposalId, ProposalState};
use planwright_ports::{ProposalFilter, ProposalStore, Settled, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _, SqliteConnection, query};

use super::Sqlite;
use super::append::{moment, version};
use crate::row::{bits, letters};

/// The columns that are read, in order.
const COLUMNS: &str = "document, state, approved_version, rejected_reason, superseded_by";

#[async_trait]
impl ProposalStore for Sqlite {
    async fn put(&self, proposal: &Proposal) -> Result<(), StoreError> {
        let mut line = self.line().await?;
        let mut tx = line.begin().await.map_err(|e| self.told(e))?;
        let outcome = self.put_in(&mut tx, proposal).await;
        let ended = self.finish(tx, outcome).await;
        line.end(ended)
    }

    async fn get(&self, id: ProposalId) -> Result<Proposal, StoreError> {
        let mut line = self.line().await?;
        self.get_in(&mut line, id).await
    }

    async fn list(&self, filter: &ProposalFilter) -> Result<Vec<Proposal>, StoreError> {
        let mut sql = QueryBuilder::new("SELECT ");
        sql.push(COLUMNS).push(" FROM proposals WHERE TRUE");
        if let Some(project) = filter.project {
            sql.push(" AND project_id = ").push_bind(letters(project.bits()));
        }
        if filter.open_only {
            sql.push(" AND state = 'open'");
        }
        if let Some((low, high)) = filter.ids {
            sql.push(" AND proposal_id BETWEEN ")
                .push_bind(letters(low))
                .push(" AND ")
                .push_bind(letters(high));
        }
        sql.push(" ORDER BY at DESC, number DESC");
        let mut line = self.line().await?;
        let rows = sql.build().fetch_all(&mut *line).await.map_err(|e| self.told(e))?;
        rows.iter().map(|row| self.proposal(row)).collect()
    }

    async fn settle(&self, id: ProposalId, state: &ProposalState) -> Result<Settled, StoreError> {
        let mut line = self.line().await?;
        let mut tx = line.begin().await.map_err(|e| self.told(e))?;
        let outcome = self.settle_in(&mut tx, id, state).await;
        let ended = self.finish(tx, outcome).await;
        line.end(ended)
    }
}

impl Sqlite {
    async fn put_in(&self, line: &mut SqliteConnection, proposal: &Proposal) -> Result<(), StoreError> {
        let (patch, project) = (&proposal.patch, letters(proposal.patch.project.bits()));
        let fault = |e| self.told(e);
        let purged = query("SELECT 1 FROM tombstones WHERE project_id = ?").bind(project.clone());
        if purged.fetch_optional(&mut *line).await.map_err(fault)?.is_some() {
            return Err(StoreError::Deleted(patch.project));
        }
        let state = Told::of(&proposal.state);
        query(
            "INSERT INTO proposals (proposal_id, project_id, base_version, author, reason, at, document, state, \
             approved_version, rejected_reason, superseded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (proposal_id) DO NOTHING",
        )
        .bind(letters(proposal.id.bits()))
        .bind(project)
        .bind(patch.base.0 as i64)
        .bind(patch.author.name().to_owned())
        .bind(patch.reason.clone())
        .bind(moment(proposal.at))
        .bind(planwright_wire::proposal_to_json(proposal))
        .bind(state.word)
        .bind(state.approved)
        .bind(state.rejected)
        .bind(state.superseded)
        // A statement that is kept keeps what was bound to it, which may be megabytes.
        .persistent(false)
        .execute(line)
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn get_in(&self, line: &mut SqliteConnection, id: ProposalId) -> Result<Proposal, StoreError> {
        let mut sql = QueryBuilder::new("SELECT ");
        sql.push(COLUMNS).push(" FROM proposals WHERE proposal_id = ").push_bind(letters(id.bits()));
        let row = sql.build().fetch_optional(line).await.map_err(|e| self.told(e))?;
        row.map_or(Err(StoreError::NoProposal(id)), |row| self.proposal(&row))
    }

    async fn settle_in(
        &self,
        line: &mut SqliteConnection,
        id: ProposalId,
        state: &ProposalState,
    ) -> Result<Settled, StoreError> {
        let before = self.get_in(line, id).await?.state;
        if before != ProposalState::Open {
            return Ok(Settled::Before(before));
        }
        let told = Told::of(state);
        query(
            "UPDATE proposals SET state = ?, approved_version = ?, rejected_reason = ?, superseded_by = ? \
             WHERE proposal_id = ?",
        )
        .bind(told.word)
        .bind(told.approved)
        .bind(told.rejected)
        .bind(told.superseded)
        .bind(letters(id.bits()))
        .execute(line)
        .await
        .map_err(|e| self.told(e))?;
        Ok(Settled::Now)
    }

    fn proposal(&self, row: &SqliteRow) -> Result<Proposal, StoreError> {
        let fault = |e| self.told(e);
        let document: &str = row.try_get(0).map_err(fault)?;
        let word: &str = row.try_get(1).map_err(fault)?;
        let damaged = |why: String| StoreError::Damaged { what: "table proposals".to_owned(), why };
        let state = match word {
            "open" => ProposalState::Open,
            "approved" => ProposalState::Approved(version(row.try_get(2).map_err(fault)?)),
            "rejected" => ProposalState::Rejected(row.try_get(3).map_err(fault)?),
            "superseded" => {
                let by: &str = row.try_get(4).map_err(fault)?;
                let by = bits(by).ok_or_else(|| damaged(format!("superseded by {by:?}, which is no id")))?;
                ProposalState::Superseded(ProposalId::from_bits(by))
            }
            other => return Err(damaged(format!("{other:?} is no state"))),
        };
        let put =
            planwright_wire::proposal_from_json(document).map_err(|error| damaged(error.to_string()))?;
        Ok(Proposal { state, ..put })
    }
}

/// A state in columns.
struct Told {
    word: &'static str,
    approved: Option<i64>,
    rejected: Option<String>,
    superseded: Option<String>,
}

impl Told {
    fn of(state: &ProposalState) -> Self {
        let mut told = Self { word: state.word(), approved: None, rejected: None, superseded: None };
        match state {
            ProposalState::Open => {}
            ProposalState::Approved(version) => told.approved = Some(version.0 as i64),
            ProposalState::Rejected(reason) => told.rejected.clone_from(reason),
            ProposalState::Superseded(by) => told.superseded = Some(letters(by.bits())),
        }
        told
    }
}
