// The packed package in a plain page with a strict content security policy, in Chromium, Firefox and WebKit.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cp, rename } from "node:fs/promises";
import { join } from "node:path";
import { firefox } from "playwright-core";
import { launch } from "../browser/support.mjs";
import { startSandbox } from "../sandbox.mjs";
import { DUE } from "./scenario.mjs";
import { project } from "./support.mjs";
import { webKit } from "./webkit.mjs";

const LIMIT_MS = 60_000;

let installed;
before(async () => {
  installed = await project({ files: ["scenario.mjs", "www/index.html", "www/page.js", "../starts/page.js"] });
  await cp(join(installed.path, "node_modules/commerce-customers"), join(installed.path, "pkg"), { recursive: true });
  await rename(join(installed.path, "scenario.mjs"), join(installed.path, "www/scenario.mjs"));
  await rename(join(installed.path, "page.js"), join(installed.path, "www/start.js"));
});
after(() => installed?.remove());

/** The scenario in a page; `visit(url)` opens it and answers its title and text once the title is another. */
async function inPage(visit) {
  const sandbox = await startSandbox({ seed: 200, root: installed.path });
  try {
    const page = await fetch(sandbox.url);
    const policy = page.headers.get("content-security-policy");
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
    const [title, text] = await visit(sandbox.url);
    assert.equal(title, "done", text);
    assert.deepEqual(JSON.parse(text), DUE);
  } finally {
    await sandbox.stop();
  }
}

async function withPlaywright(context, browser) {
  context.diagnostic(browser.version());
  try {
    await inPage(async (url) => {
      const page = await browser.newPage();
      await page.goto(url);
      await page.waitForFunction(() => document.title !== "running", undefined, { timeout: LIMIT_MS });
      return [await page.title(), await page.textContent("body")];
    });
  } finally {
    await browser.close();
  }
}

test("Chromium runs the scenario", async (context) => {
  await withPlaywright(context, await launch());
});

test("a page does as the README's start says", async () => {
  const sandbox = await startSandbox({ seed: 12, root: installed.path });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.route("**/page.js", async (route) => route.continue({ url: `${sandbox.url}/start.js` }));
    await page.goto(sandbox.url);
    await page.getByText("12 customers").waitFor();
  } finally {
    await browser.close();
    await sandbox.stop();
  }
});

test("a page goes on when the module cannot be had, and has it later", async () => {
  const sandbox = await startSandbox({ seed: 1, root: installed.path });
  const browser = await launch();
  const told = { connection: /check the network and that \w+_bg\.wasm is served/, configuration: /\w+_bg\.wasm/ };
  try {
    for (const part of ["client", "validate"]) {
      const entry = part === "client" ? "browser" : "validate-browser";
      const answers = {
        offline: ["connection", (route) => route.abort("internetdisconnected")],
        "a 404": ["configuration", (route) => route.fulfill({ status: 404, body: "none" })],
        "a page": ["configuration", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Shop</title>" })],
        "a text that says it is wasm": ["configuration", (route) => route.fulfill({ contentType: "application/wasm", body: "text" })],
        "another module": ["configuration", (route) => route.fulfill({ contentType: "application/wasm", body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) })],
      };
      for (const [what, [code, answer]] of Object.entries(answers)) {
        const page = await browser.newPage();
        await page.route("**/page.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
        await page.goto(sandbox.url);
        await page.route(`**/${part}_bg.wasm`, answer, { times: 1 });
        const [error, fine] = await page.evaluate(async (entry) => {
          const { ClientError, init, schemas } = await import(`/pkg/entry/${entry}.js`);
          const error = await init().catch((error) => error);
          // As a schema of somebody's form would do next.
          const { value } = await schemas.tenant["~standard"].validate("acme");
          return [[error instanceof ClientError, error.code, error.message], value];
        }, entry);
        assert.deepEqual([error.slice(0, 2), fine], [[true, code], "acme"], `${part}, ${what}: ${error}`);
        assert.match(error[2], told[code]);
        await page.close();
      }
      const page = await browser.newPage();
      const policy = "default-src 'self'; script-src 'self'";
      await page.route(`${sandbox.url}/`, async (route) => route.fulfill({ response: await route.fetch(), headers: { "content-type": "text/html", "content-security-policy": policy } }));
      await page.route("**/page.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
      await page.goto(sandbox.url);
      const [code, message, early] = await page.evaluate(async (entry) => {
        const { init, schemas } = await import(`/pkg/entry/${entry}.js`);
        const { code, message } = await init().catch((error) => error);
        return [code, message, await schemas.tenant["~standard"].validate("acme").catch(({ code }) => code)];
      }, entry);
      assert.deepEqual([code, early], ["configuration", "configuration"]);
      assert.match(message, /content security policy allows 'wasm-unsafe-eval'/);
      await page.close();
    }
  } finally {
    await browser.close();
    await sandbox.stop();
  }
});

test("Firefox runs the scenario", async (context) => {
  const executablePath = process.env.FIREFOX;
  if (!executablePath) return context.skip("there is no Firefox: install it, or name it in FIREFOX");
  await withPlaywright(context, await firefox.launch({ channel: "moz-firefox", executablePath }));
});

test("WebKit runs the scenario", async (context) => {
  const driver = process.env.WEBKIT_DRIVER;
  if (!driver) return context.skip("there is no WebKitWebDriver: install it with xvfb, or name it in WEBKIT_DRIVER");
  const browser = await webKit(driver);
  try {
    context.diagnostic(browser.version);
    await inPage(async (url) => {
      await browser.open(url);
      const over = Date.now() + LIMIT_MS;
      for (;;) {
        const [title, text] = await browser.evaluate("return [document.title, document.body?.textContent]");
        if (title !== "running" && title !== "") return [title, text];
        assert.ok(Date.now() < over, "the scenario takes too long");
      }
    });
  } finally {
    await browser.close();
  }
});
