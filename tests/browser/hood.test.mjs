// Under the hood: what the library tells of its calls, and the sandbox failing on purpose.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Calls } from "../../www/shell/calls.js";
import { closeBrowsers, hasFocus, listIsThere, openPage, startSandbox, walk } from "./support.mjs";

let sandbox;

before(async () => {
  sandbox = await startSandbox({ control: true });
});
closeBrowsers();
after(() => sandbox?.kill());

const event = (type, attempt, more = {}) => ({ type, operation: "customers.list", method: "GET", pathTemplate: "/x", attempt, ...more });

test("events become calls: attempts belong together, and calls at once are told apart", () => {
  const calls = new Calls();
  const told = [
    event("request", 1), event("response", 1, { status: 503, code: "server" }), event("retry", 1, { delayMs: 5 }),
    event("request", 1), event("response", 1, { status: 200 }),
    event("request", 2), event("response", 2, { status: 200 }),
    event("request", 1), event("failure", 1, { code: "aborted" }),
  ];
  for (const each of told) calls.record(each);
  const seen = calls.list.map(({ state, attempts, status, code, events }) => [state, attempts, status, code, events.length]);
  assert.deepEqual(seen, [["failed", 1, undefined, "aborted", 2], ["done", 1, 200, undefined, 2], ["done", 2, 200, undefined, 5]]);
  calls.find("customers.list", [{ path: [0], code: "type", message: "No." }]);
  assert.equal(calls.list[0].issues.length, 1);
  for (let more = 0; more < 200; more += 1) calls.record(event("request", 1));
  assert.equal(calls.list.length, 100, "old ones go");
});

walk("the panel shows attempts, waits and answers, and the switch lets the sandbox fail", async (browser) => {
  const page = await openPage(browser, sandbox.url);
  const toggle = page.getByRole("button", { name: "Under the hood" });
  const entries = page.locator("#hood-calls > li");
  await toggle.press("Enter");
  await page.locator("#hood").waitFor();
  assert.equal(await toggle.getAttribute("aria-expanded"), "true");
  assert.ok(await hasFocus(page.locator("#hood-heading")));
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#hood").isHidden());
  assert.ok(await hasFocus(toggle));
  await toggle.press("Enter");
  await entries.first().getByText("customers.list").waitFor();
  assert.match(await entries.first().locator("summary").innerText(), /200/);

  await page.getByLabel("What goes wrong in the sandbox").selectOption("503-twice");
  await page.getByText("It is so from the next call on.").waitFor();
  await page.getByRole("button", { name: "Next" }).click();
  await page.locator("#page-position", { hasText: "Page 2 of 3" }).waitFor();
  await listIsThere(page);
  const call = entries.first();
  await call.getByText("3 attempts").waitFor();
  await call.locator("summary").click();
  const lines = await call.locator(".call-events li").allInnerTexts();
  assert.deepEqual(lines.map((text) => text.replace(/[\d.,]+ ms.*$/, "N ms").replace(/ sandbox-\d+$/, "")), [
    "Attempt 1 is sent", "Answered 503 (server), N ms", "Waits N ms",
    "Attempt 2 is sent", "Answered 503 (server), N ms", "Waits N ms",
    "Attempt 3 is sent", "Answered 200, N ms",
  ]);
  await page.getByLabel("What goes wrong in the sandbox").selectOption("403");
  await page.getByText("It is so from the next call on.").waitFor();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("heading", { name: "This token is not allowed to do that" }).waitFor();
  await entries.first().getByText("403 permission").waitFor();
  assert.ok(await call.locator("details").evaluate((details) => details.isConnected));
  await page.getByLabel("What goes wrong in the sandbox").selectOption("");
  await page.getByText("Everything is well again.").waitFor();

  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByText("Calls appear here as the library tells of them").waitFor();
  await page.getByRole("button", { name: "Close the panel" }).click();
  assert.ok(await page.locator("#hood").isHidden());
  assert.ok(await hasFocus(toggle));
  await page.context().close();
});

walk("issues of an answer are listed with their paths; a sandbox that cannot be steered has no switch", async (browser) => {
  const own = await startSandbox();
  try {
    const page = await openPage(browser, own.url);
    await page.route("**/customer/acme/customers*", (route) => route.fulfill({ json: [{ lastName: 5, contactEmail: "a" }, { lastName: "Fine" }], headers: { "x-total-count": "2" } }));
    await page.getByLabel("Sort by").selectOption("lastName");
    await page.locator("tbody .name", { hasText: "Fine" }).waitFor();
    await page.getByRole("button", { name: "Under the hood" }).click();
    await page.locator("#hood-calls > li").first().locator("summary").click();
    const issues = await page.locator(".call-issues").first().locator("li").allInnerTexts();
    assert.match(issues[0], /^0\.lastName /);
    assert.ok(await page.locator("#hood-faults").isHidden());
    await page.context().close();
  } finally {
    await own.kill();
  }
});
