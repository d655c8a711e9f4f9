//! Settings made into wired services. Every adapter that is built in is named here and nowhere else; what is not asked for
//! is not opened.

use std::sync::Arc;

use jiff::civil::Date;
use planwright_domain::Author;
use planwright_ports::{Bookmarks, Clock, Ids, ProjectStore, ProposalStore, StoreError, Upkeep};
use planwright_sql::{Options, Sqlite};
use planwright_usecases::Ports;

use crate::address::Address;
use crate::clock::SystemClock;
use crate::ids::RandomIds;
use crate::settings::Settings;

/// The product, wired: a store, a clock and a source of ids. Cheap to share behind an `Arc`.
pub struct Planwright {
    store: Stores,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
}

/// The ports of a store.
struct Stores {
    projects: Arc<dyn ProjectStore>,
    proposals: Arc<dyn ProposalStore>,
    bookmarks: Arc<dyn Bookmarks>,
    upkeep: Arc<dyn Upkeep>,
    /// The adapter behind them, where it wants to be closed.
    sqlite: Option<Arc<Sqlite>>,
}

/// Why the product could not be wired.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// This platform has no folder for data, and no other place was named.
    #[error("cannot tell where plans are kept: there is no home folder")]
    NoPlace,
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl OpenError {
    /// The stable kebab-case word for this kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPlace => "no-place-for-store",
            Self::Store(error) => error.code(),
        }
    }

    /// The next step.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoPlace => "name a place with --store, PLANWRIGHT_STORE or a file of settings",
            Self::Store(error) => error.hint(),
        }
    }
}

impl Planwright {
    /// Opens the store these settings name, and creates it where there is none.
    ///
    /// # Errors
    /// [`OpenError`]; what is there is left as it was.
    pub async fn open(settings: &Settings) -> Result<Self, OpenError> {
        let address = settings.store().ok_or(OpenError::NoPlace)?;
        Ok(Self::wired(Stores::open(address, true).await?, settings))
    }

    /// Opens the store these settings name if it is there; `None` when it is not. Nothing is created.
    ///
    /// # Errors
    /// As [`Planwright::open`].
    pub async fn open_existing(settings: &Settings) -> Result<Option<Self>, OpenError> {
        let address = settings.store().ok_or(OpenError::NoPlace)?;
        match address {
            Address::Sqlite(sqlite) if sqlite.is_there() => {
                Ok(Some(Self::wired(Stores::open(address, false).await?, settings)))
            }
            Address::Sqlite(_) => Ok(None),
        }
    }

    /// Opens the store these settings name if it is there, else an empty one in memory: for reading and for dry runs,
    /// which must leave no store behind.
    ///
    /// # Errors
    /// As [`Planwright::open`].
    pub async fn open_or_imagine(settings: &Settings) -> Result<Self, OpenError> {
        match Self::open_existing(settings).await? {
            Some(opened) => Ok(opened),
            None => Ok(Self::wired(Stores::open(&Address::MEMORY, true).await?, settings)),
        }
    }

    /// An empty store in memory, gone when it is dropped, with the settings built in.
    ///
    /// # Errors
    /// Whatever keeps the store from working at all.
    pub async fn in_memory() -> Result<Self, OpenError> {
        Ok(Self::wired(Stores::open(&Address::MEMORY, true).await?, &Settings::default()))
    }

    /// The product on a store of the embedding program's own.
    pub fn on<S>(store: Arc<S>, settings: &Settings) -> Self
    where
        S: ProjectStore + ProposalStore + Bookmarks + Upkeep + 'static,
    {
        Self::wired(Stores::of(store, None), settings)
    }

    fn wired(store: Stores, settings: &Settings) -> Self {
        let ids = settings.seed().map_or_else(RandomIds::new, RandomIds::seeded);
        Self { store, clock: Arc::new(SystemClock::new(settings.time_zone())), ids: Arc::new(ids) }
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// The same with another source of ids.
    #[must_use]
    pub fn with_ids(self, ids: Arc<dyn Ids>) -> Self {
        Self { ids, ..self }
    }

    /// The same on a given day: relative dates are read against it and a plan begins on it.
    #[must_use]
    pub fn on_day(self, today: Date) -> Self {
        self.with_clock(Arc::new(SystemClock::standing_on(today)))
    }

    /// What a use case needs, on behalf of an author.
    pub fn ports<'a>(&'a self, author: &'a Author) -> Ports<'a> {
        Ports {
            projects: &*self.store.projects,
            proposals: &*self.store.proposals,
            bookmarks: &*self.store.bookmarks,
            upkeep: &*self.store.upkeep,
            clock: &*self.clock,
            ids: &*self.ids,
            author,
        }
    }

    /// Closes the store and waits until its file is tidy. Whatever was acknowledged is safe without it.
    ///
    /// # Errors
    /// What the store says while it tidies up.
    pub async fn close(self) -> Result<(), OpenError> {
        let Stores { projects, proposals, bookmarks, upkeep, sqlite } = self.store;
        drop((projects, proposals, bookmarks, upkeep));
        match sqlite.and_then(Arc::into_inner) {
            Some(sqlite) => Ok(sqlite.close().await?),
            None => Ok(()),
        }
    }
}

impl Stores {
    async fn open(address: &Address, create: bool) -> Result<Self, StoreError> {
        match address {
            Address::Sqlite(address) => {
                let mut options = Options::default();
                options.create = create;
                let sqlite = Arc::new(Sqlite::open(address, options).await?);
                Ok(Self::of(Arc::clone(&sqlite), Some(sqlite)))
            }
        }
    }

    fn of<S>(store: Arc<S>, sqlite: Option<Arc<Sqlite>>) -> Self
    where
        S: ProjectStore + ProposalStore + Bookmarks + Upkeep + 'static,
    {
        Self {
            projects: Arc::<S>::clone(&store),
            proposals: Arc::<S>::clone(&store),
            bookmarks: Arc::<S>::clone(&store),
            upkeep: store,
            sqlite,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;
    use planwright_usecases::projects;

    use super::*;
    use crate::block_on;
    use crate::settings::Flags;
    use crate::surroundings::Surroundings;

    fn settings(folder: &Path, variables: &[(&str, &str)]) -> Settings {
        let variables = variables.iter().map(|(k, v)| (k.into(), v.into())).collect();
        let data = Some(folder.join("data"));
        let around = Surroundings { variables, folder: folder.into(), data, ..Surroundings::default() };
        Settings::load(&Flags::new(), &around).unwrap()
    }

    async fn titles(planwright: &Planwright) -> Vec<String> {
        let author = Author::new("ann");
        let heads = projects::list(&planwright.ports(&author)).await.unwrap();
        heads.into_iter().map(|head| head.title).collect()
    }

    #[test]
    fn a_project_made_in_the_default_store_is_there_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path(), &[]);
        block_on(async {
            let planwright = Planwright::open(&settings).await.unwrap();
            let author = settings.author();
            let ports = planwright.ports(&author);
            projects::create(&ports, ports.project_id(), &settings.meta("Move"), "test").await.unwrap();
            planwright.close().await.unwrap();
            assert!(folder.path().join("data/planwright/plan.db").is_file());
            let again = Planwright::open_existing(&settings).await.unwrap().unwrap();
            assert_eq!(titles(&again).await, ["Move"]);
            let imagined = Planwright::open_or_imagine(&settings).await.unwrap();
            assert_eq!(titles(&imagined).await, ["Move"]);
        })
        .unwrap();
    }

    #[test]
    fn looking_and_dry_runs_create_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path(), &[]);
        block_on(async {
            assert!(Planwright::open_existing(&settings).await.unwrap().is_none());
            assert!(titles(&Planwright::open_or_imagine(&settings).await.unwrap()).await.is_empty());
        })
        .unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_cannot_be_opened_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("junk.db"),
            "this is no database, and it is long enough to be looked at".repeat(20),
        )
        .unwrap();
        let junk = settings(folder.path(), &[("PLANWRIGHT_STORE", "junk.db")]);
        block_on(async {
            let error = Planwright::open(&junk).await.err().unwrap();
            assert_eq!(error.code(), "store-damaged");
            let error = Planwright::open(&Settings::default()).await.err().unwrap();
            assert_eq!(error.code(), "no-place-for-store");
            assert!(error.hint().contains("--store"));
        })
        .unwrap();
    }

    #[test]
    fn a_seed_makes_the_same_ids_and_a_day_can_be_given() {
        let folder = tempfile::tempdir().unwrap();
        let settings =
            settings(folder.path(), &[("PLANWRIGHT_STORE", "sqlite::memory:"), ("PLANWRIGHT_SEED", "7")]);
        block_on(async {
            let author = settings.author();
            let (one, two) =
                (Planwright::open(&settings).await.unwrap(), Planwright::open(&settings).await.unwrap());
            assert_eq!(one.ports(&author).task_id(), two.ports(&author).task_id());
            let other = Planwright::in_memory().await.unwrap().on_day(date(2026, 11, 20));
            assert_ne!(one.ports(&author).task_id(), other.ports(&author).task_id());
            assert_eq!(other.ports(&author).clock.today(), date(2026, 11, 20));
            let seeded = other.with_ids(Arc::new(RandomIds::seeded(8)));
            assert_eq!(seeded.ports(&author).ids.fresh(), RandomIds::seeded(8).fresh());
        })
        .unwrap();
    }

    #[test]
    fn a_store_of_ones_own_will_do() {
        block_on(async {
            let store = Arc::new(Sqlite::in_memory().await.unwrap());
            let planwright = Planwright::on(store, &Settings::default());
            assert!(titles(&planwright).await.is_empty());
            planwright.close().await.unwrap();
        })
        .unwrap();
    }
}
