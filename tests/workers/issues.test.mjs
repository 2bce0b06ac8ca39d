// What is judged in Node is judged alike in workerd.
import { test } from "node:test";
import assert from "node:assert/strict";
import { schemas } from "commerce-customers";
import { judged, texts } from "../package/support/generated.mjs";
import { OLD, NEWEST, startWorker } from "./support.mjs";

for (const compatibilityDate of [OLD, NEWEST]) {
  test(`workerd finds the same issues in the same texts, at ${compatibilityDate}`, async () => {
    const worker = await startWorker("issues.mjs", {}, { compatibilityDate, modules: ["../package/support/generated.mjs"] });
    try {
      const lines = texts(schemas, 200);
      const due = lines.map((line) => judged(schemas, line));
      for (const part of ["client", "validate"]) {
        const answer = await fetch(`${worker.url}/${part}`, { method: "POST", body: JSON.stringify(lines) });
        assert.deepEqual(await answer.json(), due, part);
      }
    } finally {
      await worker.stop();
    }
  });
}
