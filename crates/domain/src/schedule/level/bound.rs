//! Lower bounds: how short no schedule can be, whatever the search.

use super::problem::Problem;

/// Periods that every schedule of the problem takes at least: by its longest chain of links, and by what each resource has
/// to give in all.
pub(super) fn lower_bound(problem: &Problem) -> u32 {
    let mut finish = vec![0u32; problem.len()];
    for &activity in problem.order() {
        let ready = problem.predecessors(activity).iter().map(|&before| finish[before as usize]).max();
        finish[activity as usize] = ready.unwrap_or(0) + problem.duration(activity);
    }
    let chain = finish.into_iter().max().unwrap_or(0);
    let energy = problem.capacities().iter().enumerate().map(|(resource, &capacity)| {
        let each = problem.order().iter().map(|&activity| {
            u64::from(problem.duration(activity)) * u64::from(problem.demands(activity)[resource])
        });
        each.sum::<u64>().div_ceil(u64::from(capacity.max(1))) as u32
    });
    chain.max(energy.max().unwrap_or(0))
}
