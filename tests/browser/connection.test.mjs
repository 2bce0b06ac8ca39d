// The connection: its settings, and what the page says when there is none.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { back, closeBrowsers, field, fillIn, forward, listIsThere, messageAt, openPage, openRegister, startProxy, startSandbox, submit, summaryItems, walk } from "./support.mjs";

let sandbox;
let page;

before(async () => {
  sandbox = await startSandbox();
});
closeBrowsers();
afterEach(() => page?.context().close());
after(() => sandbox?.kill());

const TYPED = { firstName: "Hedy", lastName: "Lamarr", contactEmail: "hedy@example.com", company: "Secret Communications" };

async function stillTyped(typed = TYPED) {
  for (const [name, value] of Object.entries(typed)) assert.equal(await field(page, name).inputValue(), value, `${name} stays`);
}

async function settings(values) {
  await page.locator("#connection-open").click();
  await fillIn(page, values);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}

walk("a token that is not accepted is said in words, in the list and at the form", async (browser, kind) => {
  const typed = { ...TYPED, contactEmail: `hedy.${kind}@example.com` };
  page = await openPage(browser, sandbox.url);
  await settings({ "auth.token": "wrong" });
  const notice = page.locator("#list-notice");
  await notice.getByRole("heading", { name: "The access token is not accepted" }).waitFor();
  await notice.getByRole("button", { name: "Connection settings" }).click();
  await page.locator("#connection[open]").waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "New customer" }).first().click();
  await fillIn(page, typed);
  await submit(page);
  const summary = page.locator("#register-summary");
  await summary.getByText("The access token is not accepted.").waitFor();
  assert.equal(await summary.getByRole("link").count(), 0);
  await stillTyped(typed);

  await summary.getByRole("button", { name: "Connection settings" }).click();
  await field(page, "auth.token").fill("sandbox");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.locator("#connection:not([open])").waitFor({ state: "attached" });
  await stillTyped(typed);
  await submit(page);
  await page.getByText("Hedy Lamarr is registered.").first().waitFor();
});

walk("a token that may only read is told from one that is wrong", async (browser) => {
  page = await openPage(browser, sandbox.url);
  await settings({ "auth.token": "sandbox-read" });
  await listIsThere(page);
  await page.getByRole("link", { name: "New customer" }).first().click();
  await fillIn(page, { lastName: "Curie", contactEmail: "marie@example.com" });
  await submit(page);
  await page.locator("#register-summary").getByText("This token is not allowed to do that.").waitFor();
});

walk("a tenant of the wrong form is said at its field, and nothing is sent", async (browser) => {
  page = await openPage(browser, sandbox.url);
  const calls = page.record.calls.length;
  await settings({ tenant: "Bad-Tenant" });
  await page.locator("#connection-summary li").waitFor();
  const message = await messageAt(page, "tenant");
  assert.match(message, /lowercase letter/);
  assert.deepEqual(await summaryItems(page, "connection-summary"), [message]);
  assert.ok(await page.locator("#connection-summary").evaluate((summary) => summary === document.activeElement));
  assert.equal(await page.title(), "Error: Customers – Customer desk");

  await field(page, "tenant").fill("ab");
  await field(page, "baseUrl").fill("http://api.emporix.io");
  await field(page, "auth.token").fill("");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.locator('[name="baseUrl"][aria-invalid="true"]').waitFor();
  assert.match(await messageAt(page, "tenant"), /3 to 16/);
  assert.equal(await messageAt(page, "auth.token"), "Enter the access token.");
  assert.equal((await summaryItems(page, "connection-summary")).length, 3, "what is wrong is said all at once");
  assert.equal(page.record.calls.length, calls, "nothing was sent");

  await page.getByRole("button", { name: "Close without changes" }).click();
  // A dialog tells of its end in a task of its own.
  await page.waitForFunction(() => document.title === "Customers – Customer desk");
  assert.ok(await page.locator("#connection-open").getByText("acme").isVisible());
});

walk("the settings outlive a reload, the token does not, and a service that is no sandbox is announced", async (browser) => {
  page = await openPage(browser, sandbox.url);
  await page.route("https://api.example.com/**", (route) => route.abort());
  await settings({ baseUrl: "https://api.example.com", tenant: "other", "auth.token": "very-secret" });
  const banner = page.getByText("This is not the sandbox.");
  await banner.waitFor();
  const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));
  assert.ok(stored.includes("api.example.com") && stored.includes("other"), stored);
  assert.ok(!stored.includes("very-secret"), stored);

  await page.reload();
  await banner.waitFor();
  await page.locator("#list-notice").getByRole("heading", { name: "The access token is not there any more" }).waitFor();
  await page.locator("#connection-open").click();
  assert.equal(await field(page, "tenant").inputValue(), "other");
  assert.equal(await field(page, "auth.token").inputValue(), "");
  await page.getByRole("button", { name: "Back to the sandbox" }).click();
  await listIsThere(page);
  assert.ok(await banner.isHidden());
});

walk("the page may talk to a service elsewhere over https", async (browser) => {
  page = await openPage(browser, sandbox.url);
  const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*, authorization", "x-total-count": "1" };
  await page.route("https://api.example.com/**", (route) => route.fulfill({ headers, json: [{ id: "1", lastName: "Faraway" }] }));
  await settings({ baseUrl: "https://api.example.com", tenant: "other", "auth.token": "very-secret" });
  await page.locator("tbody .name", { hasText: "Faraway" }).waitFor();
  assert.deepEqual(page.record.violations, []);
});

walk("a service that is gone is said in words, and everything works again when it is back", async (browser) => {
  let own = await startSandbox();
  try {
    page = await openRegister(browser, own.url);
    await page.getByRole("link", { name: "Customers", exact: true }).click();
    await listIsThere(page);
    await back(page);
    await own.kill();
    await fillIn(page, TYPED);
    await submit(page);
    await page.locator("#register-summary").getByText("The service can't be reached.").waitFor();
    await stillTyped();
    await forward(page);
    const notice = page.locator("#list-notice");
    await notice.getByRole("heading", { name: "The service can't be reached" }).waitFor();

    own = await startSandbox({ port: own.port });
    await notice.getByRole("button", { name: "Try again" }).click();
    await listIsThere(page);
    await back(page);
    await page.locator("#register-form > [aria-live]").waitFor({ state: "attached" });
    await stillTyped();
    await submit(page);
    await page.getByText("Hedy Lamarr is registered.").first().waitFor();
    assert.equal(await page.title(), "New customer – Customer desk");
  } finally {
    await own.kill();
  }
});

walk("a call that is cut in the middle is said in words, with a warning that it may have arrived", async (browser) => {
  const own = await startSandbox();
  const proxy = await startProxy(own.port);
  try {
    page = await openRegister(browser, proxy.url);
    await fillIn(page, TYPED);
    proxy.cut = true;
    await submit(page);
    const summary = page.locator("#register-summary");
    await summary.getByText("The service can't be reached.").waitFor();
    await summary.getByText("It is not certain whether the customer was saved").waitFor();
    await stillTyped();
    assert.ok(await summary.evaluate((element) => element === document.activeElement));

    proxy.cut = false;
    await submit(page);
    await page.getByText("Hedy Lamarr is registered.").first().waitFor();
  } finally {
    proxy.stop();
    await own.kill();
  }
});

walk("a view that was wanted while the page was offline is opened by another try", async (browser) => {
  page = await openPage(browser, sandbox.url);
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Operators" }).click();
  const banner = page.locator("#not-loaded");
  await banner.getByText("A part of this page could not be loaded.").waitFor();
  await page.context().setOffline(false);
  await banner.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Operators" }).waitFor();
  assert.ok(await banner.isHidden());
});

walk("what answers on this machine and is not the sandbox is announced", async (browser) => {
  page = await openPage(browser, sandbox.url);
  const banner = page.getByText("This is not the sandbox.");
  assert.ok(await banner.isHidden());
  await page.route("**/customer/acme/customers*", (route) => route.fulfill({ json: [{ id: "1", lastName: "Near" }], headers: { "x-total-count": "1" } }));
  await page.getByLabel("Sort by").selectOption("lastName");
  await page.locator("tbody .name", { hasText: "Near" }).waitFor();
  await banner.waitFor();
  await page.unrouteAll({ behavior: "wait" });
  await page.getByLabel("Sort by").selectOption("company");
  await page.locator("tbody tr").nth(5).waitFor();
  await banner.waitFor({ state: "hidden" });
});
