//! A sandbox for one test, and a small client that knows nothing of the client under test.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::JoinHandle;

use commerce_customers_sandbox::cli::{self, Asked};
use commerce_customers_sandbox::server::Sandbox;
use serde_json::Value;
use tokio::sync::oneshot;
use ureq::http::{HeaderMap, Request};
use ureq::Agent;

/// A running sandbox; it stops when this is dropped.
pub struct Shop {
    pub address: SocketAddr,
    agent: Agent,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The field and the type of every detail of an error body.
    pub fn details(&self) -> Vec<(String, String)> {
        let body = self.json();
        let text = |detail: &Value, name: &str| detail[name].as_str().unwrap().to_owned();
        body["details"].as_array().unwrap().iter().map(|one| (text(one, "field"), text(one, "type"))).collect()
    }

    /// The answer of a 409, which is about `message`.
    pub fn is_conflict(&self, message: &str) {
        let expected =
            serde_json::json!({ "type": "conflict_resource", "status": 409, "message": message, "details": null });
        assert_eq!((self.status, self.json()), (409, expected));
    }

    /// The value of one field of every customer in a listing.
    pub fn each(&self, field: &str) -> Vec<Value> {
        self.json().as_array().unwrap().iter().map(|customer| customer[field].clone()).collect()
    }
}

/// The token that every call below carries unless it says otherwise.
pub const TOKEN: (&str, &str) = ("Authorization", "Bearer sandbox");
pub const JSON: (&str, &str) = ("Content-Type", "application/json");
pub const MERGE_PATCH: (&str, &str) = ("Content-Type", "application/merge-patch+json");
/// A token that may only read.
pub const READER: (&str, &str) = ("Authorization", "Bearer sandbox-read");

impl Shop {
    /// Starts with these flags, and a free port.
    pub fn start(flags: &[&str]) -> Shop {
        let line = ["sandbox", "--port", "0"].iter().chain(flags).map(OsString::from);
        let Ok(Asked::Run(flags)) = cli::read(line) else { panic!("wrong flags: {flags:?}") };
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, address) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let sandbox = Sandbox::open(flags).await.unwrap_or_else(|failure| panic!("{}", failure.line()));
                ready.send(sandbox.address).unwrap();
                let stop = async {
                    let _ = stopped.await;
                };
                sandbox.serve(stop).await.unwrap_or_else(|failure| panic!("{}", failure.line()));
            });
        });
        let address = address.recv().unwrap();
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Shop { address, agent, stop: Some(stop), thread: Some(thread) }
    }

    /// A shop whose tenants are all empty.
    pub fn empty() -> Shop {
        Shop::start(&["--seed", "0"])
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let text = answer.body_mut().read_to_string().unwrap();
        Answer { status: answer.status().as_u16(), headers: answer.headers().clone(), text }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[TOKEN], None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[TOKEN, JSON], Some(body.to_string().as_bytes()))
    }

    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, &[TOKEN, JSON], Some(body.to_string().as_bytes()))
    }

    pub fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send("PATCH", path, &[TOKEN, JSON], Some(body.to_string().as_bytes()))
    }

    pub fn merge_patch(&self, path: &str, body: &Value) -> Answer {
        self.send("PATCH", path, &[TOKEN, MERGE_PATCH], Some(body.to_string().as_bytes()))
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[TOKEN], None)
    }

    /// Creates a customer of the tenant `acme`, and returns its id.
    pub fn create(&self, body: Value) -> String {
        let answer = self.post("/customer/acme/customers", &body);
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.json()["id"].as_str().unwrap().to_owned()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        drop(self.stop.take());
        // A panic in the server is the test's failure, unless the test already fails.
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            if !std::thread::panicking() {
                std::panic::resume_unwind(panic);
            }
        }
    }
}
