//! The report as a web page: one file without scripts, that asks nobody for anything, in light and in dark. Every text from
//! outside is escaped.

use planwright::planner::eval::{Aspect, Figure};
use planwright_wire::{Evaluated, Evaluation, FigureMap};

use super::super::text::harmless;
use super::super::words::count;
use super::{change, figure};

const STYLE: &str = include_str!("page.css");

/// The figures that have a column in tables.
const COLUMNS: [Figure; 9] = [
    Figure::Score,
    Figure::Titles,
    Figure::Parents,
    Figure::Tree,
    Figure::Efforts,
    Figure::Status,
    Figure::Due,
    Figure::Links,
    Figure::Musts,
];

/// The report as a page.
pub fn evaluation_page(report: &Evaluation) -> String {
    let title = format!("{}: {}", escaped(&report.of), count(report.example_count, "example"));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"quiet\">Measured with planwright {}.",
        escaped(&report.version)
    );
    if report.refused_count > 0 {
        page += &format!(" No plan was made of {}.", count(report.refused_count, "example"));
    }
    page += "</p>\n";
    figures(report, &mut page);
    musts(report, &mut page);
    for by in ["kind", "domain", "language"] {
        let members: Vec<_> = report.groups.iter().filter(|group| group.by == by).collect();
        if !members.is_empty() {
            page += &format!("<h2>By {by}</h2>\n");
            let row = |group: &&planwright_wire::EvaluatedGroup| {
                let name = format!(
                    "{} <span class=\"quiet\">({})</span>",
                    escaped(&group.name),
                    group.example_count
                );
                (name, group.figures.clone())
            };
            table(by, members.iter().map(row), &mut page);
        }
    }
    page += "<h2>Examples</h2>\n";
    let row = |(nth, example): (usize, &Evaluated)| {
        (format!("<a href=\"#example-{nth}\">{}</a>", escaped(&example.name)), example.figures.clone())
    };
    table("example", report.examples.iter().enumerate().map(row), &mut page);
    for (nth, example) in report.examples.iter().enumerate() {
        one(nth, example, &mut page);
    }
    page += "</main>\n</body>\n</html>\n";
    page
}

/// A text on one line, without what a browser would obey.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

fn figures(report: &Evaluation, page: &mut String) {
    *page += "<table class=\"figures\">\n<caption>Figures, from 0 to 1</caption>\n";
    for of in Figure::ALL {
        let Some(value) = report.figures.get(of.word()) else { continue };
        let by = report.change.as_ref().and_then(|change| change.get(of.word()).copied()).unwrap_or(0.0);
        let way = if by > 0.0 { "up" } else { "down" };
        let by = change(by).map_or_else(String::new, |by| format!("<span class=\"{way}\">{by}</span>"));
        *page += &format!(
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{by}</td>\
             <td class=\"bar\"><meter min=\"0\" max=\"1\" value=\"{value:.4}\">{0}</meter></td><td class=\"quiet\">{}</td></tr>\n",
            of.word(),
            figure(*value),
            of.what(),
        );
    }
    *page += "</table>\n";
}

fn musts(report: &Evaluation, page: &mut String) {
    if report.checks.is_empty() {
        return;
    }
    *page += "<h2>Musts</h2>\n<ul class=\"chips\">\n";
    for aspect in Aspect::ALL {
        if let Some(held) = report.checks.get(aspect.word()) {
            let class = if held.held < held.of { "missed" } else { "held" };
            *page += &format!(
                "<li class=\"{class}\">{} <b>{}</b> of {}</li>\n",
                aspect.word(),
                held.held,
                held.of
            );
        }
    }
    *page += "</ul>\n";
}

fn table(of: &str, rows: impl Iterator<Item = (String, FigureMap)>, page: &mut String) {
    let rows: Vec<_> = rows.collect();
    let has = |of: &Figure| rows.iter().any(|(_, figures)| figures.contains_key(of.word()));
    let shown: Vec<Figure> = COLUMNS.into_iter().filter(has).collect();
    *page += &format!("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">{of}</th>");
    for of in &shown {
        *page += &format!("<th scope=\"col\" class=\"number\" title=\"{}\">{}</th>", of.what(), of.word());
    }
    *page += "</tr></thead>\n<tbody>\n";
    for (name, figures) in rows {
        *page += &format!("<tr><th scope=\"row\">{name}</th>");
        for of in &shown {
            let cell = figures.get(of.word()).map_or_else(|| "–".to_owned(), |value| figure(*value));
            let class = match figures.get(of.word()) {
                Some(value) if *value < 0.5 => "number low",
                Some(value) if *value < 0.9 => "number middling",
                _ => "number",
            };
            *page += &format!("<td class=\"{class}\">{cell}</td>");
        }
        *page += "</tr>\n";
    }
    *page += "</tbody>\n</table></div>\n";
}

fn one(nth: usize, example: &Evaluated, page: &mut String) {
    *page +=
        &format!("<section id=\"example-{nth}\">\n<h3>{}</h3>\n<p class=\"quiet\">", escaped(&example.name));
    let facts = [Some(&example.kind), example.domain.as_ref(), example.language.as_ref()];
    *page += &facts.into_iter().flatten().map(|fact| escaped(fact)).collect::<Vec<_>>().join(" · ");
    if let Some(tasks) = &example.tasks {
        *page += &format!(
            " · {} of {} tasks found, {} in the plan",
            tasks.matched_task_count, tasks.gold_task_count, tasks.plan_task_count
        );
        if let Some(minutes) = tasks.effort_mae_minutes {
            *page += &format!(" · efforts are {minutes:.0} minutes off on average");
        }
    }
    *page += "</p>\n";
    if let Some(refused) = &example.refused {
        *page += &format!("<p class=\"missed\">No plan was made: {}</p>\n", escaped(refused));
    }
    if !example.checks.is_empty() {
        *page += "<ul class=\"checks\">\n";
        for check in &example.checks {
            let (class, mark) = if check.holds { ("held", "✓") } else { ("missed", "✗") };
            let (aspect, what) = (escaped(&check.aspect), escaped(&check.what));
            *page += &format!("<li class=\"{class}\">{mark} {aspect}: {what}</li>\n");
        }
        *page += "</ul>\n";
    }
    if let Some(tasks) = &example.tasks {
        titles("Not found", &tasks.missing, page);
        titles("Not in the gold plan", &tasks.extra, page);
    }
    *page += "</section>\n";
}

fn titles(what: &str, titles: &[String], page: &mut String) {
    if titles.is_empty() {
        return;
    }
    *page += &format!("<details><summary>{what} ({})</summary>\n<ul>\n", titles.len());
    for title in titles {
        *page += &format!("<li>{}</li>\n", escaped(title));
    }
    *page += "</ul>\n</details>\n";
}

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::*;

    #[test]
    fn the_page_asks_nobody_and_obeys_nobody() {
        let evil = "<script>alert('1')</script> & \"x\"".to_owned();
        let page = evaluation_page(&report(&[evil, "plain".to_owned()]));
        for forbidden in ["<script", "http://", "https://", "src=", "@import", "url(", "& "] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;"));
        assert!(page.contains("prefers-color-scheme: dark"));
    }

    #[test]
    fn every_tag_is_closed() {
        let page = evaluation_page(&report(&["one".to_owned(), "two".to_owned()]));
        for tag in
            ["table", "tr", "td", "th", "ul", "li", "section", "details", "p", "h2", "h3", "div", "span"]
        {
            let opened =
                page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}
