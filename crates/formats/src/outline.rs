//! Markdown and plain text read as an outline. Lines become blocks, blocks a tree, the tree is judged (which nodes are
//! tasks), and what is judged a task becomes one, with the fields, details and references around it. Must take time linear
//! in the text, and never make a task of what is not written down.

mod block;
mod boxes;
mod chart;
mod context;
mod empty;
mod field;
mod gather;
mod head;
mod item;
mod judge;
mod key;
mod letters;
mod lexicon;
mod mark;
mod named;
mod people;
mod refer;
mod remark;
mod rows;
mod section;
mod shows;
mod sign;
mod table;
mod tail;
mod tree;

use planwright_domain::Warning;

use crate::decode::Decoded;
use crate::draft::Sketch;
use crate::literal;
use crate::{ReadError, Reading, Source, detect, draft};
use block::{Block, Form};

// What columns and cells of tables mean, wherever the table stands.
pub(crate) use field::{FieldKind, Unit, column};
pub(crate) use lexicon::section as words_of;
pub(crate) use mark::{percent_status, priority_word, status_word};
pub(crate) use people::people as names_of_people;
pub(crate) use section::fold;
pub(crate) use table::title_rank;
pub(crate) use tail::says_nothing;

/// Reads a decoded text.
pub(crate) fn read(
    decoded: &Decoded,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    if let Some(what) = detect::other(&decoded.text) {
        return Err(ReadError::Other { what });
    }
    let literal =
        literal::hidden(&decoded.text).map(|text| Decoded { text, warnings: decoded.warnings.clone() });
    let decoded = literal.as_ref().unwrap_or(decoded);
    let mut blocks = block::blocks(&decoded.text);
    if !blocks.iter().any(|b| is_marked(&b.form)) {
        plain_lines(&mut blocks);
    }
    named::named_by_fields(&mut blocks);
    named::headed_by_lines(&mut blocks);
    let mut prefixes = key::Prefixes::default();
    for block in &blocks {
        match &block.form {
            Form::Heading { text, .. } | Form::Item { text, .. } | Form::Text(text) => prefixes.count(text),
            Form::Table(rows) => {
                rows.iter().filter_map(|(_, cells)| cells.first()).for_each(|cell| prefixes.count(cell));
            }
            _ => {}
        }
    }
    let known = people::Known::of(&blocks, source.day);
    let dates = crate::day::Reader::of(&decoded.text, source.today, source.date_order);
    let reader = head::Reader {
        prefixes: &prefixes,
        day: source.day,
        dates,
        dash: boxes::dash(&blocks),
        known: &known,
    };
    dated_lines(&mut blocks, &reader);
    let mut tree = tree::tree(blocks, &reader);
    let verdicts = judge::judge(&tree.nodes);
    let mut draft = gather::gather(&tree, &verdicts, &reader);
    // "- [ ] 1.1 Frame" in every line is how a checklist is counted; a table or a list of numbers names its tasks.
    let boxed = |n: &tree::Node<'_>| n.kind == tree::Kind::Item && n.head.check.is_some() && !n.ordered;
    let counted = tree.nodes.iter().zip(&verdicts.task).all(|(node, task)| !task || boxed(node));
    let graph = tree.graph.take().filter(|graph| chart::is_all(graph, &tree, &verdicts.task));
    // The draft holds all that is needed of them, and is as large.
    drop((tree, verdicts));
    if let Some(graph) = graph {
        let reading = chart::read(graph, draft, source, mint)?;
        return Ok(Reading { warnings: [decoded.warnings.clone(), reading.warnings].concat(), ..reading });
    }
    draft.questions.extend(reader.dates.question());
    if draft.tasks.is_empty() {
        return Err(ReadError::NoTasks);
    }
    if draft.title.is_none() {
        draft.title = Some(source.title());
    }
    let mut warnings: Vec<Warning> = decoded.warnings.clone();
    warnings.append(&mut draft.warnings);
    draft.warnings = warnings;
    if counted {
        without_counting(&mut draft.tasks);
    }
    if literal.is_some() {
        draft.rewrite(&|text| literal::shown(text).into_owned());
    }
    Ok(draft::finish(draft, source, mint))
}

/// Numbers that only count the places of all tasks ("1.", "1.1") name none of them.
fn without_counting(tasks: &mut [Sketch]) {
    let mut codes: Vec<String> = Vec::with_capacity(tasks.len());
    let mut below: Vec<u32> = vec![0; tasks.len() + 1];
    for task in &*tasks {
        let above = task.parent.map(|parent| parent as usize);
        let count = &mut below[above.map_or(0, |parent| parent + 1)];
        *count += 1;
        let lead = above.map(|parent| format!("{}.", codes[parent])).unwrap_or_default();
        codes.push(if lead.len() > 400 { String::new() } else { format!("{lead}{count}") });
    }
    let counts = |(task, code): (&Sketch, &String)| task.key.as_ref() == Some(code);
    if tasks.iter().zip(&codes).all(counts) {
        tasks.iter_mut().for_each(|task| task.key = None);
    }
}

/// Whether a block has a mark of its own. Capitals that count are words too: lines below them may have no marks at all.
fn is_marked(form: &Form<'_>) -> bool {
    match form {
        Form::Item { number: Some(number), check: None, .. } => {
            !number.starts_with(|c: char| c.is_ascii_uppercase())
        }
        Form::Item { .. } | Form::Heading { .. } | Form::Table(_) | Form::Front(_) | Form::Code { .. } => {
            true
        }
        _ => false,
    }
}

/// Lines of a text without any marks are an outline by their columns, if they read like a list and not like prose.
fn plain_lines(blocks: &mut [Block<'_>]) {
    let texts =
        || blocks.iter().filter_map(|b| if let Form::Text(text) = &b.form { Some(*text) } else { None });
    let lines = texts().count();
    let long = texts()
        .filter(|t| {
            t.chars().count() > 100 || (t.ends_with(['.', '!', '?']) && t.split_whitespace().count() > 8)
        })
        .count();
    if lines == 0 || long * 3 > lines {
        return;
    }
    let goes_on = goes_on(blocks);
    // A first line apart from a list that stands together names it.
    let named = matches!(&*blocks, [first, second, third, ..]
        if second.after_blank && !(third.after_blank || goes_on[2]) && first.indent <= second.indent);
    for (block, goes_on) in blocks.iter_mut().zip(goes_on).skip(usize::from(named)) {
        if let Form::Text(text) = block.form
            && !goes_on
            && field::fields(text, block.line).is_empty()
        {
            block.form = Form::Item { number: None, check: None, text };
        }
    }
    counted_lines(blocks);
}

/// Lines that are counted without a point: "1 Dig", "2 Pour", "3 Paint", from the first to the last.
fn counted_lines(blocks: &mut [Block<'_>]) {
    let split = |text: &str| text.split_once(' ').and_then(|(number, _)| number.parse::<u32>().ok());
    let items = || {
        blocks.iter().filter_map(|b| if let Form::Item { text, .. } = &b.form { Some(*text) } else { None })
    };
    let count = items().count();
    if count < 2 || !items().zip(1..).all(|(text, place)| split(text) == Some(place)) {
        return;
    }
    for block in blocks {
        if let Form::Item { number, text, .. } = &mut block.form
            && let Some((counted, rest)) = text.split_once(' ')
        {
            (*number, *text) = (Some(counted), rest.trim_start());
        }
    }
}

/// The lines that only go on with the one above: where blank lines stand between most items, a long line that was broken.
fn goes_on(blocks: &[Block<'_>]) -> Vec<bool> {
    const BROKEN: usize = 55;
    let apart = blocks.iter().filter(|b| b.after_blank).count() * 2 > blocks.len();
    let mut on = vec![false; blocks.len()];
    for (i, pair) in blocks.windows(2).enumerate() {
        let [above, block] = pair else { continue };
        let (Form::Text(long), Form::Text(text)) = (&above.form, &block.form) else { continue };
        let small = text.starts_with(|c: char| c.is_lowercase() || c == '(');
        on[i + 1] = apart
            && !block.after_blank
            && block.indent == above.indent
            && long.chars().count() >= BROKEN
            && (on[i] || small);
    }
    on
}

/// Lines that begin with a date are the items of a timeline where there are no other items.
fn dated_lines(blocks: &mut [Block<'_>], reader: &head::Reader<'_>) {
    let dated = |b: &&mut Block<'_>| match b.form {
        Form::Text(text) => reader.begins_with_date(text),
        _ => false,
    };
    if blocks.iter().any(|b| matches!(b.form, Form::Item { .. } | Form::Table(_) | Form::Front(_))) {
        return;
    }
    let found: Vec<&mut Block<'_>> = blocks.iter_mut().filter(dated).collect();
    if found.len() < 2 {
        return;
    }
    for block in found {
        if let Form::Text(text) = block.form {
            block.form = Form::Item { number: None, check: None, text };
        }
    }
}
