// A client of the worker that hangs up takes its request with it, wherever that is: workerd drops it in the middle of a call.
// Those behind it answer.
import { after, before, beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { LIST, TOKEN, ask, askMany, assertValues, countOf, counted, impatient, quiet, seen, startWorker } from "./support.mjs";

const CUSTOMERS = { method: "GET", path: "/customer/acme/customers", times: 1 };
const TOKENS = { method: "POST", path: "/oauth/token", times: 1 };
const BEHIND = 20;

let sandbox;
let worker;
before(async () => (sandbox = await startSandbox({ control: true })));
after(() => sandbox.stop());
beforeEach(async () => {
  await worker?.stop();
  await sandbox.control.reset();
  worker = await startWorker("worker.mjs", { SANDBOX: sandbox.url });
});
after(() => worker?.stop());

for (const own of [false, true]) {
  const whose = own ? "of its own for each" : "that is kept";
  const asked = { call: "list", own, options: { watched: true } };

  // The token's head is the first.
  for (const [what, fault, heads] of [["a slow call", "hang", 1], ["a body", "stall", 2]]) {
    test(`those behind a client that hung up in the middle of ${what} answer, with a client ${whose}`, async () => {
      await sandbox.control.faults({ ...CUSTOMERS, fault });
      const hangUp = impatient(worker, asked);
      await seen(sandbox, LIST);
      await counted(worker, "heads", heads);
      hangUp();
      await quiet(sandbox);
      assertValues(await askMany(worker, BEHIND, () => asked));
      assert.equal(await countOf(sandbox, TOKEN), 1);
    });
  }
}

test("who hangs up while somebody else fetches the token is missed by nobody", async () => {
  await sandbox.control.faults({ ...TOKENS, fault: "delay", value: 400 });
  const fetching = ask(worker, { call: "list" });
  await seen(sandbox, TOKEN);
  const hangUps = Array.from({ length: 10 }, () => impatient(worker, { call: "list" }));
  const behind = askMany(worker, BEHIND, () => ({ call: "list" }));
  await counted(worker, "requests", 1 + hangUps.length + BEHIND);
  for (const hangUp of hangUps) hangUp();
  assertValues([await fetching, ...(await behind)]);
  assert.equal(await countOf(sandbox, TOKEN), 1);
});

test("many clients that come and hang up leave nothing behind that blocks", async () => {
  for (let round = 1; round <= 5; round++) {
    await sandbox.control.faults({ ...CUSTOMERS, fault: "hang", times: 10 });
    await sandbox.control.forgetRequests();
    const hangUps = Array.from({ length: 10 }, () => impatient(worker, { call: "list" }));
    await seen(sandbox, LIST, 10);
    const behind = askMany(worker, BEHIND, () => ({ call: "list" }));
    for (const hangUp of hangUps) hangUp();
    assertValues(await behind);
    await quiet(sandbox);
  }
});
