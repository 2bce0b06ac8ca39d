// A token call that died with its request is replaced once its lease of a second is over, by one call and not by one for each who
// waits.
import { after, before, beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { TOKEN, ask, askMany, assertValues, countOf, counted, impatient, quiet, seen, startWorker } from "./support.mjs";

const TOKENS = { method: "POST", path: "/oauth/token" };
const BEHIND = 50;
const LEASE_MS = 1_000;
// The looks at the lease, the token call and fifty calls; on a busy machine too.
const LATE_MS = 1_500;

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

/** All have values, the slowest about a lease after it came. */
function assertSoon(answers, leases = 1) {
  assertValues(answers);
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  assert.ok(slowest < leases * LEASE_MS + LATE_MS, `the slowest of them took ${slowest} ms`);
}

for (const own of [false, true]) {
  const asked = { call: "list", own };
  const whose = own ? "of its own for each" : "that is kept";

  test(`those behind a token call whose request left make one together, with a client ${whose}`, async () => {
    await sandbox.control.faults({ ...TOKENS, fault: "hang", times: 1 });
    await ask(worker, { ...asked, leave: { seen: TOKEN } });
    await quiet(sandbox);
    assertSoon(await askMany(worker, BEHIND, () => asked));
    assert.equal(await countOf(sandbox, TOKEN), 2);
  });

  test(`those who wait for a token call whose client hangs up make one together, with a client ${whose}`, async () => {
    await sandbox.control.faults({ ...TOKENS, fault: "hang", times: 1 });
    const hangUp = impatient(worker, asked);
    await seen(sandbox, TOKEN);
    const behind = askMany(worker, BEHIND, () => asked);
    await counted(worker, "requests", BEHIND + 2);
    hangUp();
    assertSoon(await behind);
    assert.equal(await countOf(sandbox, TOKEN), 2);
  });
}

test("each token call that dies is replaced by one", async () => {
  await sandbox.control.faults({ ...TOKENS, fault: "hang", times: 2 });
  const asked = { call: "list" };
  const hangUps = [];
  for (let dead = 1; dead <= 2; dead++) {
    hangUps.push(impatient(worker, asked));
    await seen(sandbox, TOKEN, dead);
  }
  const behind = askMany(worker, BEHIND, () => asked);
  for (const hangUp of hangUps) hangUp();
  assertSoon(await behind);
  assert.equal(await countOf(sandbox, TOKEN), 3);
});

test("clients that are kept and clients of one request share one token call", async () => {
  await sandbox.control.faults({ ...TOKENS, fault: "delay", value: 300, times: 1 }, { ...TOKENS, fault: "hang" });
  assertSoon(await askMany(worker, BEHIND, (index) => ({ call: "list", own: index % 2 === 0 })));
  assert.equal(await countOf(sandbox, TOKEN), 1);
});
