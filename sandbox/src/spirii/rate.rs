//! The headers that say how many requests are left. The sandbox counts, and refuses nobody.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, HeaderName};

/// Reads in a minute.
const LIMIT: u64 = 600;

const LIMIT_HEADER: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING_HEADER: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET_HEADER: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// What a page may read.
pub(crate) const RATE_HEADERS: [HeaderName; 3] = [LIMIT_HEADER, REMAINING_HEADER, RESET_HEADER];

/// The requests of the running minute.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rate(Arc<Mutex<Window>>);

#[derive(Debug, Clone, Copy, Default)]
struct Window {
    /// In minutes since 1970.
    minute: u64,
    requests: u64,
}

impl Rate {
    /// Counts one request, and writes what is left.
    pub(super) fn count(&self, now: SystemTime, headers: &mut HeaderMap) {
        let minute = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 60);
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if window.minute != minute {
            *window = Window { minute, requests: 0 };
        }
        window.requests = window.requests.saturating_add(1);
        for (name, value) in [
            (LIMIT_HEADER, LIMIT),
            (REMAINING_HEADER, LIMIT.saturating_sub(window.requests)),
            (RESET_HEADER, minute.saturating_add(1).saturating_mul(60)),
        ] {
            headers.insert(name, value.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn counts_down_in_each_minute() {
        let rate = Rate::default();
        let counted = |seconds| {
            let mut headers = HeaderMap::new();
            rate.count(UNIX_EPOCH + Duration::from_secs(seconds), &mut headers);
            RATE_HEADERS.map(|name| headers[name].to_str().unwrap().parse::<u64>().unwrap())
        };
        assert_eq!(counted(60), [600, 599, 120]);
        assert_eq!(counted(119), [600, 598, 120]);
        assert_eq!(counted(120), [600, 599, 180]);
        for _ in 0..600 {
            counted(121);
        }
        assert_eq!(counted(122), [600, 0, 180]);
    }
}
