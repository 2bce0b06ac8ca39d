// `for await` over all items of a listing: pages are asked for one by one, as they are needed, and every way in which it ends.
import { test } from "node:test";
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { DecodeError, field } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import { brief, emporix, everything, failure, json, recorder, spirii, undecodable } from "./support/calls.mjs";

// A context made after the flag has the collector at hand.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

/** A stand-in for `fetch` that has `count` customers, and answers pages of them with these headers. */
function shop(count, headers = {}) {
  const answer = ({ query }) => {
    const [number, size] = [Number(query.pageNumber), Number(query.pageSize)];
    const ids = Array.from({ length: Math.max(0, Math.min(size, count - (number - 1) * size)) }, (_, index) => (number - 1) * size + index);
    return json(ids.map((id) => ({ id: `C-${id}` })), { headers });
  };
  return recorder(answer);
}

const numbers = (sent) => sent.map(({ query }) => query.pageNumber);

test("five thousand customers come a page at a time, as they are asked for", async () => {
  const sandbox = await startSandbox({ seed: 5000 });
  try {
    const { fetch, sent } = recorder();
    const ids = new Set();
    let read = 0;
    for await (const customer of emporix({ baseUrl: sandbox.url, fetch }).customers.all({ pageSize: 200, sort: "metadataCreatedAt" })) {
      // No page is asked for before the one before it is used up.
      assert.equal(sent.length, Math.floor(read / 200) + 1);
      ids.add(customer.id);
      read += 1;
    }
    assert.deepEqual([read, ids.size], [5000, 5000]);
    // The last page is full, and `Count` may be the page's own, so that one more is needed to know the end.
    assert.deepEqual(numbers(sent), Array.from({ length: 26 }, (_, index) => String(index + 1)));
    assert.ok(sent.every(({ query }) => query.pageSize === "200" && query.sort === "metadataCreatedAt"));
  } finally {
    await sandbox.stop();
  }
});

test("the pages of before are let go", async () => {
  const { fetch } = recorder(({ query }) => json(Array.from({ length: 50 }, (_, index) => ({ id: `${query.pageNumber}-${index}` }))));
  const pages = [];
  let most = 0;
  let read = 0;
  for await (const item of emporix({ fetch }).customers.all({ pageSize: 50, maxPages: 40 })) {
    read += 1;
    // The last item of a page stands for the page.
    if (read % 50 !== 0) continue;
    pages.push(new WeakRef(item));
    // What was just referred to is kept until the turn of the loop is over.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    most = Math.max(most, pages.filter((page) => page.deref()).length);
  }
  assert.deepEqual([read, pages.length], [2000, 40]);
  // One, and what the runtime's own compiler holds on to when it comes by.
  assert.ok(most <= 4, `${most} pages were held at once`);
});

test("paging is always sent, from where it is asked for", async () => {
  const { fetch, sent } = shop(70);
  assert.equal((await everything(emporix({ fetch }).customers.all())).length, 70);
  assert.deepEqual(sent.map(({ query }) => query), [{ pageNumber: "1", pageSize: "60" }, { pageNumber: "2", pageSize: "60" }]);
  sent.length = 0;
  const rest = await everything(emporix({ fetch }).segment("vip").all({ pageNumber: 2, pageSize: 20, q: "a:b", fields: ["id"], totalCount: true }));
  assert.equal(rest.length, 50);
  assert.deepEqual(sent.map(({ query }) => query), [2, 3, 4].map((number) => ({ pageNumber: String(number), pageSize: "20", q: "a:b", fields: "id" })));
  assert.ok(sent.every(({ headers }) => headers["x-total-count"] === "true"));
});

test("it ends on a short page, on a trustworthy total, on maxPages; not on Count", async () => {
  for (const [count, headers, query, pages, items] of [
    [5, {}, { pageSize: 2 }, 3, 5],
    [4, {}, { pageSize: 2 }, 3, 4],
    [0, {}, {}, 1, 0],
    [4, { "x-total-count": "4" }, { pageSize: 2 }, 2, 4],
    [9, { "x-total-count": "3" }, { pageSize: 2 }, 2, 4],
    [4, { "x-total-count": "100" }, { pageSize: 2 }, 3, 4],
    [5, { count: "2" }, { pageSize: 2 }, 3, 5],
    [5, { "hybris-count": "2" }, { pageSize: 2 }, 3, 5],
    [100, {}, { pageSize: 2, maxPages: 3 }, 3, 6],
    [100, {}, { pageSize: 2, pageNumber: 5, maxPages: 1 }, 1, 2],
  ]) {
    const { fetch, sent } = shop(count, headers);
    const found = await everything(emporix({ fetch }).customers.all(query));
    assert.deepEqual([sent.length, found.length], [pages, items], JSON.stringify([count, headers, query]));
  }
  const { fetch, sent } = shop(Infinity);
  let read = 0;
  for await (const _ of emporix({ fetch }).customers.all({ pageSize: 1 })) read += 1;
  assert.deepEqual([read, sent.length], [1000, 1000]);
});

test("Spirii's parts follow each other by what was answered, and end by its count", async () => {
  const part = (offset, length) => Array.from({ length }, (_, index) => ({ id: offset + index }));
  const service = (count, most) => recorder(({ query }) => {
    const [limit, offset] = [Math.min(Number(query.limit), most), Number(query.offset)];
    return json({ data: part(offset, Math.max(0, Math.min(limit, count - offset))), count, limit, offset });
  });
  for (const [count, most, query, offsets] of [
    [5, 100, { limit: 2 }, ["0", "2", "4"]],
    [4, 100, { limit: 2 }, ["0", "2"]],
    [5, 2, { limit: 50 }, ["0", "2", "4"]],
    [5, 100, { limit: 2, offset: 3 }, ["3"]],
    [0, 100, {}, ["0"]],
    [90, 100, { limit: 10, maxPages: 2 }, ["0", "10"]],
  ]) {
    const { fetch, sent } = service(count, most);
    const items = await everything(spirii({ fetch }).customers.all(query));
    assert.deepEqual(sent.map(({ query }) => query.offset), offsets, JSON.stringify([count, most, query]));
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  }
  const { fetch, sent } = service(70, 100);
  await everything(spirii({ fetch }).customers.all());
  assert.deepEqual(sent.map(({ query }) => query), [{ limit: "50", offset: "0" }, { limit: "50", offset: "50" }]);
  // A count that is never reached must not ask for ever.
  const endless = recorder(({ query }) => json({ data: part(Number(query.offset), query.offset === "0" ? 2 : 0), count: 1000 }));
  assert.equal((await everything(spirii({ fetch: endless.fetch }).customers.all({ limit: 2 }))).length, 2);
  assert.equal(endless.sent.length, 2);
});

test("leaving it ends it: no more is asked for", async () => {
  const { fetch, sent } = shop(100);
  for await (const { id } of emporix({ fetch }).customers.all({ pageSize: 2 })) if (id === "C-3") break;
  assert.deepEqual(numbers(sent), ["1", "2"]);
  const all = emporix({ fetch }).customers.all({ pageSize: 2 });
  assert.equal(sent.length, 2, "nothing is asked for before the first item is");
  assert.equal(all[Symbol.asyncIterator](), all);
  await all.next();
  assert.deepEqual(await all.return("x"), { done: true, value: "x" });
  assert.deepEqual(await all.next(), { done: true, value: undefined });
  assert.equal(sent.length, 3);
  const thrown = new Error("mine");
  await assert.rejects(async () => {
    for await (const _ of emporix({ fetch }).customers.all()) throw thrown;
  }, thrown);
});

test("a page that was there before is an error, after its predecessors' items", async () => {
  for (const [items, listing] of [
    [[{ id: "a" }, { id: "b" }], (client) => client.customers],
    [[{ customerNumber: "a" }, { customerNumber: "b" }], (client) => client.customers],
    [[{ customer: { id: "a" }, legalEntity: { id: "x" } }, { customer: { id: "a" } }], (client) => client.segment("vip")],
  ]) {
    const { fetch, sent } = recorder(() => json(items));
    const all = listing(emporix({ fetch })).all({ pageSize: 2 });
    const read = [(await all.next()).value, (await all.next()).value];
    assert.deepEqual(read, items);
    const error = await undecodable(all.next());
    assert.deepEqual([brief(error.issues), error.retryable, sent.length], [[["", "conflict"]], false, 2]);
    assert.match(error.message, /a page again/);
    assert.deepEqual(await all.next(), { done: true, value: undefined });
  }
  // An older page than the last one is a repeat too.
  const round = recorder((_, number) => json([{ id: String(number % 3) }]));
  const error = await undecodable(everything(emporix({ fetch: round.fetch }).customers.all({ pageSize: 1 })));
  assert.deepEqual([error.operation, round.sent.length], ["customers.list", 4]);
  const stuck = recorder(() => json({ data: [{ id: 1 }], count: 9 }));
  assert.ok((await undecodable(everything(spirii({ fetch: stuck.fetch }).customers.all({ limit: 1 })))) instanceof DecodeError);
});

test("items that look alike without an id are no repeat", async () => {
  const { fetch, sent } = recorder((_, number) => json(Array.from({ length: number < 4 ? 2 : 1 }, () => ({ assignmentType: "MANUAL" }))));
  const items = await everything(emporix({ fetch }).segment("vip").all({ pageSize: 2, fields: ["assignmentType"] }));
  assert.deepEqual([items.length, sent.length], [7, 4]);
  // Neither are assignments of one customer for several legal entities.
  const entities = recorder((_, number) => json(number < 4 ? [{ customer: { id: "a" }, legalEntity: { id: String(number) } }] : []));
  assert.equal((await everything(emporix({ fetch: entities.fetch }).segment("vip").all({ pageSize: 1 }))).length, 3);
});

test("an abort ends it with the signal's reason", async () => {
  const controller = new AbortController();
  const { fetch, sent } = shop(100);
  const all = emporix({ fetch }).customers.all({ pageSize: 2 }, { signal: controller.signal });
  await all.next();
  controller.abort("enough");
  // What was read is still there.
  assert.equal((await all.next()).value.id, "C-1");
  const error = await failure(all.next());
  assert.deepEqual([error.code, error.cause, sent.length], ["aborted", "enough", 1]);
  assert.deepEqual(await all.next(), { done: true, value: undefined });
  const before = emporix({ fetch }).customers.all({}, { signal: AbortSignal.abort("never") });
  assert.equal((await failure(before.next())).cause, "never");
  assert.equal(sent.length, 1);
  // In the middle of a request.
  const silent = new AbortController();
  const waiting = emporix({ fetch: () => new Promise(() => {}) }).customers.all({}, { signal: silent.signal }).next();
  const ended = failure(waiting);
  silent.abort("now");
  assert.equal((await ended).code, "aborted");
});

test("an error in the middle comes after the items before it, and ends it", async () => {
  const { fetch, sent } = recorder(({ query }, number) => (number < 3 ? json([{ id: query.pageNumber }]) : json({ status: 400, type: "bad_request" }, { status: 400 })));
  const all = emporix({ fetch }).customers.all({ pageSize: 1 });
  assert.deepEqual([(await all.next()).value, (await all.next()).value], [{ id: "1" }, { id: "2" }]);
  const error = await failure(all.next());
  assert.deepEqual([error.code, error.operation, error.type], ["bad_request", "customers.list", "bad_request"]);
  assert.deepEqual(await all.next(), { done: true, value: undefined });
  assert.equal(sent.length, 3);
  const strict = emporix({ fetch: async () => json([{ id: 1 }]), responses: "strict" }).customers.all();
  assert.deepEqual(brief((await undecodable(strict.next())).issues), [["0.id", "type"]]);
  // What only reports lets it through.
  assert.deepEqual(await everything(emporix({ fetch: async () => json([{ id: 1 }, null]) }).customers.all()), [{ id: 1 }, null]);
});

test("what is asked for is read once", async () => {
  const { fetch, sent } = shop(5);
  const query = { pageSize: 2, q: "a:b" };
  const all = emporix({ fetch }).customers.all(query);
  await all.next();
  Object.assign(query, { pageSize: 1, q: "c:d" });
  await everything(all);
  assert.ok(sent.every(({ query }) => query.pageSize === "2" && query.q === "a:b"));
  assert.deepEqual(query, { pageSize: 1, q: "c:d" });
});

test("a service that gives less on a page than was asked for is gone through all the same", async () => {
  const all = Array.from({ length: 250 }, (_, id) => ({ id: `${id}` }));
  const { fetch } = recorder(({ query }) => {
    const page = Number(query.pageNumber);
    return json(all.slice((page - 1) * 100, page * 100), { headers: { "x-total-count": "250" } });
  });
  let count = 0;
  for await (const _ of emporix({ fetch }).customers.all({ pageSize: 500 })) count += 1;
  assert.equal(count, 250);
  const parts = recorder(({ query }) => json({ data: all.slice(Number(query.offset ?? 0), Number(query.offset ?? 0) + 20).map((_, id) => ({ id })), limit: 20 }));
  const first = await spirii({ fetch: parts.fetch }).customers.list({ limit: 50 });
  assert.deepEqual([first.limit, first.hasNext], [20, true]);
});

test("what is asked for stays what it was when the iteration began", async () => {
  const date = new Date(Date.UTC(2025, 0, 1));
  const { fetch, sent } = recorder(({ query }) => json([{ id: query.pageNumber }]));
  const options = { timeoutMs: 1000 };
  const query = { q: field("metadataCreatedAt").gt(date), pageSize: 1, maxPages: 3 };
  for await (const _ of emporix({ fetch }).customers.all(query, options)) {
    date.setUTCFullYear(2030);
    options.timeoutMs = -1;
    query.pageSize = 0;
  }
  assert.deepEqual(sent.map((request) => request.query.q), Array(3).fill('metadataCreatedAt:>"2025-01-01T00:00:00.000Z"'));
});
