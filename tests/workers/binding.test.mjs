// A service binding in place of the network: calls and token calls go through it, and through nothing else.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { NEWEST, OLD, assertValues, startWorker, within } from "./support.mjs";

const COUNT = 20;
const CALLS = 6;

let sandbox;
before(async () => (sandbox = await startSandbox({ control: true })));
after(() => sandbox.stop());

for (const compatibilityDate of [OLD, NEWEST]) {
  for (const way of ["bound", "wrapped"]) {
    test(`a ${way} service binding carries everything, at ${compatibilityDate}`, async () => {
      await sandbox.control.reset();
      const worker = await startWorker("binding.mjs", { SANDBOX: sandbox.url }, { compatibilityDate, services: { API: "gateway.mjs" } });
      const said = async (path) => (await within(fetch(worker.url + path), `the answer to ${path}`)).json();
      try {
        // Half of them with a client of their own.
        const emails = Array.from({ length: COUNT }, (_, index) => `${way}-${compatibilityDate}-${index}@example.com`);
        const answers = await Promise.all(emails.map((email, index) => said(`/${way}?email=${email}${index % 2 ? "&own" : ""}`)));
        assertValues(answers);
        for (const { value } of answers) assert.deepEqual(value, ["Bound", true, 3, "not_found"]);
        assert.deepEqual(await said("/counts"), { requests: COUNT * CALLS + 1, tokens: 1 });
        // The gateway sent each on.
        assert.equal((await sandbox.control.requests()).total, COUNT * CALLS + 1);
      } finally {
        await worker.stop();
      }
    });
  }
}
