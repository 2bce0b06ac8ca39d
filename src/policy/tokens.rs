//! The tokens of one set of credentials, shared by all who have them, and who of them fetches the next one.
//!
//! Nothing here waits for another: on Workers whoever waits for a promise of a request that has ended hangs for ever. What
//! is shared is plain data: a settled token, a failure, and a lease, which is no more than a time. Whoever takes the lease
//! fetches; the others look again on timers of their own. A lease that has run out, because its holder died with its
//! request, is taken by the first who sees it, and the others wait on the new one.

/// The tokens of one set of credentials. `T` is a token, `F` why there is none.
#[derive(Debug, Clone)]
pub struct Tokens<T, F> {
    lease_ms: u32,
    held: Option<Held<T>>,
    failed: Option<Failed<F>>,
    lease: Option<Lease>,
    /// Numbers tokens, failures and leases, in the order in which they come.
    last: u64,
    /// Why the next token is fetched.
    reason: Reason,
}

/// Why a token is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// There was none.
    Initial,
    /// Its time is over, or nearly.
    Expired,
    /// The service did not take it.
    Unauthorized,
}

#[derive(Debug, Clone)]
struct Held<T> {
    token: T,
    number: u64,
    /// When it is fetched anew; `None` for one of unknown life.
    fresh_until_ms: Option<u64>,
}

#[derive(Debug, Clone)]
struct Failed<F> {
    why: F,
    number: u64,
    attempts: u32,
    /// How long those who come later are told the same.
    remembered_until_ms: u64,
}

#[derive(Debug, Clone, Copy)]
struct Lease {
    number: u64,
    until_ms: u64,
}

/// One who needs a token: a call.
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    /// How often a fetch of its own would be tried.
    attempts: u32,
    /// The number of the last thing that had happened before.
    seen: u64,
    lease: Option<u64>,
    looks: u32,
}

/// What one who needs a token gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant<T, F> {
    /// This token, and its number.
    Use(T, u64),
    /// Somebody fetches one: look again after so many milliseconds.
    Look(u32),
    /// The lease: to fetch one.
    Fetch(Reason),
    /// There is none to be had, for this reason.
    Fail(F),
}

/// How long a refusal is remembered: asking again would be refused again.
const REMEMBERED_MS: u64 = 30_000;
/// A token is fetched anew a tenth of its life before its end, and at most so long.
const MOST_SKEW_MS: u64 = 60_000;
/// The first look at another's fetch, doubled up to the longest.
const FIRST_LOOK_MS: u32 = 10;
const LONGEST_LOOK_MS: u32 = 50;

impl<T> Held<T> {
    /// One of unknown life, or of hardly any, serves those who waited for it, so that a crowd fetches once. The next ones
    /// fetch anew: it may be another customer's turn.
    fn serves(&self, caller: &Caller, now_ms: u64) -> bool {
        self.fresh_until_ms.is_some_and(|until_ms| now_ms < until_ms) || self.number > caller.seen
    }
}

impl<T: Clone, F: Clone> Tokens<T, F> {
    /// How long a fetch is left alone before somebody else tries: a token call that died with its request on Workers is
    /// to be replaced soon.
    pub const LEASE_ON_WORKERS_MS: u32 = 1_000;
    /// How long it is left alone elsewhere, where calls do not die: longer than a fetch may take, whose holder then says how it
    /// ended.
    pub const LEASE_MS: u32 = 5_500;

    /// No token yet.
    pub fn new(lease_ms: u32) -> Tokens<T, F> {
        Tokens { lease_ms, held: None, failed: None, lease: None, last: 0, reason: Reason::Initial }
    }

    /// What `caller` gets at `now_ms`.
    pub fn ask(&mut self, caller: &mut Caller, now_ms: u64) -> Grant<T, F> {
        if let Some(held) = &self.held {
            if held.serves(caller, now_ms) {
                // From here on it waits for nothing any more.
                let grant = Grant::Use(held.token.clone(), held.number);
                (caller.seen, caller.looks) = (held.number, 0);
                self.release(caller);
                return grant;
            }
            // It stays for those who waited for it, whose turn may come when its time is over.
            if held.fresh_until_ms.is_some() {
                self.reason = Reason::Expired;
            }
        }
        if let Some(failed) = &self.failed {
            // A failure is that of all who waited, unless they would have tried more often.
            let shared = failed.number > caller.seen && failed.attempts >= caller.attempts;
            if now_ms < failed.remembered_until_ms || (shared && caller.looks > 0) {
                return Grant::Fail(failed.why.clone());
            }
        }
        match self.lease {
            Some(lease) if now_ms < lease.until_ms && caller.lease != Some(lease.number) => {
                let wait_ms = FIRST_LOOK_MS.saturating_mul(1 << caller.looks.min(8)).min(LONGEST_LOOK_MS);
                if caller.looks == 0 {
                    // What it waits for is yet to come.
                    caller.seen = self.last;
                }
                caller.looks = caller.looks.saturating_add(1);
                Grant::Look(wait_ms)
            }
            _ => {
                let number = self.next();
                caller.lease = Some(number);
                self.lease = Some(Lease { number, until_ms: now_ms.saturating_add(self.lease_ms.into()) });
                Grant::Fetch(self.reason)
            }
        }
    }

    /// Whether there is a token for `caller`.
    pub fn has(&self, caller: &Caller, now_ms: u64) -> bool {
        self.held.as_ref().is_some_and(|held| held.serves(caller, now_ms))
    }

    /// Leaves the holder's lease alone for a wait, and for the fetch after it.
    pub fn extend(&mut self, caller: &Caller, now_ms: u64, wait_ms: u32) {
        let until_ms = now_ms.saturating_add(wait_ms.into()).saturating_add(self.lease_ms.into());
        if let Some(lease) = self.lease.as_mut().filter(|lease| caller.lease == Some(lease.number)) {
            lease.until_ms = until_ms;
        }
    }

    /// Keeps a token that was fetched from `sent_ms` on, and says its number. Without a known life it serves those who wait for
    /// it. Where another, whose fetch was thought to be dead, has brought one since that is still good, this one is not kept.
    pub fn settle(
        &mut self,
        caller: &mut Caller,
        token: T,
        life_ms: Option<u64>,
        sent_ms: u64,
        now_ms: u64,
    ) -> Option<u64> {
        // Numbers are in the order of time, and that of its lease is from when its fetch began.
        let came_since = |held: &Held<T>| {
            held.number > caller.lease.unwrap_or(0) && held.fresh_until_ms.is_some_and(|until_ms| now_ms < until_ms)
        };
        if self.held.as_ref().is_some_and(came_since) {
            self.release(caller);
            return None;
        }
        let fresh = |life_ms: u64| life_ms.saturating_sub((life_ms / 10).min(MOST_SKEW_MS));
        let number = self.next();
        let fresh_until_ms = life_ms.map(|life_ms| sent_ms.saturating_add(fresh(life_ms)));
        self.held = Some(Held { token, number, fresh_until_ms });
        self.failed = None;
        self.reason = Reason::Initial;
        self.release(caller);
        Some(number)
    }

    /// Whether the token of this number has a life that it is kept for.
    pub fn is_kept(&self, number: u64) -> bool {
        self.held.as_ref().is_some_and(|held| held.number == number && held.fresh_until_ms.is_some())
    }

    /// Gives up after `attempts` fetches. A refusal is remembered for a while; any failure is told to those who wait. Of one
    /// whose lease was taken by another only a refusal counts, while there is no newer token: the same would come again.
    pub fn fail(&mut self, caller: &mut Caller, why: F, attempts: u32, refused: bool, now_ms: u64) {
        let holds = self.lease.is_some_and(|lease| caller.lease == Some(lease.number));
        let newer = self.held.as_ref().is_some_and(|held| held.number > caller.lease.unwrap_or(0));
        if !holds && (!refused || newer) {
            return;
        }
        let remembered_until_ms = if refused { now_ms.saturating_add(REMEMBERED_MS) } else { 0 };
        let number = self.next();
        self.failed = Some(Failed { why, number, attempts, remembered_until_ms });
        self.release(caller);
    }

    /// Leaves the fetch to somebody else: the caller has no time left, or does not want it any more.
    pub fn release(&mut self, caller: &mut Caller) {
        if let Some(number) = caller.lease.take() {
            self.lease = self.lease.filter(|lease| lease.number != number);
        }
    }

    /// Drops the token of this number, which a service did not take, and one that is the same as `text`; not a newer one.
    pub fn reject(&mut self, number: u64, text: Option<&T>)
    where
        T: PartialEq,
    {
        if self.held.as_ref().is_some_and(|held| held.number == number || Some(&held.token) == text) {
            self.held = None;
            self.reason = Reason::Unauthorized;
        }
    }

    /// One who comes now, and would try a fetch so many times.
    pub fn caller(&self, attempts: u32) -> Caller {
        Caller { attempts, seen: self.last, lease: None, looks: 0 }
    }

    /// Numbers only have to differ from those that are still in use.
    fn next(&mut self) -> u64 {
        self.last = self.last.saturating_add(1);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Words = Tokens<&'static str, &'static str>;

    fn words() -> Words {
        Tokens::new(5_000)
    }

    fn ask(tokens: &mut Words, now_ms: u64) -> Grant<&'static str, &'static str> {
        let mut caller = tokens.caller(3);
        tokens.ask(&mut caller, now_ms)
    }

    /// Tokens with one of this life, which was asked for and came at once.
    fn with_token(life_ms: Option<u64>) -> Words {
        let mut tokens = words();
        let mut caller = tokens.caller(3);
        assert_eq!(tokens.ask(&mut caller, 0), Grant::Fetch(Reason::Initial));
        tokens.settle(&mut caller, "one", life_ms, 0, 0);
        tokens
    }

    #[test]
    fn a_token_is_fetched_anew_before_its_end() {
        for (life_ms, last_ms) in
            [(30_000, 26_999), (600_000, 539_999), (3_599_000, 3_538_999), (14_399_000, 14_338_999), (1, 0), (10, 8)]
        {
            let mut tokens = with_token(Some(life_ms));
            assert_eq!(ask(&mut tokens, last_ms), Grant::Use("one", 2), "{life_ms}");
            assert_eq!(ask(&mut tokens, last_ms + 1), Grant::Fetch(Reason::Expired), "{life_ms}");
        }
        let mut forever = with_token(Some(u64::MAX));
        assert_eq!(ask(&mut forever, u64::MAX / 2), Grant::Use("one", 2));
    }

    #[test]
    fn its_life_begins_when_it_was_asked_for() {
        let mut tokens = words();
        let mut caller = tokens.caller(3);
        tokens.ask(&mut caller, 1_000);
        tokens.settle(&mut caller, "one", Some(10_000), 1_000, 1_000);
        assert_eq!(ask(&mut tokens, 9_999), Grant::Use("one", 2));
        assert_eq!(ask(&mut tokens, 10_000), Grant::Fetch(Reason::Expired));
    }

    #[test]
    fn one_of_unknown_life_serves_those_who_waited_and_nobody_after() {
        let mut tokens = words();
        let mut callers: Vec<Caller> = (0..1_000).map(|_| tokens.caller(3)).collect();
        let grants: Vec<_> = callers.iter_mut().map(|caller| tokens.ask(caller, 0)).collect();
        assert_eq!(grants.iter().filter(|grant| **grant == Grant::Fetch(Reason::Initial)).count(), 1);
        tokens.settle(&mut callers[0], "one", None, 0, 0);
        for caller in &mut callers {
            assert_eq!(tokens.ask(caller, 2_050), Grant::Use("one", 2));
        }
        // At the same moment, too: it may be another customer's turn.
        assert_eq!(ask(&mut tokens, 2_050), Grant::Fetch(Reason::Initial));
    }

    #[test]
    fn the_others_look_again_in_short_steps() {
        let mut tokens = words();
        let (mut holder, mut other) = (tokens.caller(3), tokens.caller(3));
        assert_eq!(tokens.ask(&mut holder, 0), Grant::Fetch(Reason::Initial));
        let looks = [0, 10, 30, 70, 120].map(|now_ms| tokens.ask(&mut other, now_ms));
        assert_eq!(looks, [10, 20, 40, 50, 50].map(Grant::Look));
    }

    #[test]
    fn a_lease_that_ran_out_is_taken_by_one() {
        let mut tokens = Words::new(Words::LEASE_ON_WORKERS_MS);
        let mut callers: Vec<Caller> = (0..5).map(|_| tokens.caller(3)).collect();
        tokens.ask(&mut callers[0], 0);
        for caller in &mut callers[1..] {
            assert!(matches!(tokens.ask(caller, 999), Grant::Look(_)));
        }
        assert_eq!(tokens.ask(&mut callers[3], 1_000), Grant::Fetch(Reason::Initial));
        for index in [1, 2, 4] {
            assert!(matches!(tokens.ask(&mut callers[index], 1_001), Grant::Look(_)));
        }
        // What the first holder still brings is welcome, and ends nobody else's lease.
        tokens.settle(&mut callers[0], "late", Some(10), 0, 0);
        assert_eq!(tokens.ask(&mut callers[1], 1_500), Grant::Use("late", 3));
        assert!(matches!(ask(&mut tokens, 1_600), Grant::Look(_)));
        assert!(matches!(ask(&mut tokens, 2_000), Grant::Fetch(_)));
    }

    #[test]
    fn a_holder_that_waits_keeps_its_lease_and_one_that_leaves_gives_it_up() {
        let mut tokens = words();
        let (mut holder, mut other) = (tokens.caller(3), tokens.caller(3));
        tokens.ask(&mut holder, 0);
        tokens.extend(&other, 0, 60_000);
        assert!(matches!(tokens.ask(&mut other, 4_999), Grant::Look(_)));
        tokens.extend(&holder, 4_999, 10_000);
        assert!(matches!(tokens.ask(&mut other, 19_998), Grant::Look(_)));
        assert_eq!(tokens.ask(&mut holder, 14_999), Grant::Fetch(Reason::Initial), "its own lease");
        tokens.release(&mut other);
        assert!(matches!(ask(&mut tokens, 15_000), Grant::Look(_)));
        tokens.release(&mut holder);
        assert_eq!(tokens.ask(&mut other, 15_001), Grant::Fetch(Reason::Initial));
    }

    #[test]
    fn a_token_that_a_service_did_not_take_is_dropped_once() {
        let mut tokens = with_token(Some(600_000));
        tokens.reject(1, None);
        assert_eq!(ask(&mut tokens, 1), Grant::Use("one", 2));
        tokens.reject(2, None);
        let mut caller = tokens.caller(3);
        assert_eq!(tokens.ask(&mut caller, 1), Grant::Fetch(Reason::Unauthorized));
        tokens.release(&mut caller);
        assert_eq!(tokens.ask(&mut caller, 2), Grant::Fetch(Reason::Unauthorized), "whoever takes over knows why");
        tokens.settle(&mut caller, "two", Some(600_000), 2, 2);
        tokens.reject(2, None);
        assert_eq!(ask(&mut tokens, 3), Grant::Use("two", 5));
    }

    #[test]
    fn a_refusal_is_remembered_for_half_a_minute() {
        let mut tokens = words();
        let mut caller = tokens.caller(3);
        tokens.ask(&mut caller, 0);
        tokens.fail(&mut caller, "refused", 1, true, 100);
        assert_eq!(ask(&mut tokens, 100), Grant::Fail("refused"));
        assert_eq!(ask(&mut tokens, 30_099), Grant::Fail("refused"));
        assert_eq!(ask(&mut tokens, 30_100), Grant::Fetch(Reason::Initial));
    }

    #[test]
    fn a_token_that_comes_late_ends_a_refusal() {
        let mut tokens = words();
        let (mut slow, mut other) = (tokens.caller(3), tokens.caller(3));
        tokens.ask(&mut slow, 0);
        assert_eq!(tokens.ask(&mut other, 5_000), Grant::Fetch(Reason::Initial));
        tokens.fail(&mut other, "refused", 1, true, 5_100);
        tokens.settle(&mut slow, "late", Some(1_000), 0, 0);
        assert_eq!(ask(&mut tokens, 5_200), Grant::Fetch(Reason::Expired));
    }

    #[test]
    fn one_whose_lease_was_taken_speaks_for_itself_alone() {
        let mut tokens = words();
        let (mut slow, mut holder, mut waiting) = (tokens.caller(3), tokens.caller(3), tokens.caller(3));
        tokens.ask(&mut slow, 0);
        tokens.ask(&mut holder, 5_000);
        assert!(matches!(tokens.ask(&mut waiting, 5_000), Grant::Look(_)));
        tokens.fail(&mut slow, "down", 3, false, 5_100);
        assert!(matches!(tokens.ask(&mut waiting, 5_200), Grant::Look(_)));
        assert!(!tokens.has(&slow, 5_200));
        tokens.settle(&mut holder, "one", None, 5_000, 5_000);
        assert!(tokens.has(&slow, 5_300), "it waited for it, too");
        assert!(!tokens.has(&tokens.caller(3), 5_300));
        assert_eq!(tokens.ask(&mut waiting, 5_300), Grant::Use("one", 3));
    }

    #[test]
    fn a_refusal_that_comes_late_is_one_for_all_unless_there_is_a_token() {
        for newer in [false, true] {
            let mut tokens = words();
            let (mut slow, mut holder, mut waiting) = (tokens.caller(3), tokens.caller(3), tokens.caller(3));
            tokens.ask(&mut slow, 0);
            tokens.ask(&mut holder, 5_000);
            tokens.ask(&mut waiting, 5_000);
            if newer {
                tokens.settle(&mut holder, "one", Some(600_000), 5_000, 5_050);
            }
            tokens.fail(&mut slow, "refused", 3, true, 5_100);
            let due = if newer { Grant::Use("one", 3) } else { Grant::Fail("refused") };
            assert_eq!(tokens.ask(&mut waiting, 5_200), due);
            // A token ends it.
            tokens.settle(&mut holder, "two", Some(600_000), 5_000, 5_300);
            assert!(matches!(ask(&mut tokens, 5_301), Grant::Use(..)));
        }
    }

    #[test]
    fn one_of_hardly_any_life_serves_those_who_waited_too() {
        let mut tokens = words();
        let (mut holder, mut waiting) = (tokens.caller(3), tokens.caller(3));
        tokens.ask(&mut holder, 0);
        tokens.ask(&mut waiting, 0);
        tokens.settle(&mut holder, "one", Some(0), 0, 300);
        assert_eq!(ask(&mut tokens, 300), Grant::Fetch(Reason::Expired), "who comes later fetches");
        assert_eq!(tokens.ask(&mut waiting, 310), Grant::Use("one", 2));
    }

    #[test]
    fn who_has_a_token_holds_no_lease() {
        let mut tokens = words();
        let (mut slow, mut other) = (tokens.caller(3), tokens.caller(3));
        tokens.ask(&mut slow, 0);
        tokens.ask(&mut other, 5_000);
        tokens.settle(&mut slow, "one", Some(600_000), 0, 5_100);
        assert_eq!(tokens.ask(&mut other, 5_200), Grant::Use("one", 3));
        tokens.reject(3, None);
        assert_eq!(ask(&mut tokens, 5_201), Grant::Fetch(Reason::Unauthorized));
    }

    #[test]
    fn a_token_that_was_not_taken_is_dropped_in_every_copy() {
        let mut tokens = with_token(None);
        let mut caller = tokens.caller(3);
        tokens.ask(&mut caller, 1);
        tokens.settle(&mut caller, "one", None, 1, 1);
        let mut waiting = Caller { seen: 0, ..tokens.caller(3) };
        tokens.reject(2, Some(&"one"));
        assert_eq!(tokens.ask(&mut waiting, 2), Grant::Fetch(Reason::Unauthorized));
    }

    #[test]
    fn another_failure_is_that_of_those_who_waited_alone() {
        let mut tokens = words();
        let mut callers: Vec<Caller> = [3, 3, 1, 4].map(|attempts| tokens.caller(attempts)).to_vec();
        for caller in &mut callers {
            tokens.ask(caller, 0);
        }
        // One that is there already and has not asked yet.
        let mut silent = tokens.caller(3);
        let [holder, waited, impatient, patient] = callers.as_mut_slice() else { panic!("four callers") };
        tokens.fail(holder, "down", 3, false, 100);
        assert_eq!(tokens.ask(waited, 110), Grant::Fail("down"));
        assert_eq!(tokens.ask(impatient, 110), Grant::Fail("down"));
        assert_eq!(tokens.ask(patient, 110), Grant::Fetch(Reason::Initial), "it would have tried four times");
        tokens.release(patient);
        assert_eq!(tokens.ask(&mut silent, 110), Grant::Fetch(Reason::Initial));
        // One that comes after it waits for what comes next.
        let mut later = tokens.caller(3);
        assert!([110, 120, 140].iter().all(|now_ms| matches!(tokens.ask(&mut later, *now_ms), Grant::Look(_))));
        tokens.release(&mut silent);
        assert_eq!(tokens.ask(&mut later, 150), Grant::Fetch(Reason::Initial));
    }
}
