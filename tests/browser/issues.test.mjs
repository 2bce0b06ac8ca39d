// What is judged in Node is judged alike in Chromium.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { schemas } from "commerce-customers";
import { judged, texts } from "../package/support/generated.mjs";
import { launch, openPage, startSandbox } from "./support.mjs";

let sandbox;
let browser;
before(async () => ([sandbox, browser] = await Promise.all([startSandbox(), launch()])));
after(() => Promise.all([browser?.close(), sandbox?.stop()]));

test("Chromium finds the same issues in the same texts", async () => {
  const page = await openPage(browser, sandbox.url);
  const lines = texts(schemas, 200);
  const due = lines.map((line) => judged(schemas, line));
  for (const entry of ["browser", "validate-browser"]) {
    const found = await page.evaluate(`(async () => {
      const { init, schemas } = await import("/pkg/entry/${entry}.js");
      await init();
      const judged = ${judged};
      return ${JSON.stringify(lines)}.map((line) => judged(schemas, line));
    })()`);
    assert.deepEqual(found, due, entry);
  }
});
