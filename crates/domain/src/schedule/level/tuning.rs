//! The search's few numbers, in one place. They were measured on project instances of 30, 60 and 120 activities at
//! budgets from 1,000 to 500,000 schedules; none belongs to a single instance.

/// How the search behaves. Shares are per mille.
#[derive(Debug, Clone)]
pub(super) struct Tuning {
    /// How many schedules of each direction are kept at first. Small projects need more of them: they are soon all alike.
    pub(super) herd: u32,
    /// What is left of them at the end.
    pub(super) last: u32,
    /// How far the first schedules stray from their rule.
    pub(super) noise: u32,
    /// How many children are tried for one place.
    pub(super) children: u32,
    /// The shortest window that a child takes over whole, as a share of its parent's length.
    pub(super) shortest: u32,
    /// The longest.
    pub(super) longest: u32,
    /// From how many windows the one in which most is done is taken.
    pub(super) looks: u32,
    /// How many children are placed by sweeping through time.
    pub(super) swept: u32,
    /// Parents are alike when their times differ on average by less than this share of the length.
    pub(super) alike: u32,
    /// How many activities of a child of such parents change places.
    pub(super) changed: u32,
}

impl Tuning {
    /// For a search of so many schedules of so many activities.
    pub(super) fn of(schedules: u64, activities: usize) -> Self {
        let count = activities.max(1).min(u32::MAX as usize) as u32;
        // A herd of more than this would not fit into memory.
        let most = (16_000_000 / count).clamp(8, 2_000);
        Self {
            herd: (schedules.isqrt() * 90 / u64::from(count)).clamp(8, u64::from(most)) as u32,
            last: 250,
            noise: 600,
            children: 3,
            shortest: 50,
            longest: 400,
            looks: 2,
            swept: 150,
            // Small projects are soon all alike, and need more change.
            alike: (1_200 / count).clamp(10, 40),
            changed: (3_000 / count).clamp(50, 100),
        }
    }
}
