// Nothing grows with the number of calls: neither the module's memory nor its table of JavaScript values. Each round has
// every kind of end that a call can have, those that throw above all: wasm-bindgen leaves a slot of the table behind for an
// exception that it catches itself.
import { test } from "node:test";
import assert from "node:assert/strict";
import { EmporixClient, SpiriiClient, field, schemas } from "commerce-customers";
import { readFile } from "node:fs/promises";
import * as glue from "../../pkg/client.js";

// The package and the test share the glue, so that this is the package's own module.
const module = glue.initSync({ module: new WebAssembly.Module(await readFile(new URL("../../pkg/client_bg.wasm", import.meta.url))) });
const memory = Object.values(module).find((value) => value instanceof WebAssembly.Memory);
const table = Object.values(module).find((value) => value instanceof WebAssembly.Table && value.get(0) === undefined);

const answers = [
  () => new Response('[{"id":"1","active":"x"},{"id":2}]', { headers: { count: "2" } }),
  () => new Response('{"id":"1"}', { status: 201 }),
  () => new Response('{"data":[{"id":"1"}],"count":9}'),
  () => new Response('[{"code":400,"message":"x"},null]', { status: 207 }),
  () => new Response(null, { status: 204 }),
  () => new Response("<html>"),
  () => new Response("<html>", { status: 502 }),
  () => new Response('{"fault":{"faultstring":"x"}}', { status: 401 }),
  () => new Response('{"details":[{"field":"a"},null],"type":7}', { status: 400 }),
  () => Promise.reject(null),
  () => 42,
  () => {
    throw new TypeError("no network");
  },
  () => ({ status: 200, headers: { get() {} }, text: () => Promise.reject("cut") }),
  () => ({ status: 200, headers: { get() { throw "x" } }, text: async () => "[]" }),
];
let turn = 0;
const fetch = () => answers[turn++ % answers.length]();
const { customers } = new EmporixClient({ tenant: "acme", auth: { token: "t" }, maxRetries: 0, fetch });
const segment = new EmporixClient({ tenant: "acme", auth: { token: "t" }, maxRetries: 0, fetch }).segment("vip");
const spirii = new SpiriiClient({ apiKey: "k", maxRetries: 0, fetch });
const { signal } = new AbortController();
const cycle = {};
cycle.self = cycle;
const throwing = { get firstName() { throw 1 }, mixins: { a: new Proxy({}, { ownKeys() { throw 2 } }), b: { c: [1n, {}] } } };

const some = async (iterable) => {
  let left = 5;
  for await (const _ of iterable) if ((left -= 1) === 0) break;
};

async function round() {
  const ended = await Promise.allSettled([
    customers.list({ sort: ["a", "b:desc"], pageNumber: 1 }, { signal }),
    customers.list(throwing, throwing),
    customers.search({ q: field("a").in(["b", 1]).and(field("c").between(new Date(0), new Date(1))) }),
    customers.get("C-1", { expand: ["addresses"] }, { timeoutMs: 1000 }),
    customers.get(Symbol("x")),
    customers.create({ lastName: "Ä".repeat(50) }),
    customers.create({ mixins: cycle }),
    customers.create({ contactEmail: "x" }, undefined, { signal: AbortSignal.abort("x") }),
    customers.upsert("C-1", throwing),
    customers.patch("C-1", { active: true }, { mergePatch: true }),
    customers.addresses("C-1").addTags("A-1", ["a", "b,"]),
    customers.addresses("C-1").add({ contactName: "A" }),
    segment.put({ customerId: "C-1", get legalEntityId() { throw 3 } }),
    segment.remove({ customerId: "C-1", legalEntityId: "L" }),
    segment.putMany([{ customerId: "a" }, { customerId: "" }, throwing, cycle, { customerId: "b" }], { chunkSize: 3 }),
    segment.removeMany(["a", { customerId: "b" }, 1n], { chunkSize: 0 }),
    some(segment.all({ pageSize: 1, maxPages: 3 })),
    some(spirii.customers.all({ limit: 1, maxPages: 3, createdAt: new Date(0) })),
    spirii.customers.list({ createdAt: new Date(NaN), extraQuery: throwing }),
  ]);
  assert.equal(ended.length, 19);
  schemas.customerCreate.validate(throwing);
  for (const build of [() => schemas.customer.ensure(42), () => new EmporixClient(new Proxy({}, { get() { throw 3 } })), () => field("a").eq({}), () => field(throwing).in(throwing)]) {
    assert.throws(build, () => true);
  }
}

test("calls leave nothing behind", async () => {
  for (let i = 0; i < 300; i++) await round();
  const before = [memory.buffer.byteLength, table.length];
  for (let i = 0; i < 1500; i++) await round();
  assert.deepEqual([memory.buffer.byteLength, table.length], before);
});

test("a million validations leave nothing behind", () => {
  const fine = { firstName: "Ada", contactEmail: "ada@example.com", preferredCurrency: "GBP", mixins: { loyalty: { points: [1, { a: "b" }] } } };
  const wrong = { ...fine, contactEmail: "ada", preferredCurrency: "pounds", mixins: { "\ud800": 1, b: [] } };
  const [text, bytes] = [JSON.stringify(wrong), new TextEncoder().encode(JSON.stringify(fine))];
  const german = schemas.customerCreate.with({ locale: "de", messages: () => { throw 4; } });
  const judged = [
    () => schemas.customerCreate.validate(fine),
    () => german.validate(wrong),
    () => schemas.customerCreate.validate(throwing),
    () => german.validateJson(text),
    () => schemas.customerCreate.validateJson(bytes),
    () => schemas.customerCreate.validateJson('{"id":1,"id":'),
    () => german.validateField("mixins.loyalty.points[0]", "x"),
    () => schemas.customer["~standard"].validate(42),
    () => schemas.tenant.validate("acme"),
    () => schemas.currency.validate("QQQ"),
  ];
  const some = (count) => {
    for (let left = count; left > 0; left--) judged[left % judged.length]();
  };
  some(100_000);
  const before = [memory.buffer.byteLength, table.length];
  some(1_000_000);
  assert.deepEqual([memory.buffer.byteLength, table.length], before);
});
