// Module scope: the package is imported and clients are made there, although nothing may be fetched, timed or drawn by lot.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { NEWEST, OLD, assertValues, startWorker, within } from "./support.mjs";

let sandbox;
before(async () => (sandbox = await startSandbox({ control: true })));
after(() => sandbox.stop());

const CLIENTS = ["fixed", "credentials", "anonymous", "asked", "spirii"];

for (const compatibilityDate of [OLD, NEWEST]) {
  test(`clients that were made in module scope serve requests, at ${compatibilityDate}`, async () => {
    const worker = await startWorker("scope.mjs", { SANDBOX: sandbox.url }, { compatibilityDate });
    const said = async (name) => (await within(fetch(`${worker.url}/${name}`), `the answer to ${name}`)).json();
    try {
      const { rightThrew, wrongThrew, forbidden, issues } = await said("scope");
      // It is the place that it is taken for.
      assert.match(forbidden, /global scope/);
      assert.deepEqual(rightThrew, []);
      assert.deepEqual(issues, ["contactEmail", "preferredCurrency"]);
      const threw = wrongThrew.map(({ isValidation, name, code, issues, strange }) => strange ?? [isValidation, name, code, issues.map(({ path }) => path)]);
      assert.deepEqual(threw, [
        [true, "ValidationError", "validation", ["tenant"]],
        [true, "ValidationError", "validation", ["auth.token"]],
        [true, "ValidationError", "validation", ["baseUrl"]],
      ]);

      // The first requests of the isolate, all at once.
      const answers = await Promise.all(CLIENTS.map(said));
      assertValues(answers);
      assert.deepEqual(answers.map(({ value }) => value), CLIENTS.map(() => 2));
    } finally {
      await worker.stop();
    }
  });
}
