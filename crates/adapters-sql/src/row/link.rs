//! The columns of `links`.

use planwright_domain::{Dependency, LagKind, Link, LinkField, LinkId, LinkType, TaskId};
use planwright_wire::cell::Cell as _;

use super::read::Columns;
use super::task::word_of;
use super::{Cell, Odd, Row, bits, letters};

impl Row for Link {
    const TABLE: &'static str = "links";
    const KEY: &'static str = "link_id";
    const FIELDS: &'static [LinkField] = LinkField::ALL;

    fn letters(id: LinkId) -> String {
        letters(id.bits())
    }

    fn blank(id: LinkId) -> Self {
        Self::blocks(id, TaskId::from_bits(0), TaskId::from_bits(0))
    }

    fn cell(&self, field: LinkField) -> Cell<'_> {
        match field {
            LinkField::From => Cell::text(letters(self.from.bits())),
            LinkField::To => Cell::text(letters(self.to.bits())),
            LinkField::Type => Cell::text(self.link_type.word()),
            LinkField::Dependency => Cell::text(self.dependency.word()),
            LinkField::Lag => Cell::Integer(self.lag.into()),
            LinkField::LagKind => Cell::text(self.lag_kind.word()),
            LinkField::Metadata if self.metadata.is_empty() => Cell::Null,
            LinkField::Metadata => Cell::text(self.metadata.to_json()),
            LinkField::Origin => Cell::option(self.origin.as_ref(), |origin| Cell::text(origin.to_json())),
        }
    }

    fn from_row(row: &Columns<'_>) -> Result<Self, Odd> {
        let task = |letters: &str| bits(letters).map(TaskId::from_bits);
        let id = row.one(0, Self::KEY, |letters| bits(letters).map(LinkId::from_bits))?;
        let mut link = Self::blank(id);
        for (at, field) in (1..).zip(Self::FIELDS) {
            let name = field.name();
            match field {
                LinkField::From => link.from = row.one(at, name, task)?,
                LinkField::To => link.to = row.one(at, name, task)?,
                LinkField::Type => {
                    link.link_type =
                        row.one(at, name, |word| word_of(LinkType::ALL, LinkType::word, word))?;
                }
                LinkField::Dependency => {
                    link.dependency =
                        row.one(at, name, |word| word_of(Dependency::ALL, Dependency::word, word))?;
                }
                LinkField::Lag => link.lag = row.small(at, name)?,
                LinkField::LagKind => {
                    link.lag_kind = row.one(at, name, |word| word_of(LagKind::ALL, LagKind::word, word))?;
                }
                LinkField::Metadata => link.metadata = row.maybe_cell(at, name)?.unwrap_or_default(),
                LinkField::Origin => link.origin = row.maybe_cell(at, name)?,
            }
        }
        Ok(link)
    }
}
