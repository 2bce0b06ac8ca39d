// The page as plain files in some folder of a server that knows nothing of it: no headers, no service. What it may do, it says itself.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { closeBrowsers, field, fillIn, listIsThere, openPage, startSandbox, submit, walk } from "./support.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The two folders that somebody copied. */
const COPIED = /^\/some\/folder\/((?:www|pkg)\/.*)$/;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm" };

let sandbox;
let server;
let url;
let page;

before(async () => {
  sandbox = await startSandbox();
  server = createServer(async ({ url }, answer) => {
    const [, asked = "none"] = COPIED.exec(new URL(url, "http://localhost").pathname) ?? [];
    const file = asked.replace(/\/$/, "/index.html");
    const body = await readFile(path.join(ROOT, file)).catch(() => undefined);
    answer.writeHead(body ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "text/plain" });
    answer.end(body ?? "Not here.");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}/some/folder/www/`;
});
afterEach(() => page?.context().close());
closeBrowsers();
after(async () => {
  server?.closeAllConnections();
  server?.close();
  await sandbox?.kill();
});

walk("there the page says that no service answers, and works with one that is given", async (browser, kind) => {
  page = await openPage(browser, url, { wait: false });
  await page.getByText("This is not the sandbox.").waitFor();
  await page.locator("#list-notice").getByRole("button", { name: "Connection settings" }).click();
  await fillIn(page, { baseUrl: sandbox.url, "auth.token": "sandbox" });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await listIsThere(page);
  await page.getByText("This is not the sandbox.").waitFor({ state: "hidden" });

  await page.getByRole("link", { name: "New customer" }).first().click();
  await field(page, "lastName").fill(`Static ${kind}`);
  await field(page, "contactEmail").fill(`${kind}@example.com`);
  await submit(page);
  await page.getByText(`Static ${kind} is registered.`).first().waitFor();
  assert.deepEqual(page.record.violations, []);
});

walk("its own policy lets no other script in and sends nothing over http to other machines", async (browser) => {
  page = await openPage(browser, url, { wait: false });
  await page.locator("#list-notice").waitFor();
  await page.evaluate(() => {
    window.seen = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => window.seen.push(`${effectiveDirective} ${blockedURI}`));
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    fetch("http://example.com/").catch(() => {});
  });
  await page.waitForFunction(() => window.seen.length === 2);
  const [ran, breaches] = await page.evaluate(() => [window.ran, window.seen.sort()]);
  assert.equal(ran, undefined);
  assert.deepEqual(breaches, ["connect-src http://example.com/", "script-src-elem inline"]);
});
