//! What a call may cost, as a caller's options say it.

use crate::api::{add_header, Header};
use crate::policy::{timer_ms, Deadline, Mode, Retries};
use crate::schema::Value;
use std::fmt;

/// What a call may cost, and what it carries beside.
#[derive(Clone, Default, PartialEq)]
pub struct Plan {
    /// How long it may take.
    pub deadline: Deadline,
    /// How often it is tried again.
    pub retries: Retries,
    /// The caller's headers.
    pub headers: Vec<Header>,
}

impl fmt::Debug for Plan {
    /// Without the headers, which may hold secrets.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = out.debug_struct("Plan");
        shown.field("deadline", &self.deadline).field("retries", &self.retries).finish_non_exhaustive()
    }
}

impl Plan {
    /// What checked options and their headers ask for; what they leave out is as before.
    ///
    /// ```
    /// use commerce_customers::exchange::Plan;
    /// let options = serde_json::json!({ "timeoutMs": 500, "totalTimeoutMs": false, "maxRetries": 0 });
    /// let plan = Plan::default().with(&&options, Vec::new());
    /// assert_eq!((plan.deadline.attempt_ms, plan.deadline.total_ms, plan.retries.most), (500, None, 0));
    /// ```
    pub fn with<V: Value>(&self, options: &V, headers: Vec<Header>) -> Plan {
        let mut plan = self.clone();
        let number = |name| options.at(name).and_then(|value| value.number()).map(timer_ms);
        plan.deadline.attempt_ms = number("timeoutMs").unwrap_or(plan.deadline.attempt_ms);
        plan.retries.most = number("maxRetries").unwrap_or(plan.retries.most);
        if let Some(total) = options.at("totalTimeoutMs") {
            plan.deadline.total_ms = total.number().map(timer_ms);
        }
        plan.retries.mode = match options.text_at("retry").as_deref() {
            Some("always") => Mode::Always,
            Some("never") => Mode::Never,
            Some(_) => Mode::Safe,
            None => plan.retries.mode,
        };
        headers.into_iter().for_each(|header| add_header(&mut plan.headers, header));
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_call_has_the_last_word() {
        let header = |name: &'static str, value: &str| (name.into(), value.to_owned());
        let client = json!({ "timeoutMs": 1, "totalTimeoutMs": 2, "maxRetries": 3, "retry": "always" });
        let client = Plan::default().with(&&client, vec![header("X-A", "1"), header("X-B", "2")]);
        assert_eq!(client.deadline, Deadline { attempt_ms: 1, total_ms: Some(2) });
        assert_eq!(client.retries, Retries { most: 3, mode: Mode::Always });
        assert_eq!(client.with(&&json!({}), Vec::new()), client);

        let call = json!({ "timeoutMs": 4, "totalTimeoutMs": false, "maxRetries": 0, "retry": "safe" });
        let call = client.with(&&call, vec![header("x-a", "3")]);
        assert_eq!(call.deadline, Deadline { attempt_ms: 4, total_ms: None });
        assert_eq!(call.retries, Retries { most: 0, mode: Mode::Safe });
        assert_eq!(call.headers, [header("X-B", "2"), header("x-a", "3")]);
        assert_eq!(client.with(&&json!({ "retry": "never" }), Vec::new()).retries.mode, Mode::Never);
    }
}
