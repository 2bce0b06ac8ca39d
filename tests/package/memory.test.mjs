// Nothing grows with the number of calls: neither the module's memory nor its table of JavaScript values. Each round has
// every kind of end that a call can have, those that throw above all: wasm-bindgen leaves a slot of the table behind for an
// exception that it catches itself.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as glue from "../../pkg/client.js";

const module = glue.initSync({ module: await readFile(new URL("../../pkg/client_bg.wasm", import.meta.url)) });
const memory = Object.values(module).find((value) => value instanceof WebAssembly.Memory);
const table = Object.values(module).find((value) => value instanceof WebAssembly.Table && value.get(0) === undefined);

const answers = [
  () => new Response('[{"id":"1","active":"x"},{"id":2}]', { headers: { count: "2" } }),
  () => new Response('{"id":"1"}', { status: 201 }),
  () => new Response("<html>"),
  () => new Response("<html>", { status: 502 }),
  () => new Response('{"fault":{"faultstring":"x"}}', { status: 401 }),
  () => Promise.reject(null),
  () => 42,
  () => {
    throw new TypeError("no network");
  },
  () => ({ status: 200, headers: { get() {} }, text: () => Promise.reject("cut") }),
];
let turn = 0;
const client = new glue.Emporix({ tenant: "acme", auth: { token: "t" }, fetch: () => answers[turn++ % answers.length]() });
const { signal } = new AbortController();
const cycle = {};
cycle.self = cycle;
const throwing = { get firstName() { throw 1 }, mixins: { a: new Proxy({}, { ownKeys() { throw 2 } }), b: { c: [1n, {}] } } };

async function round() {
  const ended = await Promise.allSettled([
    client.customersList({ sort: ["a", "b:desc"], pageNumber: 1 }, { signal }),
    client.customersList(throwing, throwing),
    client.customersGet("C-1", { expand: ["addresses"] }, { timeoutMs: 1000 }),
    client.customersGet(Symbol("x")),
    client.customersCreate({ lastName: "Ä".repeat(50) }),
    client.customersCreate({ mixins: cycle }),
    client.customersCreate({ contactEmail: "x" }, undefined, { signal: AbortSignal.abort("x") }),
  ]);
  assert.equal(ended.length, 7);
  glue.check("customerCreate", throwing);
  assert.throws(() => glue.ensure("customer", 42), () => true);
  assert.throws(() => new glue.Emporix(new Proxy({}, { get() { throw 3 } })), () => true);
}

test("calls leave nothing behind", async () => {
  for (let i = 0; i < 300; i++) await round();
  const before = [memory.buffer.byteLength, table.length];
  for (let i = 0; i < 3000; i++) await round();
  assert.deepEqual([memory.buffer.byteLength, table.length], before);
});
