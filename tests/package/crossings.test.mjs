// How often the module calls JavaScript, which is what most of a check's and a call's own time goes into: exact, so that it can be
// held. A value that is plainly fine takes none, and with options as many as a value without fields.
import { test } from "node:test";
import assert from "node:assert/strict";
import { customer, many, wrong } from "../../benches/customers.mjs";

let calls = 0;
const { Instance } = WebAssembly;
const counted = (imported) => (typeof imported === "function" ? (...args) => ((calls += 1), imported(...args)) : imported);
WebAssembly.Instance = function (module, imports) {
  const all = Object.entries(imports).map(([name, own]) => [name, Object.fromEntries(Object.entries(own).map(([name, imported]) => [name, counted(imported)]))]);
  return new Instance(module, Object.fromEntries(all));
};
const { EmporixClient, schemas } = await import("commerce-customers");

/** How many calls `run` takes once it was run: names and plans are made the first time. */
async function crossings(run) {
  await run();
  calls = 0;
  await run();
  return calls;
}

test("a value that is fine is judged without the module, and in a few calls where options are given", async () => {
  const more = { ...customer(1), addresses: many(50, () => customer(1).addresses[0]), mixins: { a: { b: [1, { c: null }] } } };
  for (const value of [{}, customer(1), more]) {
    assert.equal(await crossings(() => schemas.customer.validate(value)), 0);
    assert.equal(await crossings(() => schemas.customer.ensure(value)), 0);
    assert.equal(await crossings(() => schemas.customer.validate(value, {})), await crossings(() => schemas.customer.validate({}, {})));
  }
  const inAll = { id: "C-1", lastName: "Lovelace", mixins: { a: { b: [1, { c: null }], d: {} } }, metadata: { mixins: { a: "b" } } };
  assert.equal(await crossings(() => schemas.customerCreate.validate(inAll)), 0);
});

test("of a value with faults only those are looked at", async () => {
  const taken = await crossings(() => schemas.customer.validate(wrong(1)));
  assert.ok(taken <= 40, `${taken} calls`);
});

test("a call takes as many for a page of sixty as for one of one, and no more to check it", async () => {
  const taken = async (count, responses) => {
    const body = JSON.stringify(many(count, customer));
    const { customers } = new EmporixClient({ tenant: "acme", auth: { token: "t" }, responses, fetch: async () => new Response(body) });
    return crossings(() => customers.list({ pageNumber: 1, pageSize: 60 }));
  };
  const one = await taken(1, "report");
  assert.ok(one <= 140, `${one} calls`);
  assert.equal(await taken(60, "report"), one);
  assert.equal(await taken(60, "strict"), await taken(1, "strict"));
});

test("a chunk of assignments or keys that are fine takes as many as one of one", async () => {
  let sent;
  const answer = ({ body }) => new Response(JSON.stringify((sent = JSON.parse(body)).map(() => ({ code: 204 }))), { status: 207 });
  const segment = new EmporixClient({ tenant: "acme", auth: { token: "t" }, fetch: async (_, init) => answer(init) }).segment("vip");
  const keyed = (number) => ({ customerId: `C-${number}` });
  const put = (count) => crossings(() => segment.putMany(many(count, keyed)));
  const remove = (count, key) => crossings(() => segment.removeMany(many(count, key)));
  assert.equal(await put(200), await put(1));
  const one = await remove(1, keyed);
  for (const key of [keyed, (number) => `C-${number}`, (number) => (number % 2 ? `C-${number}` : keyed(number))]) {
    assert.equal(await remove(200, key), one);
    assert.deepEqual(sent, many(200, keyed));
  }
});
