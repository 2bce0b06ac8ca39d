// An abort inside a worker: the call ends at once with the signal's reason as its cause, what it had begun is let go while the
// request goes on, and the next call is as good as any.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { LIST, TOKEN, ask, assertValues, countOf, quiet, startWorker } from "./support.mjs";

const CUSTOMERS = { method: "GET", path: "/customer/acme/customers", times: 1 };
const TOKENS = { method: "POST", path: "/oauth/token", times: 1 };
const AT_ONCE_MS = 900; // below the lease of a token call, which is a second here

let sandbox;
before(async () => (sandbox = await startSandbox({ control: true })));
after(() => sandbox.stop());

const MIDDLES = [
  { what: "a slow call", fault: { ...CUSTOMERS, fault: "hang" }, abort: { seen: LIST }, sent: 1, tokens: 1 },
  { what: "a body", fault: { ...CUSTOMERS, fault: "stall" }, abort: { heads: 2 }, sent: 1, tokens: 1 },
  { what: "a wait before a retry", fault: { ...CUSTOMERS, fault: "status", value: 503, retryAfter: "9" }, abort: { event: "retry" }, sent: 1, tokens: 1 },
  { what: "a token call", fault: { ...TOKENS, fault: "hang" }, abort: { seen: TOKEN }, sent: 0, tokens: 2 },
  { what: "a token call's body", fault: { ...TOKENS, fault: "stall" }, abort: { heads: 1 }, sent: 0, tokens: 2 },
  { what: "a wait before another token call", fault: { ...TOKENS, fault: "status", value: 503, retryAfter: "9" }, abort: { event: "retry" }, sent: 0, tokens: 2 },
];

for (const { what, fault, abort, sent, tokens } of MIDDLES) {
  test(`an abort in the middle of ${what} ends the call at once`, async () => {
    await sandbox.control.reset();
    await sandbox.control.faults(fault);
    const worker = await startWorker("worker.mjs", { SANDBOX: sandbox.url });
    try {
      const asked = { call: "list", options: { watched: abort.heads !== undefined } };
      const { error, abortMs, left } = await ask(worker, { ...asked, abort, look: true });
      assert.deepEqual([error.name, error.code, error.operation, error.attempts], ["ClientError", "aborted", "customers.list", sent]);
      assert.equal(error.cause, "Error: the test's own reason");
      assert.ok(abortMs < AT_ONCE_MS, `the call ended ${abortMs} ms after the abort`);
      // The request that made the call was still there, so that it is not its end that ended what was under way.
      assert.equal(left, 0, "requests under way after the abort");
      // Nor does the lease of a token call that was aborted keep anybody waiting.
      const next = await ask(worker, asked);
      assertValues([next]);
      assert.ok(next.ms < AT_ONCE_MS, `the next call took ${next.ms} ms`);
      assert.equal(await countOf(sandbox, TOKEN), tokens);
    } finally {
      await worker.stop();
    }
  });
}

test("a signal's own timeout is an abort, with its reason as the cause", async () => {
  await sandbox.control.reset();
  await sandbox.control.faults({ ...CUSTOMERS, fault: "hang" });
  const worker = await startWorker("worker.mjs", { SANDBOX: sandbox.url });
  try {
    const { error, ms } = await ask(worker, { call: "list", signalMs: 200 });
    assert.deepEqual([error.code, error.cause.split(":")[0]], ["aborted", "TimeoutError"]);
    assert.ok(ms < 200 + AT_ONCE_MS, `the call took ${ms} ms`);
    await quiet(sandbox);
    assertValues([await ask(worker, { call: "list" })]);
  } finally {
    await worker.stop();
  }
});

test("what is aborted before it begins is never sent", async () => {
  await sandbox.control.reset();
  const worker = await startWorker("worker.mjs", { SANDBOX: sandbox.url });
  try {
    const { error } = await ask(worker, { call: "list", signalMs: -1 });
    assert.deepEqual([error.code, error.attempts, error.cause], ["aborted", 0, "Error: the test's own reason"]);
    assert.equal((await sandbox.control.requests()).total, 0);
  } finally {
    await worker.stop();
  }
});
