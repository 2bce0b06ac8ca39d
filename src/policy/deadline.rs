//! How long an attempt may take.

/// The time that one attempt may take, until its body is fully read: a timer that stopped at the headers would leave a
/// stalled body hanging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Milliseconds for one attempt.
    pub attempt_ms: u32,
}

impl Deadline {
    /// The longest time that timers of JavaScript can be set to: a longer one would fire at once.
    const LONGEST_MS: u32 = 2_147_483_647;

    /// An attempt of `ms` milliseconds, or as long as a timer can be set to.
    pub fn after(ms: f64) -> Deadline {
        let longest = f64::from(Deadline::LONGEST_MS);
        // In range after `clamp`, and NaN becomes 0, which is a deadline at once.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Deadline { attempt_ms: ms.clamp(0.0, longest) as u32 }
    }
}

impl Default for Deadline {
    /// 10 seconds.
    fn default() -> Deadline {
        Deadline { attempt_ms: 10_000 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_fit_a_timer() {
        for (ms, attempt_ms) in [(1.0, 1), (10_000.0, 10_000), (1e300, 2_147_483_647), (f64::NAN, 0), (-5.0, 0)] {
            assert_eq!(Deadline::after(ms).attempt_ms, attempt_ms, "{ms}");
        }
    }
}
