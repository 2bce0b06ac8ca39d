// A request that answers while its call is under way takes the call with it: workerd drops whatever the request had begun, and
// its promises never settle. Nobody behind it may wait for one of them.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { LIST, TOKEN, ask, askMany, assertValues, countOf, quiet, startWorker } from "./support.mjs";

const CUSTOMERS = { method: "GET", path: "/customer/acme/customers", times: 1 };
const TOKENS = { method: "POST", path: "/oauth/token", times: 1 };
const BEHIND = 20;

let sandbox;
before(async () => (sandbox = await startSandbox({ control: true })));
after(() => sandbox.stop());

// What the early one is in the middle of, how that is brought about, and how many token calls there are in the end: a token
// that came is there for all, and one whose call died is fetched once more.
const MIDDLES = [
  { what: "a slow call", fault: { ...CUSTOMERS, fault: "hang" }, leave: { seen: LIST }, tokens: 1 },
  { what: "a body", fault: { ...CUSTOMERS, fault: "stall" }, leave: { heads: 2 }, tokens: 1 },
  { what: "a wait before a retry", fault: { ...CUSTOMERS, fault: "status", value: 503, retryAfter: "9" }, leave: { event: "retry" }, tokens: 1 },
  { what: "a token call", fault: { ...TOKENS, fault: "hang" }, leave: { seen: TOKEN }, tokens: 2 },
  { what: "a token call's body", fault: { ...TOKENS, fault: "stall" }, leave: { heads: 1 }, tokens: 2 },
  { what: "a wait before another token call", fault: { ...TOKENS, fault: "status", value: 503 }, leave: { event: "retry" }, tokens: 2 },
];

for (const own of [false, true]) {
  for (const { what, fault, leave, tokens } of MIDDLES) {
    test(`those behind a request that left in the middle of ${what} answer, with a client ${own ? "of its own for each" : "that is kept"}`, async () => {
      await sandbox.control.reset();
      await sandbox.control.faults(fault);
      const worker = await startWorker("worker.mjs", { SANDBOX: sandbox.url });
      try {
        const asked = { call: "list", own, options: { watched: leave.heads !== undefined } };
        assert.equal(await ask(worker, { ...asked, leave }), "left");
        // The one that left is dead, and does not go on behind the test's back.
        await quiet(sandbox);
        assertValues(await askMany(worker, BEHIND, () => asked));
        assert.equal(await countOf(sandbox, TOKEN), tokens);
        assert.equal(await countOf(sandbox, LIST), tokens === 1 ? BEHIND + 1 : BEHIND);
      } finally {
        await worker.stop();
      }
    });
  }
}
