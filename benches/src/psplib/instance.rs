//! Reads a project instance in the single-mode format of PSPLIB.

use planwright_domain::schedule::level::Problem;

/// A project of jobs.
pub(super) struct Instance {
    /// The number of each job in the file; the problem counts from 0 in the same order.
    pub(super) jobs: Vec<u32>,
    pub(super) problem: Problem,
}

/// The part of a file that a line belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Head,
    Links,
    Jobs,
    Capacities,
}

/// Reads an instance; what is wrong with it otherwise.
pub(super) fn read(text: &str) -> Result<Instance, String> {
    let mut part = Part::Head;
    let (mut links, mut jobs, mut durations, mut demands, mut capacities) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (line, at) in text.lines().zip(1..) {
        if let Some(next) = heading(line) {
            part = next;
            continue;
        }
        let numbers: Result<Vec<u32>, _> = line.split_whitespace().map(str::parse).collect();
        let Ok(numbers) = numbers else { continue };
        match (part, &numbers[..]) {
            (Part::Head, _) | (_, []) => {}
            (Part::Links, [from, _modes, _count, to @ ..]) => links.extend(to.iter().map(|&to| (*from, to))),
            (Part::Jobs, [job, 1, duration, rest @ ..]) => {
                jobs.push(*job);
                durations.push(*duration);
                demands.extend(rest);
            }
            (Part::Capacities, _) => capacities = numbers,
            _ => return Err(format!("line {at} is not of a project whose jobs have one mode")),
        }
    }
    let number = |job: u32| {
        let at = jobs.iter().position(|&known| known == job);
        at.map(|at| at as u32).ok_or_else(|| format!("there is no job {job}"))
    };
    let links: Result<Vec<(u32, u32)>, String> =
        links.into_iter().map(|(from, to)| Ok((number(from)?, number(to)?))).collect();
    let problem = Problem::new(durations, &links?, capacities, demands).map_err(|unfit| unfit.to_string())?;
    Ok(Instance { jobs, problem })
}

fn heading(line: &str) -> Option<Part> {
    let parts = [
        ("PRECEDENCE RELATIONS", Part::Links),
        ("REQUESTS/DURATIONS", Part::Jobs),
        ("RESOURCEAVAILABILITIES", Part::Capacities),
    ];
    parts.into_iter().find(|(words, _)| line.starts_with(words)).map(|(_, part)| part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "\
jobs (incl. supersource/sink ):  4
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     5       1    4
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    4
";

    #[test]
    fn an_instance_is_read() {
        let Instance { jobs, problem } = read(SMALL).unwrap();
        assert_eq!(jobs, [1, 2, 3, 4]);
        assert_eq!(problem.capacities(), [2, 4]);
        assert_eq!((problem.duration(2), problem.demands(2)), (5, &[1, 4][..]));
        assert_eq!(problem.predecessors(3), [1, 2]);
        assert_eq!(problem.successors(0), [1, 2]);
    }

    #[test]
    fn what_is_no_instance_is_told() {
        let told = |from: &str, to: &str| read(&SMALL.replace(from, to)).err();
        assert_eq!(told("2   3\n", "2   9\n"), Some("there is no job 9".to_owned()));
        assert!(
            told("  3      1     5", "  3      2     5").is_some_and(|fault| fault.starts_with("line 14 "))
        );
        assert!(told("    2    4\n", "    1    4\n").is_some());
    }
}
