// Bulk calls: what becomes of each item, and which items of the caller's those are. Against the sandbox, and against
// stand-ins for `fetch` where a service is to answer oddly.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { ClientError, DecodeError, ValidationError } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import { brief, emporix, everything, json, recorder, refusals, refused } from "./support/calls.mjs";

let sandbox;
let client;
let recording;

before(async () => {
  sandbox = await startSandbox({ seed: 1 });
  recording = recorder();
  client = emporix({ baseUrl: sandbox.url, fetch: recording.fetch });
});
after(() => sandbox.stop());

const items = (count) => Array.from({ length: count }, (_, number) => ({ customerId: `C-${number}` }));
const mocked = (answer) => {
  const { fetch, sent } = recorder(answer);
  return { segment: emporix({ fetch }).segment("vip"), sent };
};
/** An answer in which every item was done. */
const allDone = ({ body }) => json(body.map((_, index) => ({ index, code: 204, status: "OK" })), { status: 207 });

test("arrays, sets and generators of both kinds are taken alike", async () => {
  const segment = client.segment("kinds");
  async function* slowly(values) {
    for (const value of values) {
      await null;
      yield value;
    }
  }
  const listOf = { *[Symbol.iterator]() { yield* items(3); } };
  for (const given of [items(3), new Set(items(3)), items(3).values(), listOf, slowly(items(3)), { [Symbol.asyncIterator]: () => slowly(items(3)) }]) {
    const result = await segment.putMany(given);
    assert.deepEqual([result.succeeded, result.failed], [3, []]);
    assert.deepEqual(recording.last().body, items(3));
    result.throwIfFailed();
  }
  assert.deepEqual([recording.last().method, recording.last().path], ["PUT", "/customer-segment/acme/segments/kinds/customers/bulk"]);
  assert.equal((await segment.list()).items.length, 3);
  const keys = new Set(["C-0", { customerId: "C-1" }]);
  const removed = await segment.removeMany(keys);
  assert.deepEqual([removed.succeeded, removed.failed, recording.last().method, recording.last().body], [2, [], "DELETE", [{ customerId: "C-0" }, { customerId: "C-1" }]]);
  assert.deepEqual((await segment.list()).items.map(({ customer }) => customer.id), ["C-2"]);
  const sent = recording.sent.length;
  for (const none of [[], new Set(), [].values(), slowly([])]) {
    assert.deepEqual(await segment.putMany(none).then(({ succeeded, failed }) => [succeeded, failed]), [0, []]);
  }
  assert.equal(recording.sent.length, sent, "nothing is sent for nothing");
});

test("good and bad items go together, and each is told by its place", async () => {
  const segment = client.segment("mixed");
  await segment.put("stale");
  await segment.put("stale", { metadata: { version: 1 } });
  const cycle = { customerId: "cycle" };
  cycle.mixins = { cycle };
  const given = [
    { customerId: "a" },
    { customerId: "" },
    { customerId: "b", legalEntityId: "LE", mixins: { vip: { since: "2026" } } },
    { customerId: "stale", metadata: { version: 1 } },
    { legalEntityId: "LE" },
    null,
    { customerId: "c", mixins: 1, metadata: { version: "1" } },
    cycle,
    { customerId: "../x" },
  ];
  const result = await segment.putMany(given);
  assert.equal(result.succeeded, 3);
  assert.deepEqual(result.failed.map(({ position, code, status }) => [position, code, status]), [
    [1, null, "validation"], [3, 409, "Conflict"], [4, null, "validation"], [5, null, "validation"], [6, null, "validation"], [7, null, "validation"],
  ]);
  for (const { position, item, message } of result.failed) {
    assert.equal(item, given[position]);
    assert.ok(message.length > 10);
  }
  const [empty, stale, nobody, nothing, wrong, round] = result.failed;
  assert.deepEqual([stale.message, stale.error], ["The resource you are attempting to access has changed.", undefined]);
  for (const { error } of [empty, nobody, nothing, wrong, round]) assert.ok(error instanceof ValidationError && error.code === "validation");
  assert.deepEqual([empty, nobody, nothing, wrong].map(({ error }) => brief(error.issues)), [
    [["customerId", "min_length"]], [["customerId", "required"]], [["", "type"]], [["mixins", "type"], ["metadata.version", "type"]],
  ]);
  assert.ok(round.error.issues.some(({ code }) => code === "json"));
  assert.deepEqual(recording.last().body, [0, 2, 3, 8].map((position) => given[position]));
  const there = await everything(segment.all());
  assert.deepEqual(there.map(({ customer, legalEntity }) => [customer.id, legalEntity?.id]).sort(), [["../x", undefined], ["a", undefined], ["b", "LE"], ["stale", undefined]]);
});

test("bad keys are told by their place as well", async () => {
  const segment = client.segment("keys");
  await segment.putMany([{ customerId: "a" }, { customerId: "b", legalEntityId: "LE" }]);
  const keys = ["", { customerId: "b", legalEntityId: "LE" }, 7, "a", { customerId: "b", legalEntityId: "" }, undefined];
  const result = await segment.removeMany(keys);
  assert.equal(result.succeeded, 2);
  assert.deepEqual(result.failed.map(({ position, item, status }) => [position, item, status]), [[0, "", "validation"], [2, 7, "validation"], [4, keys[4], "validation"], [5, undefined, "validation"]]);
  assert.deepEqual((await segment.list()).items, []);
});

test("places are those of the whole input, over all chunks", async () => {
  const { segment, sent } = mocked(({ body }) => json(body.map(({ customerId }) => (/7$/.test(customerId) ? { code: 400, status: "Bad Request", message: `no ${customerId}` } : { code: 201 })), { status: 207 }));
  const given = items(50);
  given[3] = { customerId: 3 };
  const result = await segment.putMany(given, { chunkSize: 4, concurrency: 3 });
  assert.deepEqual(result.failed.map(({ position, code, message }) => [position, code, code && message]), [[3, null, null], ...[7, 17, 27, 37, 47].map((at) => [at, 400, `no C-${at}`])]);
  assert.equal(result.succeeded, 44);
  assert.deepEqual(sent.map(({ body }) => body.length), [3, ...Array(11).fill(4), 2]);
});

test("a chunk of bad items alone is not sent", async () => {
  const { segment, sent } = mocked(allDone);
  const result = await segment.putMany([{}, {}, { customerId: "a" }, {}], { chunkSize: 2 });
  assert.deepEqual([result.succeeded, result.failed.map(({ position }) => position), sent.map(({ body }) => body)], [1, [0, 1, 3], [[{ customerId: "a" }]]]);
});

test("an item that says one thing when asked and another when sent is sent as it was judged", async () => {
  const { segment, sent } = mocked(allDone);
  let asked = 0;
  const shifty = { get customerId() { return (asked += 1) === 1 ? "good" : ""; } };
  const result = await segment.putMany([shifty, { toJSON: () => ({ customerId: "json" }) }]);
  assert.deepEqual([result.succeeded, sent[0].body], [2, [{ customerId: "good" }, { customerId: "json" }]]);
});

test("what the options may be", async () => {
  const { segment, sent } = mocked(allDone);
  let read = 0;
  const counting = { *[Symbol.iterator]() { read += 1; } };
  for (const call of [(options) => segment.putMany(counting, options), (options) => segment.removeMany(counting, options)]) {
    for (const [options, issue] of [
      [{ chunkSize: 0 }, ["chunkSize", "minimum"]], [{ chunkSize: 201 }, ["chunkSize", "maximum"]], [{ chunkSize: "5" }, ["chunkSize", "type"]], [{ chunkSize: 1.5 }, ["chunkSize", "type"]], [{ chunkSize: NaN }, ["chunkSize", "type"]],
      [{ concurrency: 0 }, ["concurrency", "minimum"]], [{ concurrency: 7 }, ["concurrency", "maximum"]], [{ concurrency: "5" }, ["concurrency", "type"]], [{ concurrency: null }, ["concurrency", "type"]],
      [{ timeoutMs: 0 }, ["timeoutMs", "minimum"]], [{ signal: {} }, ["signal", "type"]],
    ]) {
      assert.deepEqual(await refused(call(options)), [issue], JSON.stringify(options));
    }
    assert.deepEqual(await refused(call({ chunkSize: 0, concurrency: 7 })), [["chunkSize", "minimum"], ["concurrency", "maximum"]]);
  }
  // What cannot be gone through is wrong input like any other; so is a text, whose letters are no customers.
  const closed = { get [Symbol.iterator]() { throw new Error("closed"); } };
  for (const items of [42, null, undefined, {}, { length: 1, 0: {} }, "C-1", closed]) {
    for (const [[path]] of await refusals([segment.putMany(items), segment.removeMany(items)])) assert.equal(path, "items", String(items));
  }
  assert.deepEqual([read, sent.length], [0, 0]);
});

test("a chunk holds 200 items at most, and 200 unless told", async () => {
  const { segment, sent } = mocked(allDone);
  assert.equal((await segment.putMany(items(401))).succeeded, 401);
  assert.deepEqual(sent.map(({ body }) => body.length), [200, 200, 1]);
  assert.deepEqual(sent.flatMap(({ body }) => body), items(401));
  const real = await client.segment("size").putMany(items(201), { chunkSize: 200 });
  assert.deepEqual([real.succeeded, real.failed], [201, []]);
});

test("a chunk that fails as a whole takes its items with it, and the rest goes on", async () => {
  for (const [answer, code, status, type] of [
    [() => json({ code: 400, status: "Bad Request", message: "s3cret" }, { status: 400 }), 400, "bad_request", ClientError],
    [() => json({ fault: {} }, { status: 401 }), 401, "authentication", ClientError],
    [() => { throw new TypeError("no network"); }, null, "connection", ClientError],
    [() => new Response("<html>", { status: 200 }), 200, "decode", DecodeError],
    [() => json({ not: "a list" }, { status: 207 }), 207, "decode", DecodeError],
  ]) {
    const { segment } = mocked((request) => (request.body[0].customerId === "C-3" ? answer() : allDone(request)));
    const given = items(8);
    const result = await segment.putMany(given, { chunkSize: 3 });
    assert.deepEqual([result.succeeded, result.failed.map(({ position, item }) => [position, item])], [5, [3, 4, 5].map((at) => [at, given[at]])]);
    for (const entry of result.failed) {
      assert.deepEqual([entry.code, entry.status, entry.error.code], [code, status, status]);
      assert.ok(entry.error instanceof type && entry.message === entry.error.message);
      assert.doesNotMatch(entry.message, /s3cret/);
    }
    assert.equal(new Set(result.failed.map(({ error }) => error.operation)).values().next().value, "segment.putMany");
  }
  const reader = emporix({ baseUrl: sandbox.url, auth: { token: "sandbox-read" } }).segment("vip");
  const forbidden = await reader.removeMany(["a", "b"]);
  assert.deepEqual(forbidden.failed.map(({ code, status }) => [code, status]), [[403, "permission"], [403, "permission"]]);
});

test("a chunk that takes too long is a timeout of its own", async () => {
  const { segment } = mocked((request) => (request.body[0].customerId === "C-0" ? new Promise(() => {}) : allDone(request)));
  const result = await segment.putMany(items(4), { chunkSize: 2, timeoutMs: 500 });
  assert.deepEqual([result.succeeded, result.failed.map(({ position, code, status, error }) => [position, code, status, error.ambiguous])], [2, [[0, null, "timeout", true], [1, null, "timeout", true]]]);
});

test("an item without an entry is not taken for done", async () => {
  const { segment } = mocked(() => json([{ code: 204 }, null, {}, { code: "204" }, { code: 199 }, { code: 300, status: null }], { status: 207 }));
  const result = await segment.putMany(items(8));
  assert.equal(result.succeeded, 1);
  assert.deepEqual(result.failed.map(({ position, code, status }) => [position, code, status]), [
    [1, null, "decode"], [2, null, "decode"], [3, null, "decode"], [4, 199, ""], [5, 300, ""], [6, null, "decode"], [7, null, "decode"],
  ]);
  for (const { status, error } of result.failed) assert.equal(error instanceof DecodeError, status === "decode");
  // More entries than items are of nobody.
  const many = await mocked(() => json([{ code: 201 }, { code: 500, status: "x" }], { status: 207 })).segment.putMany(items(1));
  assert.deepEqual([many.succeeded, many.failed], [1, []]);
});

test("throwIfFailed throws what the first failure was", async () => {
  const { segment } = mocked(({ body }) => json(body.map(({ customerId }) => (customerId === "C-2" ? { code: 409, status: "Conflict", message: "s3cret" } : { code: 204 })), { status: 207 }));
  const thrown = (result) => {
    try {
      result.throwIfFailed();
    } catch (error) {
      return error;
    }
  };
  assert.equal(thrown(await segment.putMany(items(2))), undefined);
  const conflict = thrown(await segment.putMany(items(4)));
  assert.ok(conflict instanceof ClientError);
  assert.deepEqual([conflict.code, conflict.operation], ["conflict", "segment.putMany"]);
  assert.match(conflict.message, /\b1 of 4\b/);
  const mixed = await segment.putMany([{}, ...items(4)]);
  for (const error of [thrown(mixed), thrown(mixed)]) {
    assert.ok(error instanceof ValidationError);
    assert.deepEqual(brief(error.issues), [["customerId", "required"]]);
    // However often it is asked, the count stands there once.
    assert.equal(error.message.match(/2 of 5/g).length, 1);
    assert.doesNotMatch(error.message, /s3cret/);
  }
});

test("the error of an item that the service refused tells what a failed write tells", async () => {
  const { segment } = mocked(() => json([{ code: 500, status: "Internal Server Error" }], { status: 207 }));
  const result = await segment.putMany(items(1));
  assert.throws(() => result.throwIfFailed(), { code: "server", status: 500, ambiguous: true, retryable: true, attempts: 1 });
});
