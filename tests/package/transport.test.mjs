// What stands between the client and the network: an injected `fetch` and whatever it does, bodies that are too large or are
// not wanted, timers and listeners, a caller's headers, waits that can be aborted.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createContext, runInContext } from "node:vm";
import { DecodeError } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import { emporix, failure, json, recorder, refused, spirii, undecodable } from "./support/calls.mjs";

const MOST = 10 * 1024 * 1024;

let sandbox;
before(async () => (sandbox = await startSandbox({ seed: 3, control: true })));
after(() => sandbox.stop());

/** A response whose body is a stream; `kept` says what became of it. */
function streamed(chunks, init) {
  const kept = { pulled: 0, cancelled: false };
  const body = new ReadableStream({
    pull(controller) {
      kept.pulled += 1;
      const { done, value } = chunks.next();
      if (done) controller.close();
      else if (value) controller.enqueue(value);
      else return new Promise(() => {}); // it stalls
    },
    cancel() {
      kept.cancelled = true;
      return new Promise(() => {}); // nobody may wait for it
    },
  }, { highWaterMark: 0 });
  return [new Response(body, init), kept];
}
const bytes = (text) => new TextEncoder().encode(text);

test("whatever fetch throws or rejects with is the cause of a connection error", async () => {
  const realm = createContext({});
  const foreign = runInContext("new TypeError('of another realm')", realm);
  for (const thrown of ["a string", null, undefined, 7, Symbol.for("x"), {}, foreign, new Error("x"), Object.create(null)]) {
    for (const fetch of [() => Promise.reject(thrown), () => { throw thrown; }]) {
      const error = await failure(emporix({ fetch }).customers.get("C-1"));
      assert.deepEqual([error.code, error.retryable, error.attempts], ["connection", true, 1]);
      assert.equal(error.cause, thrown);
    }
  }
});

test("what is no response is said, and not asked for again", async () => {
  for (const answer of [42, null, undefined, "text", {}, { status: 200 }, { status: 200, text: "x", headers: new Headers() }, { status: "200", headers: new Headers(), text: async () => "" }]) {
    let asked = 0;
    const error = await failure(emporix({ maxRetries: 5, fetch: async () => (asked++, answer) }).customers.get("C-1"));
    assert.deepEqual([error.code, asked, error.cause.name], ["connection", 1, "TypeError"]);
  }
});

test("a request that the runtime cannot make, and a signal that cannot be listened to, are said once", async () => {
  let asked = 0;
  const onEvent = ({ type }) => (asked += type === "request");
  // The rule lets it pass, and leaves the last word to the runtime.
  const error = await failure(emporix({ baseUrl: "https://[1:2:3]", maxRetries: 5, onEvent }).customers.create({}));
  assert.deepEqual([error.code, asked, error.attempts, error.ambiguous, error.retryable], ["configuration", 1, 0, false, false]);
  const signal = { aborted: false, addEventListener() { throw "no"; }, removeEventListener() {} };
  const deaf = await failure(emporix({ fetch: async () => json([]), onEvent }).customers.create({}, {}, { signal }));
  assert.deepEqual([deaf.code, deaf.cause, deaf.attempts, deaf.ambiguous, asked], ["configuration", "no", 0, false, 1]);
});

test("what is refused is so whatever comes of its body", async () => {
  const bodies = {
    broken: () => new ReadableStream({ pull: (controller) => controller.error(new TypeError("cut")) }),
    stalled: () => new ReadableStream({}),
    "no bytes": () => ({ getReader: () => ({ read: async () => ({ value: "text" }), cancel: async () => void cancelled++ }) }),
  };
  let cancelled = 0;
  for (const [status, code] of [[400, "bad_request"], [403, "permission"], [404, "not_found"], [409, "conflict"], [422, "bad_request"]]) {
    for (const [name, body] of Object.entries(bodies)) {
      let sent = 0;
      const send = async () => (sent++, { status, headers: new Headers(), body: body(), text() {} });
      const error = await failure(emporix({ fetch: send, timeoutMs: 50 }).customers.upsert("C-1", {}));
      assert.deepEqual([error.code, error.status, error.retryable, error.ambiguous, sent], [code, status, false, false, 1], `${status} ${name}`);
    }
  }
  assert.equal(cancelled, 5);
});

test("an injected fetch is called as a plain function, with an address and an init", async () => {
  let seen;
  function send(...args) {
    seen = [this, ...args];
    return json([]);
  }
  await emporix({ fetch: send }).customers.list();
  const [self, url, init] = seen;
  assert.equal(self, undefined);
  assert.equal(typeof url, "string");
  assert.deepEqual(Object.keys(init).sort(), ["headers", "method", "redirect", "signal"]);
  assert.ok(init.signal instanceof AbortSignal);
});

test("a body of 10 MB is read, one byte more is not", async () => {
  const filler = (size) => bytes(`["${"x".repeat(size - 4)}"]`);
  const { items } = await emporix({ fetch: async () => new Response(filler(MOST)) }).customers.list();
  assert.equal(items[0].length, MOST - 4);
  const whole = filler(MOST + 1);
  const fetches = {
    streamed: async () => new Response(whole),
    "as text alone": async () => ({ status: 200, headers: new Headers(), text: async () => new TextDecoder().decode(whole) }),
  };
  for (const [name, fetch] of Object.entries(fetches)) {
    const error = await undecodable(emporix({ fetch }).customers.list());
    assert.deepEqual([error.status, error.issues, error.attempts], [200, [], 1], name);
  }
  const endless = (function* () { for (;;) yield new Uint8Array(1024 * 1024); })();
  const [response, kept] = streamed(endless);
  assert.ok((await failure(emporix({ fetch: async () => response }).customers.list())) instanceof DecodeError);
  assert.deepEqual([kept.cancelled, kept.pulled], [true, 11]);
  // An error's body is no reason to read for ever either.
  const [refusal, rest] = streamed((function* () { for (;;) yield new Uint8Array(1024 * 1024); })(), { status: 400 });
  const error = await failure(emporix({ fetch: async () => refusal }).customers.list());
  assert.deepEqual([error.code, error.status, rest.cancelled], ["bad_request", 400, true]);
});

test("text that is cut between chunks is put together again", async () => {
  const text = JSON.stringify([{ id: "Zoë 😀 \u2028", lastName: "ÄÖÜ" }]);
  const pieces = [...bytes(text)].map((byte) => new Uint8Array([byte]));
  const [response] = streamed(pieces.values());
  const { items } = await emporix({ fetch: async () => response }).customers.list();
  assert.deepEqual(items, JSON.parse(text));
  // A byte order mark is no part of the text, as everywhere in the web.
  const marked = await emporix({ fetch: async () => new Response(bytes("\ufeff[]")) }).customers.list();
  assert.deepEqual(marked.items, []);
});

test("a body that is not wanted is cancelled, and nobody waits for that", async () => {
  const kept = [];
  const answers = [503, 503, 200].map((status) => {
    const [response, what] = streamed([bytes("[]")].values(), { status, headers: status === 503 ? { "retry-after-ms": "1" } : {} });
    kept.push(what);
    return response;
  });
  const page = await emporix({ maxRetries: 2, fetch: async () => answers.shift() }).customers.list();
  assert.deepEqual([page.response.attempts, kept.map(({ cancelled }) => cancelled)], [3, [true, true, false]]);

  const [unauthorized, first] = streamed([bytes("{}")].values(), { status: 401 });
  const second = json([]);
  const queue = [unauthorized, second];
  await emporix({ auth: { getToken: () => "t" }, fetch: async () => queue.shift() }).customers.list();
  assert.equal(first.cancelled, true);

  const [done, body] = streamed([bytes("{}"), null].values(), { status: 202 });
  assert.deepEqual(await emporix({ fetch: async () => done }).customers.delete("C-1"), { alreadyGone: false });
  assert.equal(body.cancelled, true, "nothing of it would be looked at");
});

test("a body that stalls ends with its attempt, and one that comes too late is let go", async () => {
  const stalled = () => streamed([bytes("["), null].values());
  const [response, kept] = stalled();
  const error = await failure(emporix({ timeoutMs: 30, fetch: async () => response }).customers.list());
  assert.deepEqual([error.code, kept.cancelled], ["timeout", true]);

  const [late, what] = stalled();
  let answer;
  const call = failure(emporix({ timeoutMs: 30, fetch: () => new Promise((resolve) => (answer = resolve)) }).customers.list());
  assert.equal((await call).code, "timeout");
  answer(late);
  await new Promise(setImmediate);
  assert.equal(what.cancelled, true);
});

test("an abort ends a wait at once", async () => {
  const controller = new AbortController();
  const events = [];
  const onEvent = (event) => {
    events.push(event.type);
    if (event.type === "retry") setTimeout(() => controller.abort("enough"), 10);
  };
  const fetch = async () => json({}, { status: 429, headers: { "retry-after": "20" } });
  const started = performance.now();
  const error = await failure(emporix({ fetch, onEvent, maxRetries: 2 }).customers.list({}, { signal: controller.signal }));
  assert.deepEqual([error.code, error.cause, error.attempts, events], ["aborted", "enough", 1, ["request", "response", "retry"]]);
  assert.ok(performance.now() - started < 5_000);
  // One that comes from the listener itself is seen before anything is sent.
  const early = new AbortController();
  let sent = 0;
  const call = emporix({ fetch: () => (sent++, new Promise(() => {})), onEvent: () => early.abort("no") }).customers.list({}, { signal: early.signal });
  assert.equal((await failure(call)).cause, "no");
  assert.ok(sent <= 1);
});

test("timers and listeners are left behind by no path", async (t) => {
  const open = new Set();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  t.after(() => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear }));
  globalThis.setTimeout = (run, ms, ...args) => {
    const id = set(() => (open.delete(id), run(...args)), ms);
    open.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => (open.delete(id), clear(id));
  const listeners = new Set();
  const signal = { aborted: false, addEventListener: (_, listener) => listeners.add(listener), removeEventListener: (_, listener) => listeners.delete(listener) };
  const again = { status: 503, headers: { "retry-after-ms": "1" } };
  const quick = { timeoutMs: 20, maxRetries: 1 };
  for (const [fetch, options] of [
    [async () => json([])],
    [async () => json({}, { status: 404 })],
    [async () => json({}, again), { maxRetries: 2 }],
    [async () => new Response("<"), {}],
    [() => { throw 1; }, { maxRetries: 1 }],
    [async () => 1, {}],
    [() => new Promise(() => {}), quick],
    [async () => streamed([null].values())[0], quick],
    [async () => ({ status: 200, headers: new Headers(), text: () => Promise.reject(1) }), quick],
    [async () => json([]), { auth: { getToken: () => { throw 1; } } }],
    [async () => json([]), { auth: { getToken: () => new Promise(() => {}) }, totalTimeoutMs: 20 }],
    [async () => json({}, { status: 401 }), { auth: { clientId: "c", clientSecret: "s" } }],
  ]) {
    await emporix({ fetch, ...options }).customers.list({}, { signal }).catch(() => {});
    assert.deepEqual([open.size, listeners.size], [0, 0], `${fetch}`);
  }
});

test("a caller's headers go with every attempt, those of a call before those of the client", async () => {
  const { fetch, sent } = recorder((_, number) => json([], number === 1 ? { status: 503, headers: { "retry-after": "0" } } : {}));
  const client = emporix({ fetch, maxRetries: 1, headers: { "X-A": "1", "x-b": "2", Accept: "application/hal+json" } });
  await client.customers.list({}, { headers: { "x-a": "3", "X-C": " 4" } });
  assert.equal(sent.length, 2);
  for (const { headers } of sent) {
    assert.deepEqual(headers, { authorization: "Bearer sandbox", "emporix-tenant": "acme", accept: "application/hal+json", "x-a": "3", "x-b": "2", "x-c": " 4" });
  }
  // With the runtime's own fetch, too.
  await sandbox.control.forgetRequests();
  await emporix({ baseUrl: sandbox.url, headers: { "X-Sandbox-Mark": "m" } }).customers.list();
  assert.equal((await sandbox.control.requests()).marks.sent, 1);
});

test("a header that is the client's own, or would end another, is refused", async () => {
  const { fetch, sent } = recorder();
  const { customers } = emporix({ fetch });
  for (const [headers, issue] of [
    [{ Authorization: "x" }, ["headers.Authorization", "conflict"]],
    [{ "content-TYPE": "x" }, ["headers.content-TYPE", "conflict"]],
    [{ "EMPORIX-tenant": "other" }, ["headers.EMPORIX-tenant", "conflict"]],
    [{ "X-A": "a\r\nX-B: 1" }, ["headers.X-A", "pattern"]],
    [{ "X-A": "a\0" }, ["headers.X-A", "pattern"]],
    [{ "X A": "1" }, ["headers.X A", "pattern"]],
    [{ "": "1" }, ["headers.", "pattern"]],
    [{ "X-A": 1 }, ["headers.X-A", "type"]],
    [new Headers({ "X-A": "1" }), ["headers", "type"]],
    [[["X-A", "1"]], ["headers", "type"]],
    ["X-A: 1", ["headers", "type"]],
  ]) {
    assert.deepEqual(await refused(customers.list({}, { headers })), [issue], JSON.stringify(headers));
    assert.throws(() => emporix({ headers }), { code: "validation" });
    assert.throws(() => spirii({ headers }), { code: "validation" });
  }
  assert.equal(sent.length, 0);
});

test("what the numbers may be", async () => {
  const { customers } = emporix();
  for (const [options, issue] of [
    [{ timeoutMs: 0 }, ["timeoutMs", "minimum"]], [{ timeoutMs: "1" }, ["timeoutMs", "type"]],
    [{ totalTimeoutMs: 0 }, ["totalTimeoutMs", "minimum"]], [{ totalTimeoutMs: true }, ["totalTimeoutMs", "type"]], [{ totalTimeoutMs: null }, ["totalTimeoutMs", "type"]],
    [{ maxRetries: -1 }, ["maxRetries", "minimum"]], [{ maxRetries: 1.5 }, ["maxRetries", "type"]], [{ maxRetries: NaN }, ["maxRetries", "type"]],
    [{ retry: "sometimes" }, ["retry", "one_of"]], [{ retry: true }, ["retry", "type"]],
  ]) {
    assert.deepEqual(await refused(customers.list({}, options)), [issue], JSON.stringify(options));
    assert.throws(() => emporix(options), { code: "validation" });
  }
  for (const [options, path] of [[{ onEvent: 1 }, "onEvent"], [{ fetch: {} }, "fetch"], [{ dangerouslyAllowBrowser: 1 }, "dangerouslyAllowBrowser"]]) {
    assert.throws(() => emporix(options), ({ code, issues }) => code === "validation" && issues[0].path[0] === path);
  }
});

test("in a browser a secret is refused unless it is allowed", (t) => {
  const versions = process.versions;
  const pretend = (browser) => {
    Object.defineProperty(process, "versions", { value: browser ? {} : versions, configurable: true });
    if (browser) globalThis.document = {};
    else delete globalThis.document;
  };
  t.after(() => pretend(false));
  const service = { auth: { clientId: "c", clientSecret: "s3cret" } };
  for (const make of [() => emporix(service), () => spirii({ apiKey: "s3cret" }), () => spirii({ apiKey: () => "s3cret" })]) {
    make();
    pretend(true);
    assert.throws(make, (error) => error.code === "configuration" && /browser/.test(error.message) && !/s3cret/.test(error.message + JSON.stringify(error)));
    pretend(false);
  }
  pretend(true);
  emporix({ ...service, dangerouslyAllowBrowser: true });
  spirii({ dangerouslyAllowBrowser: true });
  emporix({ auth: { anonymous: { clientId: "shop" } } });
  emporix({ auth: { getToken: () => "t" } });
  emporix();
  assert.throws(() => emporix({ ...service, dangerouslyAllowBrowser: false }), { code: "configuration" });
});
