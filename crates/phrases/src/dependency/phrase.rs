//! Dependency phrases in sentences: "after X", "is blocked by Y", "in parallel with Z", "once it is granted".
//! Must never decide which tasks are meant, or drop the words: every part is a range of the text.

use super::cue::{Cue, Place, cues};
use crate::lexicon::table;
use crate::token::{Kind as TokenKind, Tokens};

/// What a dependency phrase says about its subject S and its object O.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// S comes after O: "deploy after the tests".
    After,
    /// S waits for O: "deployment is blocked by both".
    BlockedBy,
    /// S depends on O.
    DependsOn,
    /// S comes before O: "review before merging", "X blocks Y".
    Before,
    /// S and O at the same time; without an object, S and what was said before.
    Parallel,
    /// S comes before all else that is said: "design assets come first", "start by writing tests".
    ComesFirst,
    /// S can happen once the state O is reached: "once it is granted", "when the venue is confirmed".
    Once,
    /// S needs O. Weak: also "needs three days" and "needs a README".
    Needs,
    /// O comes after what was said before: "then", "afterwards", "finally", "followed by".
    Then,
    /// There is no order between S and O, and none is to be inferred: "independent of", "does not depend on".
    Independent,
    /// S, several things, in no particular order.
    AnyOrder,
}

/// A dependency phrase; all ranges are bytes of the text, empty where nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// What it says.
    pub kind: Kind,
    /// The words that say it: "is blocked by".
    pub cue: (usize, usize),
    /// S: the clause it is said of.
    pub subject: (usize, usize),
    /// O: the clause it names.
    pub object: (usize, usize),
}

impl Phrase {
    /// The words of the subject.
    #[must_use]
    pub fn subject_in<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.subject.0..self.subject.1).unwrap_or_default()
    }

    /// The words of the object.
    #[must_use]
    pub fn object_in<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.object.0..self.object.1).unwrap_or_default()
    }
}

table!(BOUNDARY, "clause", "boundary");
table!(JOIN, "reference", "join");

/// Every dependency phrase, in order.
#[must_use]
pub fn find(text: &str) -> Vec<Phrase> {
    let tokens = Tokens::of(text);
    let cues = cues(&tokens);
    cues.iter().enumerate().map(|(k, cue)| phrase(&tokens, &cues, k, cue)).collect()
}

fn phrase(tokens: &Tokens<'_>, cues: &[Place], k: usize, place: &Place) -> Phrase {
    let floor = k.checked_sub(1).and_then(|k| cues.get(k)).map_or(0, Place::end);
    let ceiling = cues.get(k + 1).map_or(tokens.len(), |p| p.from);
    let behind = place.gap.map_or_else(|| forward(tokens, place.to, ceiling), |gap| (gap.begin, gap.end));
    let before = (backward(tokens, place.from, floor), place.from);
    // "Meanwhile, write the docs", "finally, publish": the clause behind the comma of the cue.
    let comma = place.leads && behind.0 == behind.1 && matches!(tokens.raw(place.to), "," | "，");
    let next = if comma { forward(tokens, place.to + 1, ceiling.max(place.to + 1)) } else { behind };
    // "After testing, deploy": the subject is the clause behind the object's comma; "They go out, once it is
    // confirmed": behind a comma and without such a clause, the one before it.
    let main = || {
        let end = place.gap.map_or(behind.1, |gap| gap.next);
        let comma = tokens.is(end, ",") || tokens.is(end, "，");
        let at = if comma { end + 1 } else { end };
        let at = cues.iter().skip(k + 1).take(2).find(|p| p.from == at).map_or(at, |p| p.to);
        let ceiling = cues.iter().skip(k + 1).take(4).find(|p| p.from > at).map_or(tokens.len(), |p| p.from);
        let behind = if comma || place.gap.is_some() { forward(tokens, at, ceiling) } else { (at, at) };
        if behind.0 < behind.1 { behind } else { earlier(tokens, place.from, floor).unwrap_or(behind) }
    };
    let none = (place.to, place.to);
    let (kind, subject, object) =
        match place.cue {
            Cue::StartWith => (Kind::ComesFirst, behind, none),
            Cue::FirstAlone if place.leads && tokens.is(place.to, ",") => {
                (Kind::ComesFirst, forward(tokens, place.to + 1, ceiling.max(place.to + 1)), none)
            }
            Cue::First | Cue::FirstAlone if place.leads => (Kind::ComesFirst, behind, none),
            Cue::First | Cue::FirstAlone => (Kind::ComesFirst, before, none),
            Cue::Parallel if place.leads || before.0 == before.1 => (Kind::Parallel, next, none),
            Cue::Parallel | Cue::Nothing => (Kind::Parallel, before, none),
            Cue::AnyOrder if before.0 == before.1 => (Kind::AnyOrder, next, none),
            Cue::AnyOrder => (Kind::AnyOrder, before, none),
            Cue::Link(Kind::Then) | Cue::Finally => {
                (Kind::Then, earlier(tokens, place.from, floor).unwrap_or(before), next)
            }
            Cue::Link(kind @ (Kind::Needs | Kind::DependsOn | Kind::BlockedBy)) if before.0 == before.1 => {
                (kind, earlier(tokens, place.from, floor).unwrap_or(before), behind)
            }
            Cue::Link(
                kind @ (Kind::After | Kind::Before | Kind::Once | Kind::Parallel | Kind::Independent),
            ) if place.leads || before.0 == before.1 => (kind, main(), behind),
            Cue::Link(kind) => (kind, before, behind),
        };
    let bytes = |(from, to): (usize, usize)| {
        let from = skip_join(tokens, from, to);
        let to = JOIN.ending(tokens, to).filter(|&(_, at)| at > from).map_or(to, |(_, at)| at);
        if from >= to {
            (tokens.start(place.from), tokens.start(place.from))
        } else {
            (tokens.start(from), tokens.end_before(to))
        }
    };
    Phrase {
        kind,
        cue: (tokens.start(place.from), tokens.end_before(place.to)),
        subject: bytes(subject),
        object: bytes(object),
    }
}

fn skip_join(tokens: &Tokens<'_>, from: usize, to: usize) -> usize {
    JOIN.at(tokens, from)
        .filter(|&(_, next)| next < to && !tokens.raw(from).starts_with(char::is_uppercase))
        .map_or(from, |((), next)| next)
}

pub(super) fn ends_clause(tokens: &Tokens<'_>, i: usize) -> bool {
    matches!(
        tokens.raw(i),
        "," | ";"
            | "."
            | ":"
            | "!"
            | "?"
            | "("
            | ")"
            | "—"
            | "–"
            | "，"
            | "。"
            | "；"
            | "："
            | "！"
            | "？"
            | "（"
            | "）"
            | "→"
            | "["
            | "]"
    ) || tokens.get(i + 1).is_some_and(|next| {
        next.spaced && tokens.text[tokens.get(i).map_or(0, |t| t.end)..next.start].contains('\n')
    }) || BOUNDARY.has(tokens, i)
}

/// The clause before the comma that a cue stands behind.
fn earlier(tokens: &Tokens<'_>, cue: usize, floor: usize) -> Option<(usize, usize)> {
    let at = JOIN.ending(tokens, cue).map_or(cue, |(_, from)| from);
    let comma = at
        .checked_sub(1)
        .filter(|&i| i >= floor && matches!(tokens.raw(i), "," | "，" | ";" | "；" | "、"))?;
    let from = backward(tokens, comma, floor);
    (from < comma).then_some((from, comma))
}

/// From `from` to the end of its clause, at most to `ceiling`. A bracket inside stays.
fn forward(tokens: &Tokens<'_>, from: usize, ceiling: usize) -> (usize, usize) {
    let end = (from..ceiling).find(|&i| ends_clause(tokens, i)).map_or(ceiling, |i| {
        if tokens.kind(i) == Some(TokenKind::Mark) || BOUNDARY.has(tokens, i) { i } else { i + 1 }
    });
    // A cue that follows "and" leaves the "and" behind.
    let end = JOIN
        .ending(tokens, end)
        .filter(|&(_, at)| at > from && end == ceiling && ceiling < tokens.len())
        .map_or(end, |(_, at)| at);
    (from, end)
}

/// Where the clause that ends before `from` begins, not before `floor`; a bracket inside belongs to it.
fn backward(tokens: &Tokens<'_>, from: usize, floor: usize) -> usize {
    let mut i = from;
    while i > floor {
        i -= 1;
        if matches!(tokens.raw(i), ")" | "）") {
            let Some(open) = (floor..i).rev().take(40).find(|&k| matches!(tokens.raw(k), "(" | "（")) else {
                return i + 1;
            };
            i = open;
        } else if ends_clause(tokens, i) {
            return i + 1;
        }
    }
    floor
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(Kind, &str, &str)]) {
        let found = find(text);
        let got: Vec<_> = found.iter().map(|p| (p.kind, p.subject_in(text), p.object_in(text))).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn a_phrase_has_its_subject_and_its_object() {
        check("Deployment is blocked by both.", &[(Kind::BlockedBy, "Deployment", "both")]);
        check("Task B takes 3 days and depends on A.", &[(Kind::DependsOn, "Task B takes 3 days", "A")]);
        check("Task D depends on B and C.", &[(Kind::DependsOn, "Task D", "B and C")]);
        check("Deploy after the tests pass, please", &[(Kind::After, "Deploy", "the tests pass")]);
        check("After testing, deploy it.", &[(Kind::After, "deploy it", "testing")]);
        check(
            "Legal must review the map before engineering starts.",
            &[(Kind::Before, "Legal must review the map", "engineering starts")],
        );
        check("location scouting in parallel, shooting day", &[(Kind::Parallel, "location scouting", "")]);
        check("in parallel set up the pipeline.", &[(Kind::Parallel, "set up the pipeline", "")]);
        check("Write docs in parallel with testing", &[(Kind::Parallel, "Write docs", "testing")]);
        check("Design assets come first, and legal reviews", &[(Kind::ComesFirst, "Design assets", "")]);
        check("Start by writing tests.", &[(Kind::ComesFirst, "writing tests", "")]);
        check("Preregister first, build the survey", &[(Kind::ComesFirst, "Preregister", "")]);
        check("Once the permit is granted, build.", &[(Kind::Once, "build", "the permit is granted")]);
        check(
            "Ethics approval is needed before the user study.",
            &[(Kind::Before, "Ethics approval", "the user study")],
        );
        check("Collect data, then train the model", &[(Kind::Then, "Collect data", "train the model")]);
        check("the checkout needs the cart", &[(Kind::Needs, "the checkout", "the cart")]);
    }

    #[test]
    fn a_phrase_ends_where_the_next_begins() {
        check(
            "Interview them, then design after approval; finally publish",
            &[
                (Kind::Then, "Interview them", "design"),
                (Kind::After, "design", "approval"),
                (Kind::Then, "approval", "publish"),
            ],
        );
    }

    #[test]
    fn brackets_and_pronouns_belong_to_their_clause() {
        check(
            "Paint walls (30 min), depends on Plaster",
            &[(Kind::DependsOn, "Paint walls (30 min)", "Plaster")],
        );
        check("Roof (2 days) depends on frame", &[(Kind::DependsOn, "Roof (2 days)", "frame")]);
        check("Do the data prep before then.", &[(Kind::Before, "Do the data prep", "then")]);
        check("First, write tests.", &[(Kind::ComesFirst, "write tests", "")]);
        check("Interview them, first draft a week later", &[]);
        check("done by next Friday", &[]);
        check("We need to be done soon.", &[]);
        check("Needs a scheduler, a README", &[(Kind::Needs, "", "a scheduler")]);
    }

    #[test]
    fn compounds_are_no_phrases() {
        check("first-week schedule and after-sales", &[]);
        check("the aftermath", &[]);
    }

    #[test]
    fn other_languages_have_phrases() {
        check(
            "Die Einladungen dürfen erst raus, wenn die Location bestätigt ist.",
            &[(Kind::Once, "Die Einladungen dürfen erst raus", "die Location bestätigt ist")],
        );
        check("Despliegue depende de las pruebas", &[(Kind::DependsOn, "Despliegue", "las pruebas")]);
        check(
            "先完成需求调研，之后联调测试",
            &[(Kind::ComesFirst, "需求调研", ""), (Kind::Then, "需求调研", "联调测试")],
        );
        check("Déployer après les tests", &[(Kind::After, "Déployer", "les tests")]);
    }
}
