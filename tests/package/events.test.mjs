// What a call tells of itself, and that nobody who listens can break it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { emporix, everything, failure, json, spirii } from "./support/calls.mjs";
import { operations, GOOD } from "./support/operations.mjs";

const brief = ({ type, operation, attempt, status, code, delayMs }) => [type, operation, attempt, status ?? code ?? delayMs].filter((part) => part !== undefined).join(" ");

/** A client with these answers, and what it tells. */
function telling(answers, options) {
  const events = [];
  const fetch = async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return [emporix({ fetch, maxRetries: 2, onEvent: (event) => events.push(event), ...options }), events];
}

test("an attempt is told by its beginning and its end, and a wait before it begins", async () => {
  const soon = { status: 503, headers: { "retry-after-ms": "3", "x-request-id": "r1" } };
  const [client, events] = telling([json({}, soon), new TypeError("cut"), json([], { headers: { "x-correlation-id": "r3" } })]);
  await client.customers.list();
  assert.deepEqual(events.map(brief), [
    "request customers.list 1", "response customers.list 1 503", "retry customers.list 1 503",
    "request customers.list 2", "failure customers.list 2 connection", "retry customers.list 2 connection",
    "request customers.list 3", "response customers.list 3 200",
  ]);
  const [first, answered, retry, , failed] = events;
  assert.deepEqual(first, { type: "request", operation: "customers.list", method: "GET", pathTemplate: "/customer/{tenant}/customers", attempt: 1 });
  assert.deepEqual([answered.code, answered.requestId, retry.delayMs], ["server", "r1", 3]);
  for (const { durationMs } of [answered, failed]) assert.ok(Number.isInteger(durationMs) && durationMs >= 0);
  assert.equal(events.at(-1).requestId, "r3");
  assert.equal(events.at(-1).code, undefined);
});

test("token calls are told apart", async () => {
  const [client, events] = telling(
    [json({}, { status: 429, headers: { "retry-after": "0" } }), json({ access_token: "t", expires_in: 60 }), json({}, { status: 401 }), json({ access_token: "u" }), json([])],
    { auth: { clientId: "c", clientSecret: "s" } },
  );
  await client.customers.list();
  assert.deepEqual(events.map(brief), [
    "token token 1 429", "retry token 1 429", "token token 2 200",
    "request customers.list 1", "response customers.list 1 401", "token token 1 200", "request customers.list 2", "response customers.list 2 200",
  ]);
  assert.deepEqual([events[0].method, events[0].pathTemplate, events[0].code], ["POST", "/oauth/token", "token"]);
  const [asked, told] = telling([json([])], { auth: { getToken: () => "t" } });
  await asked.customers.list();
  assert.deepEqual(told[0], { type: "token", operation: "token", method: "", pathTemplate: "", attempt: 1, durationMs: told[0].durationMs });
});

test("what broke the schema of a single answer is told, without names and values of anybody", async () => {
  const body = { active: "s3cret", mixins: { "ada@example.com": 7, fine: {} }, addresses: [{ country: 7 }] };
  const [client, events] = telling([json(body), json(body), json([body]), json(body)]);
  await client.customers.get("C-1");
  const told = events.at(-1).issues.map(({ path, code }) => `${path.join(".")} ${code}`);
  assert.deepEqual(told.sort(), ["active type", "addresses.0.country type", "mixins.* type"]);
  assert.doesNotMatch(JSON.stringify(events), /s3cret|ada@/);
  // A page has its issues itself, and what is not looked at has none.
  const [off, none] = telling([json(body), json([body])], { responses: "off" });
  await off.customers.get("C-1");
  await off.customers.list();
  const [listing, ofPages] = telling([json([body])]);
  assert.equal((await listing.customers.list()).issues.length, 3);
  assert.ok([...none, ...ofPages].every(({ issues }) => issues === undefined));
  const [strict, refused] = telling([json(body)], { responses: "strict" });
  assert.equal((await failure(strict.customers.get("C-1"))).code, "decode");
  assert.deepEqual([refused.at(-1).code, refused.at(-1).status], ["decode", 200]);
});

test("every operation has one beginning and one end for each attempt", async () => {
  for (const operation of operations) {
    for (const [answer, end] of [
      [() => json(operation.kind === "page" || operation.kind === "list" || operation.kind === "entries" ? [] : { id: "1", data: [] }), "response"],
      [() => json({}, { status: 400 }), "response"],
      [() => json({}, { status: 500 }), "response"],
      [() => { throw new TypeError("x"); }, "failure"],
      [() => new Response("<html>"), "response"],
    ]) {
      const events = [];
      const options = { fetch: async () => answer(), onEvent: (event) => events.push(event) };
      await Promise.allSettled([operation.call(options, ...operation.ids.map((name) => GOOD[name]))]);
      assert.deepEqual(events.map(({ type, attempt }) => [type, attempt]), [["request", 1], [end, 1]], operation.name);
      assert.ok(events.every((event) => event.operation === operation.name && event.pathTemplate.includes("{") !== operation.name.startsWith("spirii.")));
    }
  }
});

test("pages and chunks are told one by one", async () => {
  const events = [];
  const onEvent = (event) => events.push(event);
  let page = 0;
  const fetch = async () => json(page++ < 2 ? [{ id: `${page}` }] : []);
  await everything(emporix({ fetch, onEvent }).customers.all({ pageSize: 1 }));
  assert.equal(events.filter(({ type }) => type === "request").length, 3);
  events.length = 0;
  const many = async (_, { body }) => json(JSON.parse(body).map(() => ({ code: 201 })), { status: 207 });
  await emporix({ fetch: many, onEvent }).segment("vip").putMany([1, 2, 3].map((id) => ({ customerId: `${id}` })), { chunkSize: 1 });
  assert.equal(events.filter(({ type, operation }) => type === "response" && operation === "segment.putMany").length, 3);
});

test("nothing that was not sent is told", async () => {
  const events = [];
  const onEvent = (event) => events.push(event);
  await failure(emporix({ onEvent }).customers.get(".."));
  await failure(spirii({ onEvent }).customers.list({ limit: 0 }));
  await failure(emporix({ onEvent }).customers.get("C-1", {}, { signal: AbortSignal.abort() }));
  assert.deepEqual(events, []);
});

test("a listener that throws, at once or later, breaks nothing", async (t) => {
  const unhandled = [];
  const keep = (reason) => unhandled.push(reason);
  process.on("unhandledRejection", keep);
  t.after(() => process.off("unhandledRejection", keep));
  for (const onEvent of [
    () => { throw new Error("x"); },
    () => Promise.reject("x"),
    async () => { throw null; },
    () => ({ get then() { throw 1; } }),
    (event) => { for (const name of Object.keys(event)) delete event[name]; },
    (event) => { Object.assign(event, { type: 7, attempt: "x" }); },
  ]) {
    const [client] = telling([json({}, { status: 503, headers: { "retry-after": "0" } }), json([])], { onEvent });
    assert.deepEqual((await client.customers.list()).items, []);
    const [failing] = telling([json({}, { status: 404 })], { onEvent });
    assert.equal((await failure(failing.customers.get("C-1"))).code, "not_found");
  }
  await new Promise(setImmediate);
  assert.deepEqual(unhandled, []);
});
