// What a view costs before it can be used: bytes of everything but the WebAssembly module, and the time to the first view.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { after, before, test } from "node:test";
import { launch, openPage, startSandbox } from "./support.mjs";

let sandbox;
let browser;

before(async () => {
  sandbox = await startSandbox();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

/** What the first view may take, the package's scripts included, and what any view may take of the page's own. */
const LIMIT = 60_000;
const VIEWS = {
  "#/customers": ['#list[data-state="ready"]:not([aria-busy])', "en-GB"],
  "#/customers in German": ['#list[data-state="ready"]:not([aria-busy])', "de-DE"],
  "#/new-customer": ["#register-form > [aria-live]", "en-GB"],
  "#/segments/vip": ['#list[data-state="ready"]:not([aria-busy])', "en-GB"],
  "#/operators": ['#list[data-state="ready"]:not([aria-busy])', "en-GB"],
};

for (const [view, [ready, locale]] of Object.entries(VIEWS)) {
  test(`${view} takes less than 60 kB beside the module`, async (context) => {
    const page = await openPage(browser, "about:blank", { wait: false, locale });
    const loaded = [];
    let counts = true;
    page.on("response", (response) => {
      // What is fetched ahead, when the view is there, may be cut by the end of the test.
      if (!counts) return;
      const { pathname } = new URL(response.url());
      if (!pathname.endsWith(".wasm") && /\.(js|css|svg|html)$|^\/$/.test(pathname)) loaded.push(response.body().then((body) => [pathname, gzipSync(body, { level: 9 }).length]));
    });
    await page.goto(`${sandbox.url}/${view.split(" ")[0]}`);
    await page.locator(ready).waitFor({ state: "attached" });
    counts = false;
    const sizes = await Promise.all(loaded);
    const sum = (some) => sizes.filter(([pathname]) => some(pathname)).reduce((total, [, size]) => total + size, 0);
    const [own, all] = [sum((pathname) => !pathname.startsWith("/pkg/")), sum(() => true)];
    context.diagnostic(`${view}: ${own} bytes gzip of the page's own, ${all} with the package's scripts, in ${sizes.length} files`);
    assert.ok(sizes.length > 20, "the files were seen");
    assert.ok((view === "#/customers" ? all : own) < LIMIT, `${own} of its own, ${all} in all`);
    await page.context().close();
  });
}

test("the time to the first usable view with a cold cache", async (context) => {
  const page = await openPage(browser, "about:blank", { wait: false });
  await page.goto(sandbox.url);
  await page.locator('#list[data-state="ready"]:not([aria-busy])').waitFor();
  const ms = await page.evaluate(() => performance.now());
  context.diagnostic(`usable after ${Math.round(ms)} ms, the module and the first answer included`);
  assert.ok(ms > 0);
  await page.context().close();
});
