//! Which engine drafts a plan, as things are configured. Nothing here drafts.

use crate::settings::{Engine, Settings};

/// What drafts plans in this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Drafter {
    /// Rules and templates: no network, no key.
    Offline,
}

/// A language model was asked for, and none is configured.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot draft with a language model: none is configured (engine = model, from {from})")]
pub struct NoModel {
    /// Where the wish comes from.
    pub from: String,
}

impl NoModel {
    /// The stable kebab-case word for this kind of failure.
    pub fn code(&self) -> &'static str {
        "no-model"
    }

    /// The next step.
    pub fn hint(&self) -> &'static str {
        "draft without one: --engine offline"
    }
}

impl Settings {
    /// What drafts plans: without a configured model, `auto` is offline.
    ///
    /// # Errors
    /// [`NoModel`] when a model is asked for and none is configured.
    pub fn drafter(&self) -> Result<Drafter, NoModel> {
        match self.engine() {
            Engine::Auto | Engine::Offline => Ok(Drafter::Offline),
            Engine::Model => {
                let from =
                    self.explain("engine").map(|explained| explained.origin.to_string()).unwrap_or_default();
                Err(NoModel { from })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Flags;
    use crate::surroundings::Surroundings;

    fn drafter(engine: &str) -> Result<Drafter, NoModel> {
        let flags = Flags::new().set("engine", engine);
        Settings::load(&flags, &Surroundings::default()).unwrap().drafter()
    }

    #[test]
    fn without_a_model_auto_is_offline_and_model_is_refused() {
        assert_eq!(drafter("auto"), Ok(Drafter::Offline));
        assert_eq!(drafter("offline"), Ok(Drafter::Offline));
        let refused = drafter("model").unwrap_err();
        assert_eq!(refused.from, "--engine");
        assert!(refused.hint().contains("offline") && refused.code() == "no-model");
    }
}
