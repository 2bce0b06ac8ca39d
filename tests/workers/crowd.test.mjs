// Four hundred requests at once in one isolate, of all kinds, at a service that often fails: each answers within its budget, with
// a value or a ClientError that fits it, and one token call is made for all of them.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { TOKEN, askMany, assertValues, ask, countOf, startWorker } from "./support.mjs";

const COUNT = 400;
const BUDGET_MS = 12_000;
// A call has its answer when its budget is over; a busy machine may be that late in telling.
const LATE_MS = 1_500;

const CUSTOMERS = "/customer/acme/customers";
const FAULTS = [
  { method: "POST", path: "/oauth/token", fault: "delay", value: 50 },
  { method: "GET", path: CUSTOMERS, fault: "status", value: 503, retryAfter: "1", every: 6 },
  { method: "GET", path: CUSTOMERS, fault: "reset", value: "before", every: 7 },
  { method: "GET", path: CUSTOMERS, fault: "delay", value: 400, every: 3 },
  { method: "GET", path: `${CUSTOMERS}/*`, fault: "delay-body", value: 300, every: 3 },
  { method: "GET", path: `${CUSTOMERS}/*`, fault: "reset", value: "during", every: 5 },
  { method: "POST", path: CUSTOMERS, fault: "reset", value: "lost", every: 4 },
  { method: "POST", path: CUSTOMERS, fault: "status", value: 503, retryAfter: "1", every: 5 },
  { method: "PATCH", path: "*", fault: "reset", value: "before", every: 4 },
  { method: "DELETE", path: "*", fault: "status", value: 500, every: 4 },
  { method: "PUT", path: "/customer-segment/*", fault: "hang", every: 9 },
  { method: "PUT", path: "/customer-segment/*", fault: "truncate-json", every: 5 },
];

// Operations in turns, on customers of their own, with what may become of each beside a value. A read or a removal that failed was
// tried again; a create that may have been carried out was not, and says so.
const KINDS = [
  { call: "list", codes: ["server", "connection"] },
  { call: "get", args: (id) => [id], codes: ["connection"] },
  { call: "create", args: (_, name) => [{ contactEmail: `${name}@example.com`, lastName: "Crowd" }], codes: ["connection", "server"] },
  { call: "patch", args: (id) => [id, { lastName: "Changed" }], codes: ["connection"] },
  { call: "remove", args: (id) => [id], codes: ["server"] },
  { call: "assign", args: (id) => [id], codes: ["timeout"], callOptions: { timeoutMs: 1_500 } },
  { call: "assignMany", args: (id, name) => [[{ customerId: id }, { customerId: "" }, { customerId: name }]], codes: [], callOptions: { timeoutMs: 1_500 } },
  { call: "create", args: () => [{ contactEmail: "nobody" }], codes: ["validation"], fails: true },
  { call: "get", args: () => ["nobody-at-all"], codes: ["not_found", "connection"], fails: true },
  { call: "list", signalMs: 150, codes: ["aborted", "server", "connection"] },
  { call: "list", callOptions: { totalTimeoutMs: 300 }, codes: ["timeout", "server", "connection"] },
];

let sandbox;
before(async () => (sandbox = await startSandbox({ control: true })));
after(() => sandbox.stop());

/** Customers of a test's own, made before anything goes wrong, with a token that the crowd does not share. */
async function ownCustomers(worker, run) {
  const auth = { token: "sandbox" };
  const created = await askMany(worker, COUNT, (index) => ({
    call: "create",
    options: { auth },
    args: [{ contactEmail: `own-${run}-${index}@example.com`, lastName: "Own" }],
  }));
  assertValues(created);
  return created.map(({ value }) => value.id);
}

for (const own of [false, true]) {
  test(`a crowd of requests with ${own ? "a client of its own for each" : "a client that is kept"} is answered, with one token call`, async () => {
    await sandbox.control.reset();
    const worker = await startWorker("worker.mjs", { SANDBOX: sandbox.url });
    try {
      const ids = await ownCustomers(worker, own);
      await sandbox.control.forgetRequests();
      await sandbox.control.faults(...FAULTS);

      const kindOf = (index) => KINDS[index % KINDS.length];
      const answers = await askMany(worker, COUNT, (index) => {
        const { call, args, callOptions, signalMs } = kindOf(index);
        const name = `crowd-${own}-${index}`;
        const headers = { "x-sandbox-mark": name };
        return { call, own, signalMs, args: args?.(ids[index], name), callOptions: { totalTimeoutMs: BUDGET_MS, headers, ...callOptions } };
      });

      for (const [index, { value, error, strange, ms }] of answers.entries()) {
        const { call, codes, fails, callOptions } = kindOf(index);
        const said = `${call} number ${index} came to ${JSON.stringify({ value, error, strange, ms })}`;
        if (error) assert.ok(codes.includes(error.code), said);
        else assert.ok(value !== undefined && !fails, said);
        assert.ok(ms < (callOptions?.totalTimeoutMs ?? BUDGET_MS) + LATE_MS, said);
        // What is not repeated says whether it may have happened.
        if (call === "create" && error?.code === "connection") assert.ok(error.ambiguous, said);
        if (call === "assignMany") assert.deepEqual([value.succeeded + value.failed.length, value.failed.some(({ position }) => position === 1)], [3, true], said);
      }
      assert.ok(answers.filter(({ value }) => value !== undefined).length > COUNT / 2, "most of the calls can be answered");

      const { byOperation, marks } = await sandbox.control.requests();
      assert.equal(byOperation[TOKEN], 1);
      assert.deepEqual(marks.repeated, [], "creates and patches that were carried out twice");

      // And the isolate is as good as before.
      await sandbox.control.faults();
      assertValues([await ask(worker, { call: "list", own })]);
      assert.equal(await countOf(sandbox, TOKEN), 1);
    } finally {
      await worker.stop();
    }
  });
}
