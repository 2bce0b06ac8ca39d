// Compatibility dates: workerd behaves as it did when a worker was written. Old ones throw on `cache` in a Request's init and know
// no FinalizationRegistry; calls work all the same.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { LIST, NEWEST, OLD, TOKEN, ask, assertValues, countOf, quiet, startWorker } from "./support.mjs";

let sandbox;
before(async () => (sandbox = await startSandbox({ control: true })));
after(() => sandbox.stop());

// Around the day from which Requests know `cache`.
const DATES = [
  { date: OLD, knowsCache: false, knowsRefs: false },
  { date: "2024-11-10", knowsCache: false, knowsRefs: false },
  { date: "2024-11-11", knowsCache: true, knowsRefs: false },
  { date: NEWEST, knowsCache: true, knowsRefs: true },
];

for (const { date, ...knows } of DATES) {
  test(`calls, token calls, retries, timeouts and aborts work at ${date}`, async () => {
    await sandbox.control.reset();
    const worker = await startWorker("worker.mjs", { SANDBOX: sandbox.url }, { compatibilityDate: date });
    try {
      assert.deepEqual((await ask(worker, { call: "runtime" })).value, knows);

      // By the runtime's own fetch, and by an injected one; a token is not to come from a cache where that can be said.
      const listed = await ask(worker, { call: "list" });
      const watched = await ask(worker, { call: "list", options: { watched: true } });
      assertValues([listed, watched]);
      assert.deepEqual([listed.value.items.length, watched.value.items.length], [5, 5]);
      assert.equal(watched.tokenCache, knows.knowsCache ? "no-store" : "none");
      assert.equal(await countOf(sandbox, TOKEN), 2);

      const created = await ask(worker, { call: "create", args: [{ contactEmail: `at-${date}@example.com`, lastName: "Date" }] });
      assertValues([created]);
      assertValues([await ask(worker, { call: "patch", args: [created.value.id, { lastName: "Changed" }] })]);
      assert.equal((await ask(worker, { call: "get", args: [created.value.id] })).value.lastName, "Changed");

      await sandbox.control.forgetRequests();
      const customers = { method: "GET", path: "/customer/acme/customers", times: 1 };
      await sandbox.control.faults({ ...customers, fault: "reset", value: "during" }, { ...customers, fault: "status", value: 503, retryAfter: "0" });
      assertValues([await ask(worker, { call: "list" })]);
      assert.equal(await countOf(sandbox, LIST), 3);

      for (const fault of ["hang", "stall"]) {
        await sandbox.control.faults({ ...customers, fault });
        const { error } = await ask(worker, { call: "list", callOptions: { timeoutMs: 200, maxRetries: 0 } });
        assert.deepEqual([error.code, error.attempts], ["timeout", 1]);
      }
      await sandbox.control.faults({ ...customers, fault: "hang" });
      const { error } = await ask(worker, { call: "list", signalMs: 200 });
      assert.equal(error.code, "aborted");
      await quiet(sandbox);
    } finally {
      await worker.stop();
    }
  });
}
