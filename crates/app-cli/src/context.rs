//! Everything a command needs: the settings, the store (opened when first asked for), the terminal, and who and when.

use std::cell::OnceCell;
use std::path::Path;

use jiff::civil::Date;
use planwright::domain::{Author, DateOrder, Meta, ProjectId};
use planwright::phrases::date::{self, Ground};
use planwright::phrases::duration::DayLength;
use planwright::ports::{Clock, ProjectHead};
use planwright::settings::{Color, Flags, Settings};
use planwright::usecases::Ports;
use planwright::usecases::projects::{self, Wish};
use planwright::{Planwright, Repository, Surroundings, SystemClock};

use crate::args::Global;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// What a command works with.
pub(crate) struct Context {
    /// Where to print and whom to ask.
    pub(crate) terminal: Terminal,
    /// Whether data is printed as JSON.
    pub(crate) json: bool,
    /// What holds for this run.
    pub(crate) settings: Settings,
    author: Author,
    today: Date,
    fixed_day: bool,
    product: OnceCell<Planwright>,
}

impl Context {
    /// Reads the settings. The store is opened when a command asks for it.
    pub(crate) fn new(global: &Global) -> Result<Self, Failure> {
        let around = Surroundings::of_process().map_err(|e| {
            Failure::refused(
                "no-folder",
                format!("cannot see the folder this runs in: {e}"),
                "go to another folder",
            )
        })?;
        let settings = Settings::load(&flags(global), &around)?;
        let color = match settings.color() {
            Color::Always => Some(true),
            Color::Never => Some(false),
            Color::Auto => None,
        };
        let today = global.today.unwrap_or_else(|| SystemClock::new(settings.time_zone()).today());
        Ok(Self {
            terminal: Terminal::new(color, global.quiet, global.yes),
            json: global.json,
            author: settings.author(),
            settings,
            today,
            fixed_day: global.today.is_some(),
            product: OnceCell::new(),
        })
    }

    /// The ports, on a store that is made where there is none.
    pub(crate) async fn ports(&self) -> Result<Ports<'_>, Failure> {
        self.opened(true).await
    }

    /// The ports for a command that only looks: where there is no store, an empty one in memory.
    pub(crate) async fn reading(&self) -> Result<Ports<'_>, Failure> {
        self.opened(false).await
    }

    /// The ports of [`reading`](Self::reading) for a dry run, else those of [`ports`](Self::ports).
    pub(crate) async fn ports_for(&self, dry_run: bool) -> Result<Ports<'_>, Failure> {
        self.opened(!dry_run).await
    }

    async fn opened(&self, create: bool) -> Result<Ports<'_>, Failure> {
        if self.product.get().is_none() {
            let product = if create {
                Planwright::open(&self.settings).await?
            } else {
                Planwright::open_or_imagine(&self.settings).await?
            };
            let product = if self.fixed_day { product.on_day(self.today) } else { product };
            // A command opens one store once; a second value would only be dropped.
            let _ = self.product.set(product);
        }
        let product = self.product.get().ok_or_else(|| Failure::ours("the store was not kept open"))?;
        Ok(product.ports(&self.author))
    }

    /// Closes the store, when it was opened.
    pub(crate) async fn close(self) -> Result<(), Failure> {
        match self.product.into_inner() {
            Some(product) => Ok(product.close().await?),
            None => Ok(()),
        }
    }

    /// Today, or the day given for it.
    pub(crate) fn today(&self) -> Date {
        self.today
    }

    /// The day given for today, if one was.
    pub(crate) fn given_day(&self) -> Option<Date> {
        self.fixed_day.then_some(self.today)
    }

    /// What a day and a week of work are by the settings.
    pub(crate) fn day_length(&self) -> DayLength {
        let meta = self.settings.meta("");
        DayLength { minutes_per_day: meta.minutes_per_day, days_per_week: meta.working_days.count() }
    }

    /// Reads a day, written or said.
    pub(crate) fn date(&self, text: &str) -> Result<Date, Failure> {
        if let Ok(date) = text.trim().parse::<Date>() {
            return Ok(date);
        }
        let order = match self.settings.date_order() {
            DateOrder::MonthDay => date::DateOrder::Mdy,
            DateOrder::DayMonth => date::DateOrder::Dmy,
        };
        let ground = Ground { today: self.today, order };
        date::parse(text, &ground).and_then(|when| when.last()).ok_or_else(|| {
            Failure::usage(
                format!("{text:?} is not a date"),
                "write it as 2026-08-15, \"aug 15\" or \"next friday\"",
            )
        })
    }

    /// Refuses when a language model is asked for and none is there.
    pub(crate) fn require_engine(&self) -> Result<(), Failure> {
        self.settings.drafter().map_err(|e| Failure::refused(e.code(), e.to_string(), e.hint()))?;
        Ok(())
    }

    /// The repository around the folder.
    pub(crate) fn repository(&self) -> Option<&Repository> {
        self.settings.repository()
    }

    /// The repository around another folder, as projects name it.
    pub(crate) fn repository_at(&self, path: &str) -> Result<String, Failure> {
        let found =
            if path == "." { self.repository().cloned() } else { Repository::around(Path::new(path)) };
        found.map(|repository| repository.id()).ok_or_else(|| {
            Failure::refused(
                "no-repository",
                format!("there is no git repository at {path:?}"),
                "name a folder of one",
            )
        })
    }

    /// The project named on the command line or in the settings.
    pub(crate) fn wish(&self) -> Option<&str> {
        self.settings.project()
    }

    fn wishes(&self) -> (Option<&str>, Option<String>) {
        (self.wish(), self.repository().map(Repository::id))
    }

    /// The project a command is about.
    pub(crate) async fn project(&self, ports: &Ports<'_>) -> Result<ProjectHead, Failure> {
        let (named, repository) = self.wishes();
        Ok(projects::choose(ports, Wish { named, repository: repository.as_deref() }).await?)
    }

    /// The project a command is about, or `Inbox`, made when there is none at all.
    pub(crate) async fn project_or_inbox(&self, ports: &Ports<'_>) -> Result<ProjectHead, Failure> {
        let (named, repository) = self.wishes();
        let wish = Wish { named, repository: repository.as_deref() };
        Ok(projects::choose_or_inbox(ports, wish, self.settings.meta(projects::INBOX)).await?)
    }

    /// The project asked for by name, if one was.
    pub(crate) async fn wished_project(&self, ports: &Ports<'_>) -> Result<Option<ProjectId>, Failure> {
        match self.wish() {
            None => Ok(None),
            Some(named) => {
                let wish = Wish { named: Some(named), repository: None };
                Ok(Some(projects::choose(ports, wish).await?.id))
            }
        }
    }

    /// Makes a project the one last used.
    pub(crate) async fn remember(&self, ports: &Ports<'_>, project: ProjectId) -> Result<(), Failure> {
        Ok(projects::remember(ports, project).await?)
    }

    /// What a new project starts from: the rules of the settings, and this repository unless it has a project already.
    pub(crate) async fn new_meta(&self, ports: &Ports<'_>, title: &str) -> Result<Meta, Failure> {
        let mut meta = self.settings.meta(title);
        if let Some(id) = self.repository().map(Repository::id) {
            let heads = projects::list(ports).await?;
            let taken = heads.iter().any(|head| !head.archived && head.repository.as_ref() == Some(&id));
            meta.repository = Some(id).filter(|_| !taken);
        }
        Ok(meta)
    }
}

fn flags(global: &Global) -> Flags {
    let mut flags = Flags::new();
    let given = [("store", &global.store), ("project", &global.project), ("engine", &global.engine)];
    for (key, value) in given {
        if let Some(value) = value {
            flags = flags.set(key, value);
        }
    }
    if global.no_color {
        flags = flags.set("color", "never");
    }
    match &global.config {
        Some(file) => flags.config(file),
        None => flags,
    }
}
