//! What the search asks of whatever places activities. The search knows neither resources nor calendars.

/// Which end of the plan is placed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As early as possible, predecessors first.
    Forward,
    /// As late as possible, successors first; times are counted back from the end.
    Backward,
}

impl Way {
    /// The other one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
        }
    }
}

/// Places activities. They are numbered so that every link leads to a higher number.
pub trait Decoder {
    /// How many activities there are.
    fn len(&self) -> usize;

    /// Whether there is nothing to place.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What has to be placed before an activity: predecessors forward, successors backward.
    fn before(&self, way: Way, activity: u32) -> &[u32];

    /// How long an activity takes, or about so long.
    fn duration(&self, activity: u32) -> u32;

    /// How much work it is, all resources taken together; only what is said of the same plan can be compared.
    fn work(&self, activity: u32) -> u32 {
        self.duration(activity)
    }

    /// Serial schedule generation: places one activity after the other in this order, which has to keep to
    /// [`Self::before`], each at the first place where it fits. Writes when each is finished, as the direction counts,
    /// and returns when all are. As soon as that cannot be before `cutoff` it may give up and return `u32::MAX`.
    fn serial(&mut self, way: Way, order: &[u32], finish: &mut [u32], cutoff: u32) -> u32;

    /// Parallel schedule generation: goes through time once and starts whatever can start, the earlier in this order
    /// first. Who cannot do it places one after the other.
    fn sweep(&mut self, way: Way, order: &[u32], finish: &mut [u32], cutoff: u32) -> u32 {
        self.serial(way, order, finish, cutoff)
    }
}
