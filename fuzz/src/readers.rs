//! What every reader has to withstand, whatever it is given: it never panics, what it reads keeps every rule of a plan, and
//! what is written of that can be read again. Must never know a notation: those are told by the targets.

use planwright_domain::{Author, DateOrder, Project, ProjectId, Version, apply};
use planwright_formats::{
    Notation, Occasion, Part, ReadError, Reading, Source, detect, read, read_parts, write,
};

/// Reads bytes in a notation.
///
/// # Panics
/// When the reader breaks its promise; that is what is looked for.
pub fn reads(bytes: &[u8], notation: Notation) {
    let Ok(reading) = reading(bytes, notation) else { return };
    let mut ids = 1 << 64;
    let mut project = Project::void(ProjectId::from_bits(7));
    match apply(&mut project, &reading.patch) {
        Ok(_) => {}
        // These two say exactly what they say; what breaks a rule is refused when it is applied.
        Err(_) if matches!(notation, Notation::Text | Notation::Json) => return,
        Err(rejection) => panic!("a reading breaks rules: {:?}", rejection.violations),
    }
    for &other in Notation::ALL.iter().filter(|n| n.is_written()) {
        let occasion = Occasion { today: source().today, planned: &|_| None, critical: &|_| false };
        let written = write(&project, other, &occasion).expect("it is written");
        if other == notation
            && let Err(error) = read(written.text.as_bytes(), notation, &source(), &mut || next(&mut ids))
        {
            panic!("what was written cannot be read: {error}\n{}", written.text);
        }
    }
}

/// What is read of bytes in a notation.
///
/// # Errors
/// When nothing can be.
pub fn reading(bytes: &[u8], notation: Notation) -> Result<Reading, ReadError> {
    let mut ids = 0;
    read(bytes, notation, &source(), &mut || next(&mut ids))
}

/// Reads bytes in the notation they seem to be in, and as an archive of texts.
pub fn detects(bytes: &[u8]) {
    reads(bytes, detect(bytes, None));
    let mut ids = 0;
    let part = Part { name: "plan".to_owned(), bytes: bytes.to_vec() };
    let _ = read_parts(vec![part], None, &source(), &mut || next(&mut ids));
}

fn next(ids: &mut u128) -> u128 {
    *ids += 1;
    *ids
}

fn source() -> Source<'static> {
    Source {
        name: Some("plan"),
        today: jiff::civil::date(2026, 3, 2),
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        author: Author::new("fuzz"),
        project: ProjectId::from_bits(7),
        base: Version(0),
        depth_limit: 5,
    }
}
