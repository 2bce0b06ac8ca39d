// Bulk calls while they are under way: how much is in flight and how far the input is read, aborts, inputs that throw,
// progress, and a hundred thousand items.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { ClientError } from "commerce-customers";
import * as glue from "../../pkg/client.js";
import { startSandbox } from "../sandbox.mjs";
import { emporix, json, recorder } from "./support/calls.mjs";

const items = (count) => Array.from({ length: count }, (_, number) => ({ customerId: `C-${number}` }));
const done = (body) => json(body.map((_, index) => ({ index: index + 1, code: 204, status: "OK" })), { status: 207 });
const turn = () => new Promise((resolve) => setImmediate(resolve));
const places = (failed) => failed.map(({ position }) => position);
const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);

/** A segment behind a `fetch` whose answers are given by hand, unless it was aborted. */
function gated() {
  const waiting = [];
  let most = 0;
  const recording = recorder(({ body, signal }) => new Promise((resolve, reject) => {
    const entry = { body, answer: (response = done(body)) => (waiting.splice(waiting.indexOf(entry), 1), resolve(response)) };
    signal.addEventListener("abort", () => (waiting.splice(waiting.indexOf(entry), 1), reject(signal.reason)));
    waiting.push(entry);
    most = Math.max(most, waiting.length);
  }));
  const until = async (count) => {
    for (let turns = 0; waiting.length < count; turns++) {
      assert.ok(turns < 1000, `${waiting.length} of ${count} requests came`);
      await turn();
    }
    // Were there to be more, they would come now.
    for (let turns = 0; turns < 5; turns++) await turn();
    assert.equal(waiting.length, count);
  };
  return { segment: emporix({ fetch: recording.fetch }).segment("vip"), sent: recording.sent, waiting, until, most: () => most };
}

/** A segment whose every item is done at once. */
const gatedless = () => ({ segment: emporix({ fetch: async (_, { body }) => done(JSON.parse(body)) }).segment("vip") });

test("as many chunks are in flight as asked for, four unless told", async () => {
  for (const [options, concurrency] of [[{}, 4], [{ concurrency: 1 }, 1], [{ concurrency: 6 }, 6]]) {
    const { segment, sent, waiting, until, most } = gated();
    const call = segment.putMany(items(20), { ...options, chunkSize: 2 });
    for (let answered = 0; answered < 10; answered++) {
      await until(Math.min(concurrency, 10 - answered));
      assert.equal(sent.length, Math.min(10, concurrency + answered));
      // Not always the first one.
      waiting[answered % waiting.length].answer();
    }
    const result = await call;
    assert.deepEqual([result.succeeded, result.failed, most()], [20, [], concurrency]);
  }
});

test("a generator is read no further than the chunks in flight", async () => {
  let read = 0;
  let answered = 0;
  function* endless() {
    for (; read < 60; read++) yield { customerId: `C-${read}` };
  }
  const { segment, waiting, until } = gated();
  const call = segment.putMany(endless(), { chunkSize: 5, concurrency: 3 });
  for (let chunk = 0; chunk < 12; chunk++) {
    await until(Math.min(3, 12 - chunk));
    assert.ok(read <= answered + 15, `${read} were read when ${answered} were answered`);
    answered += 5;
    waiting[0].answer();
  }
  assert.equal((await call).succeeded, 60);
});

test("an abort stops new chunks, resolves, and accounts for every item of an array or a set", async () => {
  for (const wrap of [(list) => list, (list) => new Set(list)]) {
    const controller = new AbortController();
    const { segment, sent, waiting, until } = gated();
    const given = items(20);
    const call = segment.putMany(wrap(given), { chunkSize: 3, concurrency: 2, signal: controller.signal });
    await until(2);
    waiting[0].answer();
    await until(2);
    controller.abort("changed my mind");
    const result = await call;
    assert.equal(result.succeeded, 3);
    assert.deepEqual(places(result.failed), range(3, 20));
    for (const { position, item, code, status, message, error } of result.failed) {
      assert.deepEqual([item, code, status, error.code, error.cause], [given[position], null, "aborted", "aborted", "changed my mind"], String(position));
      assert.ok(error instanceof ClientError && message === error.message);
    }
    // What was sent may have been done.
    assert.deepEqual(result.failed.filter(({ error }) => error.ambiguous).map(({ position }) => position), range(3, 9));
    assert.deepEqual([sent.length, waiting.length], [3, 0]);
    assert.throws(() => result.throwIfFailed(), ({ code }) => code === "aborted");
  }
});

test("an abort lets a generator go, and accounts for what was read of it", async () => {
  const controller = new AbortController();
  const { segment, until } = gated();
  let read = 0;
  let released = false;
  function* endless() {
    try {
      for (;;) yield { customerId: `C-${read++}` };
    } finally {
      released = true;
    }
  }
  const call = segment.putMany(endless(), { chunkSize: 3, concurrency: 2, signal: controller.signal });
  await until(2);
  controller.abort();
  const result = await call;
  assert.equal(result.succeeded, 0);
  assert.deepEqual(places(result.failed), range(0, read));
  assert.ok(released);
  assert.equal(result.failed[0].error.cause, controller.signal.reason);
});

test("an abort before the start sends and reads nothing", async () => {
  const { segment, sent } = gated();
  const signal = AbortSignal.abort("early");
  const result = await segment.putMany(items(3), { signal });
  assert.deepEqual([result.succeeded, places(result.failed), result.failed[2].error.cause, sent.length], [0, [0, 1, 2], "early", 0]);
  assert.ok(result.failed.every(({ error }) => !error.ambiguous));
  let read = 0;
  const counting = { *[Symbol.iterator]() { for (; ; read++) yield {}; } };
  assert.deepEqual((await segment.removeMany(counting, { signal })).failed, []);
  assert.deepEqual([read, sent.length], [0, 0]);
});

test("an input that never goes on does not outlive an abort", async () => {
  const controller = new AbortController();
  const { segment, sent } = gated();
  async function* stuck() {
    yield { customerId: "a" };
    await new Promise(() => {});
  }
  const call = segment.putMany(stuck(), { signal: controller.signal });
  await turn();
  controller.abort("enough");
  const result = await call;
  assert.deepEqual([result.succeeded, result.failed.map(({ position, status }) => [position, status]), sent.length], [0, [[0, "aborted"]], 0]);
});

test("an input that throws stops new chunks; those in flight end as they end", async () => {
  const broken = new Error("the file is cut off");
  async function* slowly() {
    for (let number = 0; number < 8; number++) yield { customerId: `C-${number}` };
    throw broken;
  }
  function* fast() {
    for (let number = 0; number < 8; number++) yield { customerId: `C-${number}` };
    throw broken;
  }
  for (const input of [slowly, fast]) {
    const { segment, sent, waiting, until } = gated();
    const call = segment.putMany(input(), { chunkSize: 3, concurrency: 2 });
    await until(2);
    waiting[0].answer();
    waiting[0].answer(json([{ code: 204 }, { code: 400, status: "Bad Request", message: "no" }, { code: 204 }], { status: 207 }));
    const result = await call;
    assert.equal(result.succeeded, 5);
    assert.deepEqual(result.failed.map(({ position, status }) => [position, status]), [[4, "Bad Request"], [6, "aborted"], [7, "aborted"], [8, "aborted"]]);
    for (const { error } of result.failed.slice(1)) assert.deepEqual([error.code, error.cause === broken, error.ambiguous], ["aborted", true, false]);
    assert.deepEqual(result.failed.map(({ item }) => item?.customerId), ["C-4", "C-6", "C-7", undefined]);
    assert.equal(sent.length, 2);
  }
  // Whatever is thrown, and if it is the first thing that happens.
  for (const [thrown, input] of [["text", { next() { throw "text"; } }], [undefined, { next: () => Promise.reject() }]]) {
    const { segment, sent } = gated();
    const result = await segment.removeMany({ [Symbol.asyncIterator]: () => input });
    assert.deepEqual([result.succeeded, result.failed.map(({ position, item, status, error }) => [position, item, status, error.cause]), sent.length], [0, [[0, undefined, "aborted", thrown]], 0]);
  }
});

test("an abort after the last chunk went out concerns that chunk alone", async () => {
  const controller = new AbortController();
  const { segment, waiting, until } = gated();
  const call = segment.putMany(items(4), { chunkSize: 2, signal: controller.signal });
  await until(2);
  waiting[0].answer();
  await until(1);
  controller.abort();
  const result = await call;
  assert.deepEqual([result.succeeded, places(result.failed)], [2, [2, 3]]);
});

test("progress is told after each chunk, the failed ones included", async () => {
  const fetch = async (_, { body }) => json(JSON.parse(body).map(({ customerId }) => ({ code: customerId === "C-1" ? 400 : 204, status: "" })), { status: 207 });
  const segment = emporix({ fetch }).segment("vip");
  const given = [...items(5), { customerId: "" }];
  for (const [input, total] of [[given, 6], [new Set(given), 6], [given.values(), null], [(async function* () { yield* given; })(), null]]) {
    const told = [];
    const result = await segment.putMany(input, { chunkSize: 2, concurrency: 1, onProgress: (progress) => told.push(progress) });
    assert.deepEqual(told, [{ done: 2, failed: 1, total }, { done: 4, failed: 1, total }, { done: 6, failed: 2, total }]);
    assert.deepEqual([result.succeeded, places(result.failed)], [4, [1, 5]]);
  }
});

test("a listener that throws breaks nothing", async () => {
  const segment = emporix({ fetch: async (_, { body }) => done(JSON.parse(body)) }).segment("vip");
  let told = 0;
  for (const onProgress of [() => { told += 1; throw new Error("mine"); }, async () => { told += 1; throw new Error("mine"); }]) {
    const result = await segment.putMany(items(4), { chunkSize: 2, onProgress });
    assert.deepEqual([result.succeeded, result.failed], [4, []]);
  }
  assert.equal(told, 4);
  // Were a rejection left alone, Node would end this program.
  await turn();
});

test("an array that cannot be read to its end is told as well", async () => {
  const { segment } = gatedless();
  const input = items(3);
  Object.defineProperty(input, 1, { get() { throw new Error("boom"); } });
  const result = await segment.putMany(input, { chunkSize: 1 });
  assert.deepEqual([result.succeeded, places(result.failed)], [1, [1, 2]]);
  assert.equal(result.failed[0].error.cause.message, "boom");
  assert.doesNotMatch(result.failed[0].message, /signal/);
});

test("a step whose value cannot be had takes no other's place", async () => {
  const { segment } = gatedless();
  let step = 0;
  const odd = { next: () => (step++ < 2 ? { done: false, value: { customerId: "C" } } : { done: false, get value() { throw new Error("boom"); } }) };
  const result = await segment.putMany({ [Symbol.iterator]: () => odd });
  assert.deepEqual([result.succeeded, places(result.failed)], [0, [0, 1, 2]]);
});

test("an odd signal neither keeps a result back nor leaves a listener behind", async () => {
  const listeners = new Set();
  const signal = { aborted: false, addEventListener: (_, listener) => listeners.add(listener), removeEventListener: (_, listener) => listeners.delete(listener) };
  const { segment } = gatedless();
  assert.equal((await segment.putMany(items(3), { chunkSize: 1, signal })).succeeded, 3);
  assert.equal(listeners.size, 0);
  const throwing = { aborted: false, addEventListener() {}, removeEventListener() { throw new Error("mine"); } };
  assert.equal((await segment.putMany(items(3), { signal: throwing })).succeeded, 3);
});

test("an abort lets an iterator that never answers go, whatever that does", async () => {
  const controller = new AbortController();
  let returned = 0;
  const stuck = { next: () => new Promise(() => {}), return: async () => { returned += 1; throw new Error("mine"); } };
  const call = gatedless().segment.putMany({ [Symbol.asyncIterator]: () => stuck }, { signal: controller.signal });
  await turn();
  controller.abort();
  assert.deepEqual((await call).failed, []);
  await turn();
  assert.equal(returned, 1);
});

test("wrong options open no iterator, and options are read once", async () => {
  let opened = 0;
  const input = { async *[Symbol.asyncIterator]() { opened += 1; } };
  const { segment } = gatedless();
  await assert.rejects(segment.putMany(input, { chunkSize: 0 }), { code: "validation" });
  assert.equal(opened, 0);
  const options = { timeoutMs: 1000, chunkSize: 1, onProgress: () => (options.timeoutMs = -1) };
  assert.equal((await segment.putMany(items(3), options)).succeeded, 3);
});

test("a hundred thousand assignments take five hundred requests, a few at a time, and next to no memory", async () => {
  const COUNT = 100_000;
  const sandbox = await startSandbox({ seed: 1 });
  try {
    const exports = glue.initSync({ module: new WebAssembly.Module(await readFile(new URL("../../pkg/client_bg.wasm", import.meta.url))) });
    const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    let [flying, most, requests, read, answered, ahead] = [0, 0, 0, 0, 0, 0];
    const counting = async (url, init) => {
      requests += 1;
      flying += 1;
      most = Math.max(most, flying);
      try {
        const response = await fetch(url, init);
        // In flight until its body is there as well.
        return new Response(await response.text(), response);
      } finally {
        flying -= 1;
      }
    };
    const segment = emporix({ baseUrl: sandbox.url, fetch: counting }).segment("everybody");
    await segment.putMany([{ customerId: "C-0" }]);
    const before = memory.buffer.byteLength;
    requests = most = 0;
    function* many() {
      for (; read < COUNT; read++) {
        ahead = Math.max(ahead, read - answered);
        yield { customerId: read % 1000 === 999 ? "" : `C-${read}`, mixins: { vip: { since: "2026-01-01" } } };
      }
    }
    const result = await segment.putMany(many(), { onProgress: ({ done }) => (answered = done) });
    assert.deepEqual([result.succeeded, result.failed.length], [COUNT - 100, 100]);
    assert.deepEqual(places(result.failed), Array.from({ length: 100 }, (_, index) => index * 1000 + 999));
    assert.ok(requests <= 500, `${requests} requests`);
    assert.equal(most, 4);
    assert.ok(ahead <= 4 * 200, `${ahead} items were read ahead`);
    assert.ok(memory.buffer.byteLength - before < 4 * 1024 * 1024, `${memory.buffer.byteLength - before} bytes`);
    const page = await segment.list({ totalCount: true, pageSize: 1 });
    assert.equal(page.total, COUNT - 100);
  } finally {
    await sandbox.stop();
  }
});
