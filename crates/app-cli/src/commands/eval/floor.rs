//! What `--fail-below` asks: the least a figure may be.

use planwright::planner::eval::{Figure, Figures};

use crate::failure::Failure;
use crate::show;

/// The least a figure may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Floor {
    figure: Figure,
    least: f64,
}

impl Floor {
    /// What is told of a figure that is lower.
    pub(super) fn missed(&self, figures: &Figures) -> Option<String> {
        let (word, least) = (self.figure.word(), show::figure(self.least));
        match figures.get(self.figure) {
            Some(value) if value >= self.least => None,
            Some(value) => Some(format!("{word} is {}, below {least}", show::figure(value))),
            None => Some(format!("{word} was not measured, and has to be {least} at least")),
        }
    }
}

/// Reads what was typed.
pub(super) fn parse(words: &[String]) -> Result<Vec<Floor>, Failure> {
    words.iter().map(|word| floor(word)).collect()
}

fn floor(word: &str) -> Result<Floor, Failure> {
    let (name, number) = word.split_once('=').unwrap_or((Figure::Score.word(), word));
    let Some(figure) = Figure::from_word(name.trim()) else {
        let names: Vec<&str> = Figure::ALL.iter().map(|figure| figure.word()).collect();
        return Err(Failure::usage(
            format!("{name:?} is not a figure"),
            format!("choose one of {}", names.join(", ")),
        ));
    };
    let least = number.trim().parse::<f64>().ok().filter(|least| (0.0..=1.0).contains(least));
    let least = least.ok_or_else(|| {
        Failure::usage(format!("{number:?} is not a number from 0 to 1"), "write it as 0.9 or tree=0.8")
    })?;
    Ok(Floor { figure, least })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missed(word: &str, value: Option<f64>) -> Option<String> {
        let mut figures = Figures::default();
        figures.set(Figure::Score, value);
        floor(word).unwrap().missed(&figures)
    }

    #[test]
    fn a_figure_below_its_floor_is_told() {
        assert_eq!(missed("0.9", Some(0.9)), None);
        assert_eq!(missed("0.9", Some(0.8999)), Some("score is 0.899, below 0.900".to_owned()));
        assert_eq!(
            missed("tree=1", Some(1.0)),
            Some("tree was not measured, and has to be 1.000 at least".to_owned())
        );
    }

    #[test]
    fn what_is_no_floor_is_wrong_usage() {
        for word in ["", "x", "1.5", "-0.1", "beauty=0.9", "tree=", "NaN"] {
            assert_eq!(floor(word).unwrap_err().status(), 2, "{word}");
        }
    }
}
