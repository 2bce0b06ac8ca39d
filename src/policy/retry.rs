//! Whether a failed attempt is made again, and after which wait.

/// What doing it twice would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// The same as doing it once: reads, puts, removals, token calls.
    Repeatable,
    /// More than doing it once: creates, patches.
    Once,
}

/// When a failed attempt may be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Where it does no harm.
    #[default]
    Safe,
    /// Creates and patches like everything else.
    Always,
    /// Not at all.
    Never,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The connection could not be made or broke.
    Broken,
    /// It took too long.
    TimedOut,
    /// The service answered with this status.
    Status(u16),
}

/// How many retries a call may make, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retries {
    /// The most retries; the first attempt is none.
    pub most: u32,
    /// When they are made.
    pub mode: Mode,
}

/// The longest wait that a service may ask for. A longer one is the caller's to wait.
const LONGEST_ASKED_MS: u64 = 60_000;
/// The wait before the first retry, before it is made shorter at random.
const FIRST_MS: u64 = 500;
/// The longest wait of our own choice.
const LONGEST_MS: u64 = 8_000;

impl Default for Retries {
    /// 2 retries, where they do no harm.
    fn default() -> Retries {
        Retries { most: 2, mode: Mode::Safe }
    }
}

impl Retries {
    /// How many times something may be tried.
    pub fn attempts(&self) -> u32 {
        match self.mode {
            Mode::Never => 1,
            Mode::Safe | Mode::Always => self.most.saturating_add(1),
        }
    }

    /// The wait before the attempt is made again; `None` when it is not.
    ///
    /// `asked_ms` is what the service asked for; `made`, how many retries were made before; `random`, from 0 to 1, spreads
    /// the callers; `left_ms`, what is left of the whole call: a wait that does not fit is not begun.
    pub fn wait_ms(
        &self,
        nature: Nature,
        end: End,
        asked_ms: Option<u64>,
        made: u32,
        random: f64,
        left_ms: u32,
    ) -> Option<u32> {
        if made >= self.most || !self.allow(nature, end, asked_ms.is_some()) {
            return None;
        }
        let wait_ms = match asked_ms {
            Some(asked_ms) => Some(asked_ms).filter(|asked_ms| *asked_ms <= LONGEST_ASKED_MS)?,
            None => backoff_ms(made, random),
        };
        u32::try_from(wait_ms).ok().filter(|wait_ms| *wait_ms < left_ms)
    }

    fn allow(&self, nature: Nature, end: End, asked: bool) -> bool {
        let may_pass = matches!(end, End::Broken | End::TimedOut | End::Status(408 | 429 | 500 | 502..=504));
        match (self.mode, nature) {
            (Mode::Never, _) => false,
            (Mode::Always, _) | (Mode::Safe, Nature::Repeatable) => may_pass,
            // The service says that it did nothing: too many requests, or none for the time being.
            (Mode::Safe, Nature::Once) => end == End::Status(429) || (end == End::Status(503) && asked),
        }
    }
}

/// Half a second, doubled with each retry up to eight, of which `random` takes up to the half away.
fn backoff_ms(made: u32, random: f64) -> u64 {
    let full = FIRST_MS.saturating_mul(1_u64 << made.min(10)).min(LONGEST_MS);
    // NaN becomes 0. Below 8,000: exact in both directions.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
    let wait = (full as f64 * (0.5 + random.clamp(0.0, 1.0) / 2.0)) as u64;
    wait.clamp(full / 2, full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Nature::{Once, Repeatable};

    const ENDS: [End; 20] = [
        End::Broken,
        End::TimedOut,
        End::Status(0),
        End::Status(302),
        End::Status(400),
        End::Status(401),
        End::Status(403),
        End::Status(404),
        End::Status(408),
        End::Status(409),
        End::Status(422),
        End::Status(425),
        End::Status(429),
        End::Status(500),
        End::Status(501),
        End::Status(502),
        End::Status(503),
        End::Status(504),
        End::Status(505),
        End::Status(599),
    ];

    fn retried(mode: Mode, nature: Nature, asked_ms: Option<u64>) -> Vec<End> {
        let retries = Retries { most: 2, mode };
        let is_retried = |end: &End| retries.wait_ms(nature, *end, asked_ms, 0, 0.5, 30_000).is_some();
        ENDS.into_iter().filter(is_retried).collect()
    }

    #[test]
    fn the_table() {
        let may_pass = [End::Broken, End::TimedOut].into_iter().chain([408, 429, 500, 502, 503, 504].map(End::Status));
        let may_pass: Vec<End> = may_pass.collect();
        for asked_ms in [None, Some(1_000)] {
            assert_eq!(retried(Mode::Safe, Repeatable, asked_ms), may_pass);
            assert_eq!(retried(Mode::Always, Repeatable, asked_ms), may_pass);
            assert_eq!(retried(Mode::Always, Once, asked_ms), may_pass);
            assert_eq!(retried(Mode::Never, Repeatable, asked_ms), []);
            assert_eq!(retried(Mode::Never, Once, asked_ms), []);
        }
        assert_eq!(retried(Mode::Safe, Once, None), [End::Status(429)]);
        assert_eq!(retried(Mode::Safe, Once, Some(0)), [End::Status(429), End::Status(503)]);
    }

    #[test]
    fn the_waits_double_and_are_spread() {
        let retries = Retries { most: 20, mode: Mode::Safe };
        let wait = |made, random| retries.wait_ms(Repeatable, End::Broken, None, made, random, u32::MAX);
        for (made, full) in [(0, 500), (1, 1_000), (2, 2_000), (3, 4_000), (4, 8_000), (5, 8_000), (19, 8_000)] {
            assert_eq!(wait(made, 1.0), Some(full), "{made}");
            assert_eq!(wait(made, 0.5), Some(full / 4 * 3), "{made}");
            for low in [0.0, -1.0, f64::NAN] {
                assert_eq!(wait(made, low), Some(full / 2), "{made} {low}");
            }
        }
        assert_eq!(wait(20, 0.5), None);
    }

    #[test]
    fn what_a_service_asks_for_is_kept_exactly_or_not_at_all() {
        let retries = Retries::default();
        let wait = |asked_ms, left_ms| retries.wait_ms(Repeatable, End::Status(503), Some(asked_ms), 1, 0.3, left_ms);
        for (asked_ms, left_ms, due) in [
            (0, 30_000, Some(0)),
            (1, 30_000, Some(1)),
            (29_999, 30_000, Some(29_999)),
            (30_000, 30_000, None),
            (60_000, u32::MAX, Some(60_000)),
            (60_001, u32::MAX, None),
            (u64::MAX, u32::MAX, None),
            (0, 0, None),
        ] {
            assert_eq!(wait(asked_ms, left_ms), due, "{asked_ms} of {left_ms}");
        }
        assert_eq!(retries.wait_ms(Repeatable, End::Status(503), None, 0, 1.0, 500), None);
        assert_eq!(retries.wait_ms(Repeatable, End::Status(503), None, 0, 1.0, 501), Some(500));
    }

    #[test]
    fn no_more_than_the_most() {
        for most in 0..4 {
            let retries = Retries { most, mode: Mode::Always };
            let made = (0..9).take_while(|made| retries.wait_ms(Once, End::Broken, None, *made, 0.0, 9_999).is_some());
            assert_eq!(made.count(), most as usize);
        }
    }
}
