//! How long an attempt, a token call and a whole call may take.

/// The time that is given to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Milliseconds for one attempt, until its body is fully read: a timer that stopped at the headers would leave a
    /// stalled body hanging.
    pub attempt_ms: u32,
    /// Milliseconds for everything: attempts, waits and token calls. `None` is as long as it takes.
    pub total_ms: Option<u32>,
}

/// Milliseconds for one call of a token endpoint or of a caller's function.
pub const TOKEN_MS: u32 = 5_000;

/// The longest time that timers of JavaScript can be set to: a longer one would fire at once.
const LONGEST_MS: u32 = 2_147_483_647;

/// A time as timers take it: NaN and what is below 0 is no time at all.
pub fn timer_ms(ms: f64) -> u32 {
    // In range after `clamp`, and NaN becomes 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let ms = ms.clamp(0.0, f64::from(LONGEST_MS)) as u32;
    ms
}

impl Deadline {
    /// Milliseconds that are left at `now_ms` of a call that began at `started_ms`. A clock that was set back gives no
    /// more than the whole time.
    pub fn left(&self, started_ms: u64, now_ms: u64) -> u32 {
        let Some(total_ms) = self.total_ms else { return LONGEST_MS };
        let spent = u32::try_from(now_ms.saturating_sub(started_ms)).unwrap_or(u32::MAX);
        total_ms.saturating_sub(spent)
    }
}

impl Default for Deadline {
    /// 10 seconds for an attempt, 30 for everything.
    fn default() -> Deadline {
        Deadline { attempt_ms: 10_000, total_ms: Some(30_000) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_fit_a_timer() {
        for (ms, fits) in [(1.0, 1), (10_000.0, 10_000), (1e300, 2_147_483_647), (f64::NAN, 0), (-5.0, 0)] {
            assert_eq!(timer_ms(ms), fits, "{ms}");
        }
    }

    #[test]
    fn what_is_left_of_the_whole() {
        let deadline = Deadline::default();
        for (now, left) in [(1_000, 30_000), (1_001, 29_999), (31_000, 0), (u64::MAX, 0), (0, 30_000)] {
            assert_eq!(deadline.left(1_000, now), left, "{now}");
        }
        assert_eq!(Deadline { total_ms: None, ..deadline }.left(0, u64::MAX), LONGEST_MS);
    }
}
