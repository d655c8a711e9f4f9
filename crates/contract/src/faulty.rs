//! A store that breaks on demand, always at the same place, so that no test waits for an accident.

use std::ops::Deref;
use std::sync::Mutex;

use async_trait::async_trait;
use jiff::Timestamp;
use planwright_domain::{Applied, Entry, Project, ProjectId, Version};
use planwright_ports::{Append, FoundTask, ProjectHead, ProjectStore, Scope, StoreError, TaskQuery};

/// A store around another (`&S`, `Box<S>`, `Arc<S>` …) that fails, forgets to answer or lets others go first when told.
#[derive(Debug)]
pub struct Faulty<P> {
    store: P,
    orders: Mutex<Orders>,
}

#[derive(Debug, Default)]
struct Orders {
    calls_left: Option<u32>,
    silent: bool,
    first: Option<Applied>,
}

impl<P> Faulty<P> {
    /// A store that works until told otherwise.
    pub fn new(store: P) -> Self {
        Self { store, orders: Mutex::default() }
    }

    /// The nth call from now fails (1 is the next) without reaching the store.
    pub fn fail_call(&self, n: u32) {
        self.orders(|orders| orders.calls_left = Some(n));
    }

    /// The next append or creation happens, but its caller is told that it failed.
    pub fn lose_acknowledgement(&self) {
        self.orders(|orders| orders.silent = true);
    }

    /// Between the caller's load and its next append, `applied` is appended by somebody else.
    pub fn let_first(&self, applied: Applied) {
        self.orders(|orders| orders.first = Some(applied));
    }

    fn orders<T>(&self, with: impl FnOnce(&mut Orders) -> T) -> T {
        with(&mut self.orders.lock().expect("no test panics while it gives orders"))
    }

    fn call(&self) -> Result<(), StoreError> {
        self.orders(|orders| match orders.calls_left {
            Some(1) => {
                orders.calls_left = None;
                Err(told_to())
            }
            left => {
                orders.calls_left = left.map(|n| n.saturating_sub(1));
                Ok(())
            }
        })
    }

    fn acknowledge(&self, append: Append) -> Result<Append, StoreError> {
        if self.orders(|orders| std::mem::take(&mut orders.silent)) { Err(told_to()) } else { Ok(append) }
    }
}

fn told_to() -> StoreError {
    StoreError::Backend("told to fail".into())
}

#[async_trait]
impl<P> ProjectStore for Faulty<P>
where
    P: Deref<Target: ProjectStore> + Send + Sync,
{
    async fn create(&self, creation: &Applied, at: Timestamp) -> Result<Append, StoreError> {
        self.call()?;
        let append = self.store.create(creation, at).await?;
        self.acknowledge(append)
    }

    async fn load(
        &self,
        project: ProjectId,
        at: Option<Version>,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        self.call()?;
        self.store.load(project, at, scope).await
    }

    async fn append(
        &self,
        project: ProjectId,
        expected: Version,
        applied: &Applied,
        at: Timestamp,
    ) -> Result<Append, StoreError> {
        self.call()?;
        if let Some(first) = self.orders(|orders| orders.first.take()) {
            let _ = self.store.append(first.project(), first.patch().base, &first, at).await?;
        }
        let append = self.store.append(project, expected, applied, at).await?;
        self.acknowledge(append)
    }

    async fn entries(
        &self,
        project: ProjectId,
        after: Version,
        upto: Option<Version>,
    ) -> Result<Vec<Entry>, StoreError> {
        self.call()?;
        self.store.entries(project, after, upto).await
    }

    async fn query(&self, query: &TaskQuery) -> Result<Vec<FoundTask>, StoreError> {
        self.call()?;
        self.store.query(query).await
    }

    async fn projects(&self) -> Result<Vec<ProjectHead>, StoreError> {
        self.call()?;
        self.store.projects().await
    }

    async fn purge(&self, project: ProjectId, at: Timestamp) -> Result<(), StoreError> {
        self.call()?;
        self.store.purge(project, at).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Memory, run};

    #[test]
    fn only_the_call_that_was_named_fails() {
        run(async {
            let memory = Memory::new();
            let store = Faulty::new(&memory);
            store.fail_call(2);
            assert!(store.projects().await.is_ok());
            assert!(store.projects().await.is_err());
            assert!(store.projects().await.is_ok());
        });
    }
}
